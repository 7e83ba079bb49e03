"""What a citizen sees of their own cases and of what is asked of them."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from raadhus.cases.access import access_own_case, access_own_decision, access_own_task, own_person
from raadhus.cases.domain.figures import Figure, amounts_to_hide
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.payments import Payment
from raadhus.cases.domain.progress import Step, steps
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, TaskKind, TaskStatus
from raadhus.cases.models import Appeal, Assessment, Case, Decision, Hearing, Task, TimelineEntry
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.queries.hearings import reasons_to_hear
from raadhus.cases.queries.price_places import price_places
from raadhus.catalogue.public import package
from raadhus.forms.public import submission
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery

LISTED = 20
_STATUS_OF_TASK = {
    TaskKind.CONFIRM_INCOME: CaseStatus.WITH_PARTNER,
    TaskKind.ANSWER_HEARING: CaseStatus.HEARING,
    TaskKind.ASSESS: CaseStatus.WITH_UNIT,
    TaskKind.REASSESS: CaseStatus.WITH_UNIT,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The decision that holds in another's place since ``on``; ``number`` is its case's, and so is ``case_id``."""

    case_id: UUID
    number: str
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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnTask:
    """What a citizen is asked to do, by the end of ``due_on``; about a case that need not be their own."""

    id: UUID
    kind: TaskKind
    case_id: UUID
    case_number: str
    subject: str
    package_hash: str
    due_on: dt.date
    is_open: bool
    is_own_case: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnDecision:
    """A decision as its applicant may read it; ``hidden`` are the amounts no sentence may tell them."""

    id: UUID
    made_on: dt.date
    outcome: Outcome
    percent: Decimal | None
    valid_from: dt.date | None
    is_automatic: bool
    reasons: dict[str, list[str]]
    hidden: tuple[Decimal, ...]
    figures: tuple[Figure, ...]
    law: tuple[dict[str, str], ...]
    appeal_instance: str
    appeal_last_on: dt.date | None
    appealed_case_id: UUID | None
    is_appeal_ended: bool
    letter_id: UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnHearing:
    """What is about to be decided, and until when the applicant can answer."""

    task_id: UUID
    answer_by: dt.date
    is_open: bool
    answered_at: dt.datetime | None
    outcome: str
    percent: Decimal | None
    reasons: dict[str, list[str]]
    hidden: tuple[Decimal, ...]
    figures: tuple[Figure, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One entry of a time line."""

    at: dt.datetime
    what: str
    who: str
    staff_id: UUID | None
    thing_id: UUID | None
    detail: dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnCaseFile:
    """Everything of one case that its applicant sees; ``appeal_text``: what they wrote, None when it is no appeal."""

    case: OwnCase
    happened: tuple[Happened, ...]
    decision: OwnDecision | None
    payments: tuple[Payment, ...]
    hearing: OwnHearing | None
    linked_case_id: UUID | None
    appeal_text: str | None


def list_own_cases(
    actor: Actor, *, before: dt.datetime | None = None, limit: int = LISTED
) -> tuple[OwnCase, ...]:
    """Return the actor's cases, newest first, from those opened before ``before``. Raises: LoginNeeded."""
    return _own_cases(_newest_cases(limit).rows(applicant_id=own_person(actor), before=before))


@functools.lru_cache(maxsize=16)
def _newest_cases(limit: int) -> ReadyQuery[Case]:
    def make(applicant_id: UUID, before: dt.datetime | None) -> QuerySet[Case]:
        cases = Case.objects.filter(applicant_id=applicant_id)
        cases = cases if before is None else cases.filter(opened_at__lt=before)
        return cases.order_by("-opened_at", "-id")[:limit]

    return ReadyQuery(make)


def list_own_tasks(actor: Actor, *, case_id: UUID | None = None) -> tuple[OwnTask, ...]:
    """Return what waits for the actor, in one case when it is named, the nearest date first. Raises: LoginNeeded."""
    person = own_person(actor)
    tasks = Task.objects.select_related("case").filter(person_id=person, status=TaskStatus.OPEN)
    if case_id is not None:
        tasks = tasks.filter(case_id=case_id)
    return tuple(_own_task(task, person) for task in tasks.order_by("due_on", "id")[:LISTED])


def get_own_task(actor: Actor, task_id: UUID) -> OwnTask:
    """Return one thing that the actor was asked to do. Raises: LoginNeeded, NotFoundHere."""
    return _own_task(access_own_task(actor, task_id), own_person(actor))


def is_own_case(actor: Actor, case_id: UUID | None) -> bool:
    """Tell whether the actor applied for this case. Raises: LoginNeeded."""
    return case_id is not None and Case.objects.filter(id=case_id, applicant_id=own_person(actor)).exists()


def get_own_case(actor: Actor, case_id: UUID) -> OwnCaseFile:
    """Return everything of one case that its applicant sees. Raises: LoginNeeded, NotFoundHere."""
    case = access_own_case(actor, case_id)
    (own,) = _own_cases([case])
    sent = Decision.objects.filter(case=case, sendings__isnull=False).values("id")
    told = Q(is_for_citizen=True) | Q(
        what=Happening.DECIDED, thing_id__in=sent
    )  # a decision, once it was sent
    entries = TimelineEntry.objects.filter(told, case=case).order_by("at", "id")
    decision = _newest_decision(case)
    return OwnCaseFile(
        case=own,
        happened=tuple(happened(entry) for entry in entries),
        decision=decision,
        payments=_payments(actor, case, decision.percent) if decision else (),
        hearing=_newest_hearing(case),
        linked_case_id=case.linked_case_id,
        appeal_text=_appeal_text(case),
    )


def get_own_decision(actor: Actor, decision_id: UUID) -> tuple[OwnDecision, OwnCase]:
    """Return one decision that was sent to the actor, with its case. Raises: LoginNeeded, NotFoundHere."""
    decision = access_own_decision(actor, decision_id)
    (own,) = _own_cases([decision.case])
    return _own_decision(decision), own


def find_case_of(actor: Actor, submission_id: UUID) -> OwnCase | None:
    """Return the case of what the actor sent, None until it was opened. Raises: LoginNeeded."""
    found = _of_submission.rows(submission_id=submission_id, applicant_id=own_person(actor))
    return next(iter(_own_cases(found)), None)


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
        return _own_cases([first])[0], None
    mine = Case.objects.filter(applicant_id=first.applicant_id, service_key=service_key)
    sent = Decision.objects.select_related("case").filter(case__in=mine, sendings__isnull=False)
    newest = sent.exclude(outcome=Outcome.FORWARDED).order_by("-made_at").first()
    if newest is None or newest.outcome == Outcome.REJECTED:
        return None
    return _own_cases([newest.case])[0], newest.valid_from


def find_appealable(actor: Actor, letter_id: UUID) -> UUID | None:
    """Return the decision that this letter tells the actor, while they can appeal it; None else. Raises: LoginNeeded."""
    told = Decision.objects.filter(sendings__letter_id=letter_id, case__applicant_id=own_person(actor))
    appealed = Appeal.objects.filter(decision=OuterRef("pk"))
    open_ = told.exclude(appeal_instance="").exclude(outcome=Outcome.FORWARDED).exclude(Exists(appealed))
    return open_.values_list("id", flat=True).first()


def happened(entry: TimelineEntry) -> Happened:
    """Return an entry as a value."""
    return Happened(
        at=entry.at,
        what=entry.what,
        who=entry.who,
        staff_id=entry.staff_id,
        thing_id=entry.thing_id,
        detail=entry.detail or {},
    )


def _own_cases(cases: list[Case]) -> tuple[OwnCase, ...]:
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
        .only("outcome", "percent", "case__number", "case__linked_case_id")
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


def _own_task(task: Task, person: UUID) -> OwnTask:
    return OwnTask(
        id=task.id,
        kind=TaskKind(task.task_kind),
        case_id=task.case_id,
        case_number=task.case.number,
        subject=task.case.subject,
        package_hash=task.case.package_hash,
        due_on=task.due_on,
        is_open=task.status == TaskStatus.OPEN,
        is_own_case=task.case.applicant_id == person,
    )


def _payments(actor: Actor, case: Case, percent: Decimal | None) -> tuple[Payment, ...]:
    first = first_case(case)
    sent = submission(actor, first.submission_id) if first.submission_id else None
    return price_places(package(case.package_hash), sent, percent)


def _newest_decision(case: Case) -> OwnDecision | None:
    sent = Decision.objects.select_related("case").filter(case=case, sendings__isnull=False)
    decision = sent.order_by("-made_at").first()
    return _own_decision(decision) if decision else None


def _own_decision(decision: Decision) -> OwnDecision:
    figures = _figures(decision.figures)
    sending = decision.sendings.first()
    appeal = Appeal.objects.filter(decision=decision).values_list("case_id", "case__status").first()
    appealed, stands = appeal or (None, "")
    return OwnDecision(
        id=decision.id,
        made_on=decision.made_on,
        outcome=Outcome(decision.outcome),
        percent=decision.percent,
        valid_from=decision.valid_from,
        is_automatic=decision.is_automatic,
        reasons=decision.reasons,
        hidden=amounts_to_hide(figures, decision.case.applicant_id),
        figures=figures,
        law=tuple(decision.law),
        appeal_instance=decision.appeal_instance,
        appeal_last_on=(sending.appeal_last_on if sending else None) or decision.appeal_last_on,
        appealed_case_id=appealed,
        is_appeal_ended=stands == CaseStatus.CLOSED,
        letter_id=sending.letter_id if sending else None,
    )


def _appeal_text(case: Case) -> str | None:
    if case.case_kind != CaseKind.APPEAL:
        return None
    appeal = Appeal.objects.filter(case=case).first()
    return appeal.text if appeal else None


def _newest_hearing(case: Case) -> OwnHearing | None:
    found = Hearing.objects.select_related("assessment", "task").filter(case=case).order_by("-started_at")
    hearing = found.first()
    if hearing is None:
        return None
    assessment: Assessment = hearing.assessment
    figures = _figures(assessment.figures)
    return OwnHearing(
        task_id=hearing.task_id,
        answer_by=hearing.answer_by,
        is_open=hearing.task.status == TaskStatus.OPEN,
        answered_at=hearing.answered_at,
        outcome=assessment.outcome,
        percent=assessment.percent,
        reasons=reasons_to_hear(assessment),
        hidden=amounts_to_hide(figures, case.applicant_id),
        figures=figures,
    )


def _figures(stored: Iterable[dict[str, Any]]) -> tuple[Figure, ...]:
    return tuple(Figure.from_json(figure) for figure in stored)
