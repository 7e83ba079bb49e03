"""The cases of a citizen as their lists show them."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, QuerySet
from django.utils import timezone

from raadhus.cases.access import own_person
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.progress import Step, steps
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, TaskKind
from raadhus.cases.models import Case, Decision, Sending, Task, TimelineEntry
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery

LISTED = 20
_STATUS_OF_TASK = {
    TaskKind.CONFIRM_INCOME: CaseStatus.WITH_PARTNER,
    TaskKind.ANSWER_HEARING: CaseStatus.HEARING,
    TaskKind.COMPLETE: CaseStatus.ASKED,
    TaskKind.QUESTION: CaseStatus.WAITING,
    TaskKind.ASSESS: CaseStatus.WITH_UNIT,
    TaskKind.REASSESS: CaseStatus.WITH_UNIT,
    TaskKind.WORK: CaseStatus.WITH_UNIT,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The decision that holds in another's place since ``on``; ``number`` is its case's, and so is ``case_id``."""

    case_id: UUID
    number: str
    package_hash: str
    on: dt.date
    outcome: Outcome
    percent: Decimal | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """
    A case as its applicant's list shows it.

    ``outcome`` is None until the decision was sent; ``replaced_by``: what holds instead after an appeal, else None.
    """

    id: UUID
    number: str
    subject: str
    service_key: str
    package_hash: str
    kind: CaseKind
    status: CaseStatus
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    deadline_on: dt.date | None
    submission_id: UUID | None
    steps: tuple[Step, ...]
    outcome: Outcome | None
    percent: Decimal | None
    replaced_by: Replacement | None


def list_own_cases(
    actor: Actor, *, before: dt.datetime | None = None, limit: int = LISTED
) -> tuple[OwnCase, ...]:
    """Return the actor's cases, newest first, from those opened before ``before``. Raises: LoginNeeded."""
    return own_cases(_newest_cases(limit).rows(applicant_id=own_person(actor), before=before))


@functools.lru_cache(maxsize=16)
def _newest_cases(limit: int) -> ReadyQuery[Case]:
    def make(applicant_id: UUID, before: dt.datetime | None) -> QuerySet[Case]:
        cases = Case.objects.filter(applicant_id=applicant_id)
        cases = cases if before is None else cases.filter(opened_at__lt=before)
        return cases.order_by("-opened_at", "-id")[:limit]

    return ReadyQuery(make)


def is_own_case(actor: Actor, case_id: UUID | None) -> bool:
    """Tell whether the actor applied for this case. Raises: LoginNeeded."""
    return case_id is not None and Case.objects.filter(id=case_id, applicant_id=own_person(actor)).exists()


def find_case_of(actor: Actor, submission_id: UUID) -> OwnCase | None:
    """Return the case of what the actor sent, None until it was opened. Raises: LoginNeeded."""
    found = _of_submission.rows(submission_id=submission_id, applicant_id=own_person(actor))
    return next(iter(own_cases(found)), None)


_of_submission = ReadyQuery(lambda **whose: Case.objects.filter(**whose)[:1])
_at_work_first = ReadyQuery(
    lambda **whose: Case.objects.filter(**whose).order_by(
        F("closed_at").desc(nulls_first=True), "-opened_at"
    )[:1]
)


def find_standing(actor: Actor, service_key: str) -> tuple[OwnCase, dt.date | None] | None:
    """
    Return the actor's case of a service that is at work, else the one whose grant holds, with the day it holds from.

    None when nothing is at work and the newest decision granted nothing. Raises: LoginNeeded.
    """
    first = _at_work_first.first(applicant_id=own_person(actor), service_key=service_key)
    if first is None:
        return None
    if first.status != CaseStatus.CLOSED:
        return own_cases([first])[0], None
    mine = Case.objects.filter(applicant_id=first.applicant_id, service_key=service_key)
    sent = Decision.objects.select_related("case").filter(case__in=mine, sendings__isnull=False)
    newest = sent.exclude(outcome=Outcome.FORWARDED).order_by("-made_at").first()
    if newest is None or newest.outcome == Outcome.REJECTED:
        return None
    return own_cases([newest.case])[0], newest.valid_from


def find_decision_letter(actor: Actor, case_id: UUID) -> UUID | None:
    """Return the letter of the newest decision of the actor's case, None until it lies there. Raises: LoginNeeded."""
    delivered = TimelineEntry.objects.filter(
        case_id=case_id, what=Happening.LETTER_DELIVERED, thing_id=OuterRef("letter_id")
    )
    sent = Sending.objects.filter(decision__case_id=case_id, decision__case__applicant_id=own_person(actor))
    return sent.filter(Exists(delivered)).order_by("-at").values_list("letter_id", flat=True).first()


def replaced_letters(actor: Actor, letter_ids: Iterable[UUID]) -> dict[UUID, Replacement]:
    """
    Return letter -> what holds instead, for those of the actor's letters whose decision no longer holds.

    At most two queries, one when none of the letters tells a decision. Raises: LoginNeeded.
    """
    mine = Sending.objects.filter(
        letter_id__in=list(letter_ids), decision__case__applicant_id=own_person(actor)
    )
    told = dict(mine.values_list("letter_id", "decision__case_id"))
    replaced = _replacements(set(told.values()))
    return {letter_id: replaced[case_id] for letter_id, case_id in told.items() if case_id in replaced}


def own_cases(cases: list[Case]) -> tuple[OwnCase, ...]:
    """Return cases as values, in their order, in a few questions for all."""
    if not cases:
        return ()
    ids = [case.id for case in cases]
    passed: dict[UUID, set[CaseStatus]] = {case_id: set() for case_id in ids}
    for case_id, kind in Task.objects.filter(case_id__in=ids).values_list("case_id", "task_kind"):
        passed[case_id].add(_STATUS_OF_TASK[TaskKind(kind)])
    sent = Decision.objects.filter(case_id__in=ids, sendings__isnull=False).order_by("made_at")
    outcomes = {row[0]: row[1:] for row in sent.values_list("case_id", "outcome", "percent")}
    replaced = _replacements(case.id for case in cases if case.status == CaseStatus.CLOSED)
    return tuple(
        _own_case(case, frozenset(passed[case.id]), outcomes.get(case.id), replaced.get(case.id))
        for case in cases
    )


def _replacements(closed: Iterable[UUID]) -> dict[UUID, Replacement]:
    """Return case -> the decision on its appeal that took its decision's place; one sent on changes nothing."""
    ids = list(closed)
    if not ids:
        return {}
    sent = (
        Decision.objects.select_related("case")
        .only("outcome", "percent", "case__number", "case__package_hash", "case__linked_case_id")
        .annotate(sent_at=Min("sendings__at"))
        .filter(case__linked_case_id__in=ids, sent_at__isnull=False)
        .exclude(outcome=Outcome.FORWARDED)
        .order_by("made_at")
    )
    return {row.case.linked_case_id: _replacement(row, row.sent_at) for row in sent}


def _replacement(decision: Decision, sent_at: dt.datetime) -> Replacement:
    return Replacement(
        case_id=decision.case_id,
        number=decision.case.number,
        package_hash=decision.case.package_hash,
        on=timezone.localtime(sent_at).date(),
        outcome=Outcome(decision.outcome),
        percent=decision.percent,
    )


def _own_case(
    case: Case, passed: frozenset[CaseStatus], outcome: Any, replaced_by: Replacement | None
) -> OwnCase:
    status, kind = CaseStatus(case.status), CaseKind(case.case_kind)
    return OwnCase(
        id=case.id,
        number=case.number,
        subject=case.subject,
        service_key=case.service_key,
        package_hash=case.package_hash,
        kind=kind,
        status=status,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        deadline_on=case.deadline_on,
        submission_id=case.submission_id,
        steps=steps(status, kind, passed),
        outcome=Outcome(outcome[0]) if outcome else None,
        percent=outcome[1] if outcome else None,
        replaced_by=replaced_by,
    )
