"""Lay a task on the desk of its unit: given in turn, and its deadline watched, where the package says so."""

import datetime as dt
from uuid import UUID

from raadhus.bus import due
from raadhus.cases.access import concerns_household
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.routes import Why
from raadhus.cases.domain.turns import in_turn
from raadhus.cases.models import Task, Turn
from raadhus.cases.queries.absences import away_on
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.place_task import AS_EVER, Place
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.organisation.public import StaffInfo, list_staff
from raadhus.platform.actor import Actor, Role

DUE = "cases.deadline"
_NOBODY: frozenset[UUID] = frozenset()


def lay_on_desk(
    actor: Actor, task: Task, place: Place = AS_EVER, *, besides: frozenset[UUID] = _NOBODY
) -> None:
    """
    Give ``task`` (of a unit, with its case) to whose turn it is, never to ``besides``, and watch its deadline.

    ``place``: to whom in the unit it goes; nobody there who may take it leaves it in the unit's queue, with a note.
    """
    desk = package(task.case.package_hash).service.desk
    if place.role:
        _give_by_role(actor, task, place.role, besides)
    elif place.in_turn or (desk is not None and desk.in_turn):
        _give_in_turn(actor, task, besides)
        if place.in_turn and task.assigned_to is None:
            _note_nobody(task)
    if desk is not None and desk.escalate_days is not None:
        watch_deadline(actor, task, desk.escalate_days)
    elif place.due_on is not None:
        watch_deadline(actor, task, 0)


def watch_deadline(actor: Actor, task: Task, days_before: int) -> None:
    """Let the bus wake us when so many days are left until the deadline of ``task`` is over."""
    last_quiet = task.due_on - dt.timedelta(days=days_before)
    due.set_due(DUE, task.id, town_days.over_at(actor, last_quiet))


def _give_by_role(actor: Actor, task: Task, role: str, besides: frozenset[UUID]) -> None:
    """Give the task to a caseworker of the unit who has ``role`` too, there or in the whole municipality."""
    suited = [member for member in _present(actor, task, besides) if role in member.roles]
    whose = _first_who_may(actor, task, in_turn(suited, None))
    if whose is None:
        _note_nobody(task)
        return
    _give(actor, task, whose)


def _note_nobody(task: Task) -> None:
    """Let the task say that the rule names nobody who can take it, instead of that a rule gave it out."""
    task.why = [*(code for code in task.why if code != Why.BY_RULE), Why.NOBODY_NAMED]
    task.save(update_fields=["why"])


def _present(actor: Actor, task: Task, besides: frozenset[UUID]) -> list[StaffInfo]:
    away = away_on(town_days.today(actor)) | besides
    return [
        member
        for member in list_staff(actor, unit_id=task.unit_id)
        if Role.CASEWORKER in member.roles and member.id not in away
    ]


def _give_in_turn(actor: Actor, task: Task, besides: frozenset[UUID]) -> None:
    present = _present(actor, task, besides)
    if not present:
        return
    turn, _is_new = Turn.objects.select_for_update(of=("self",)).get_or_create(
        unit_id=task.unit_id, service_key=task.service_key
    )
    whose = _first_who_may(actor, task, in_turn(present, turn.last_staff))
    if whose is None:
        return
    turn.last_staff = whose.id
    turn.save(update_fields=["last_staff"])
    _give(actor, task, whose)


def _give(actor: Actor, task: Task, whose: StaffInfo) -> None:
    task.assigned_to = whose.id
    task.save(update_fields=["assigned_to"])
    detail = {"to": str(whose.id)}
    write_timeline(actor, task.case, Happening.TASK_GIVEN, Who.TOWN, thing_id=task.id, detail=detail)


def _first_who_may(actor: Actor, task: Task, colleagues: tuple[StaffInfo, ...]) -> StaffInfo | None:
    return next((one for one in colleagues if not concerns_household(actor, task.case, one.person_id)), None)
