"""Trials of changed rules: how far they are, what they came to as far as the reader may know, which cases change."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import UUID

from raadhus.cases.access import household_here, require_desk
from raadhus.cases.access.beyond_cases import access_trial, may_end_trial, require_trials
from raadhus.cases.domain.trials import KEPT, TrialState
from raadhus.cases.models import Case, Party, RuleTrial, TriedCase
from raadhus.cases.queries.staff_case.people import hidden_from
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.rules.public import trying

LISTED = 50
"""So many changed cases a page shows."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TrialInfo:
    """
    One trial. ``summary``: what it came to, None until it is done; ``left_out``: decisions of which no log tells.

    ``is_exact``: the reader has a right to all its cases; otherwise numbers below five are to be hidden. ``may_end``: the
    reader may stop or delete it.
    """

    id: UUID
    service_key: str
    package_hash: str
    old_hash: str
    old_name: str
    new_name: str
    begins_on: dt.date
    ends_on: dt.date
    begun_at: dt.datetime
    begun_by: str
    deleted_at: dt.datetime
    state: TrialState
    total: int
    looked_at: int
    left_out: int
    summary: trying.Summary | None
    is_exact: bool
    may_end: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCase:
    """A case that comes out differently: its number, what it was and would be, what more is paid a month."""

    case_id: UUID
    number: str
    effect: trying.Effect
    value_before: Decimal | None
    value_after: Decimal | None
    amount_change: Decimal | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCases:
    """The changed cases that the reader may open, those with the largest difference first; ``others``: how many more."""

    cases: tuple[ChangedCase, ...]
    others: int


def get_trial(actor: Actor, trial_id: UUID) -> TrialInfo:
    """Return one trial. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    trial = access_trial(actor, trial_id)
    names = staff_names(actor, {trial.begun_by}) if trial.begun_by else {}
    return _info(actor, trial, names)


def list_trials(actor: Actor, service_key: str) -> tuple[TrialInfo, ...]:
    """Return the trials of a service's rules, newest first, without what they came to. Raises: LoginNeeded, NotAllowed."""
    require_trials(actor)
    rows = list(
        RuleTrial.objects.filter(service_key=service_key).defer("new_source", "result").order_by("-begun_at")
    )
    by = {row.begun_by for row in rows if row.begun_by}
    names = staff_names(actor, by) if by else {}
    return tuple(_info(actor, row, names, with_result=False) for row in rows)


def list_changed_cases(actor: Actor, trial_id: UUID, *, most: int | None = LISTED) -> ChangedCases:
    """
    Return the cases of the actor's units that change, ``most`` of them, without names.

    Cases of the own household are left out, and from the uncleared those in which somebody is protected.
    Raises: LoginNeeded, NotAllowed for who has no cases, NotFoundHere.
    """
    trial = access_trial(actor, trial_id)
    units = require_desk(actor)
    rows = list(TriedCase.objects.filter(trial=trial, case__unit_id__in=units).select_related("case"))
    visible = _without_hidden(actor, rows) if trial.state == TrialState.DONE else []
    found = sorted((_changed(row) for row in visible), key=_by_size)
    shown = tuple(found[:most])
    return ChangedCases(cases=shown, others=len(found) - len(shown))


def _without_hidden(actor: Actor, rows: list[TriedCase]) -> list[TriedCase]:
    own = household_here(actor)
    case_ids = {row.case_id for row in rows}
    concerned = Party.objects.filter(case_id__in=case_ids, person_id__in=own)
    hidden = set(concerned.values_list("case_id", flat=True))
    if not actor.has(Role.CLEARED):
        hidden |= hidden_from(actor, case_ids)
    return [row for row in rows if row.case_id not in hidden and row.case.applicant_id not in own]


def _changed(row: TriedCase) -> ChangedCase:
    case: Case = row.case
    compared = trying.compared_from_data(case.number, row.change, row.compared)
    return ChangedCase(
        case_id=case.id,
        number=case.number,
        effect=compared.effect,
        value_before=compared.before.value if compared.before.is_decided else None,
        value_after=compared.after.value if compared.after.is_decided else None,
        amount_change=compared.amount_change,
    )


def _by_size(case: ChangedCase) -> tuple[bool, Decimal, str]:
    """Return the order: what cannot be counted first, then the largest difference."""
    size = case.amount_change
    if size is None and case.value_before is not None and case.value_after is not None:
        size = case.value_after - case.value_before
    return (size is not None, -abs(size or Decimal(0)), case.number)


def _info(actor: Actor, trial: RuleTrial, names: dict[UUID, str], *, with_result: bool = True) -> TrialInfo:
    units = {UUID(unit) for unit in trial.units}
    has_cases = actor.is_staff and actor.has(Role.CASEWORKER)
    return TrialInfo(
        id=trial.id,
        service_key=trial.service_key,
        package_hash=trial.package_hash,
        old_hash=trial.old_hash,
        old_name=trial.old_name,
        new_name=trial.new_name,
        begins_on=trial.begins_on,
        ends_on=trial.ends_on,
        begun_at=trial.begun_at,
        begun_by=names.get(trial.begun_by, "") if trial.begun_by else "",
        deleted_at=trial.begun_at + KEPT,
        state=TrialState(trial.state),
        total=trial.total,
        looked_at=trial.looked_at,
        left_out=trial.left_out,
        summary=trying.summary_from_data(trial.result) if with_result and trial.result else None,
        is_exact=has_cases and units <= actor.units,
        may_end=may_end_trial(actor, trial),
    )
