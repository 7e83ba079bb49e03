"""What a citizen sees of one case of theirs, of its decision and of a hearing."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from raadhus.cases.access import access_own_case, access_own_decision, own_person
from raadhus.cases.domain.figures import Figure, amounts_to_hide
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.payments import Payment
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, TaskStatus
from raadhus.cases.models import Appeal, Assessment, Case, Decision, Hearing, TimelineEntry
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.queries.happened import Happened, happened
from raadhus.cases.queries.hearings import reasons_to_hear
from raadhus.cases.queries.own_cases import OwnCase, own_cases
from raadhus.cases.queries.price_places import price_places
from raadhus.cases.queries.told_course import told_course
from raadhus.catalogue.public import package
from raadhus.forms.public import submission
from raadhus.platform.actor import Actor


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
    """What is about to be decided, what it comes to where prices are known, and until when the applicant can answer."""

    task_id: UUID
    answer_by: dt.date
    is_open: bool
    answered_at: dt.datetime | None
    answer: str
    outcome: str
    percent: Decimal | None
    payments: tuple[Payment, ...]
    reasons: dict[str, list[str]]
    hidden: tuple[Decimal, ...]
    figures: tuple[Figure, ...]


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


def get_own_case(actor: Actor, case_id: UUID) -> OwnCaseFile:
    """Return everything of one case that its applicant sees. Raises: LoginNeeded, NotFoundHere."""
    case = access_own_case(actor, case_id)
    (own,) = own_cases([case])
    sent = Decision.objects.filter(case=case, sendings__isnull=False).values("id")
    told = Q(is_for_citizen=True) | Q(
        what=Happening.DECIDED, thing_id__in=sent
    )  # a decision, once it was sent
    entries = told_course(case, list(TimelineEntry.objects.filter(told, case=case).order_by("at", "id")))
    decision = _newest_decision(case)
    return OwnCaseFile(
        case=own,
        happened=tuple(happened(entry) for entry in entries),
        decision=decision,
        payments=_payments(actor, case, decision.percent) if decision else (),
        hearing=_newest_hearing(actor, case),
        linked_case_id=case.linked_case_id,
        appeal_text=_appeal_text(case),
    )


def get_own_decision(actor: Actor, decision_id: UUID) -> tuple[OwnDecision, OwnCase]:
    """Return one decision that was sent to the actor, with its case. Raises: LoginNeeded, NotFoundHere."""
    decision = access_own_decision(actor, decision_id)
    (own,) = own_cases([decision.case])
    return _own_decision(decision), own


def find_appealable(actor: Actor, letter_id: UUID) -> UUID | None:
    """Return the decision that this letter tells the actor, while they can appeal it; None else. Raises: LoginNeeded."""
    told = Decision.objects.filter(sendings__letter_id=letter_id, case__applicant_id=own_person(actor))
    appealed = Appeal.objects.filter(decision=OuterRef("pk"))
    open_ = told.exclude(appeal_instance="").exclude(outcome=Outcome.FORWARDED).exclude(Exists(appealed))
    return open_.values_list("id", flat=True).first()


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


def _newest_hearing(actor: Actor, case: Case) -> OwnHearing | None:
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
        answer=hearing.answer or "",
        outcome=assessment.outcome,
        percent=assessment.percent,
        payments=_payments(actor, case, assessment.percent),
        reasons=reasons_to_hear(assessment),
        hidden=amounts_to_hide(figures, case.applicant_id),
        figures=figures,
    )


def _figures(stored: Iterable[dict[str, Any]]) -> tuple[Figure, ...]:
    return tuple(Figure.from_json(figure) for figure in stored)
