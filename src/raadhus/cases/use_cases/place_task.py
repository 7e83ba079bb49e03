"""Say where the process lays a task: in which unit, with whom, until when, as its step is set."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from raadhus.cases.domain.assigning import Assigned, NobodyNamed, read_assigned
from raadhus.cases.domain.routes import Why
from raadhus.cases.models import Case
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.use_cases.apply_rules import Told, ask_rules
from raadhus.cases.use_cases.fresh_case import what_was_sent
from raadhus.cases.use_cases.gather_figures import gather_figures
from raadhus.catalogue.public import package
from raadhus.organisation.public import unit_by_key
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.processes.public import Execution
from raadhus.processes.public.settings import day_of_setting, value_of_setting


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """
    Where a task goes: None and empty for what is as ever.

    ``unit_id``: another unit than the case's; ``role``: of whom in it; ``notes``: that a rule said so, or why it is not
    where it should be; ``because``: the sentences of the rows of that rule, by language.
    """

    unit_id: UUID | None = None
    role: str = ""
    in_turn: bool = False
    due_on: dt.date | None = None
    notes: tuple[Why, ...] = ()
    because: Mapping[str, list[str]] = dataclasses.field(default_factory=dict)


AS_EVER = Place()


def place_of(step: Execution, case: Case) -> Place:
    """
    Return where the settings ``unit``, ``assign`` or ``assigned-by``, and ``deadline`` lay the task of ``step``.

    A unit or somebody that there is not leaves it in the case's own unit, with a note for whoever opens it.
    Raises: StepFailed for an expression that cannot be carried out.
    """
    notes: list[Why] = []
    told = _told(step, case)
    try:
        assigned = read_assigned(told.said)
    except NobodyNamed:
        assigned = Assigned()
        notes.append(Why.NOBODY_NAMED)
    unit_id = _unit(step.actor, assigned.unit)
    if assigned.unit and unit_id is None:
        notes.append(Why.NOBODY_NAMED)
    elif assigned != Assigned():
        notes.append(Why.BY_RULE)
    if unit_id is None and (key := step.properties.get("unit", "")):
        unit_id = _unit(step.actor, key)
        if unit_id is None:
            notes.append(Why.UNIT_LACKING)
    return Place(
        unit_id=unit_id,
        role=assigned.role,
        in_turn=assigned.in_turn,
        due_on=_due_on(step, case),
        notes=tuple(notes),
        because=told.because if Why.BY_RULE in notes else {},
    )


def _due_on(step: Execution, case: Case) -> dt.date | None:
    counted = step.properties.get("counted-in") or package(case.package_hash).service.counted_in
    return day_of_setting(step, "deadline", in_working_days=counted == "working-days")


def _told(step: Execution, case: Case) -> Told:
    decision = step.properties.get("assigned-by", "")
    return _decided(step.actor, case, decision) if decision else Told(said=value_of_setting(step, "assign"))


def _decided(actor: Actor, case: Case, decision: str) -> Told:
    """Return what a decision of the package's rules says of the application; nothing for a case without one."""
    first = first_case(case)
    sent = what_was_sent(actor, first)
    if sent is None:
        return Told(said=None)
    figures = gather_figures(first, sent, appeal=None if first is case else case)
    told = ask_rules(actor, first, sent, figures, decision)
    return dataclasses.replace(told, said=dict(told.said)) if isinstance(told.said, Mapping) else told


def _unit(actor: Actor, key: str) -> UUID | None:
    try:
        return unit_by_key(actor, key).id if key else None
    except NotFoundHere:
        return None
