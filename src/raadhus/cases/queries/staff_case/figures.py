"""The figures a case rests on: whose they are, what their people say of them, and how caseworkers put them right."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from raadhus.cases.domain.corrections import may_be_corrected
from raadhus.cases.domain.figures import INCOME, Figure, Source
from raadhus.cases.domain.states import CaseKind, PartyRole, TaskKind, TaskStatus
from raadhus.cases.models import Appeal, Assessment, Case, Correction, Party, Task
from raadhus.cases.queries.staff_case.people import PartyInfo
from raadhus.forms.public import SubmissionInfo


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a figure that the register gave: that it is not right, why, and what it is instead."""

    reason: str
    own: str
    register: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionInfo:
    """Who put a figure right, when, what it was before (None: not known) and became, and why."""

    id: UUID
    at: dt.datetime
    staff_id: UUID
    before: Decimal | None
    amount: Decimal
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FigureInfo:
    """A figure, whose it is, what its person says when it is contested, and its corrections, newest first."""

    figure: Figure
    role: PartyRole
    name: str
    said: Said | None
    corrections: tuple[CorrectionInfo, ...]
    may_be_corrected: bool
    label: str = ""
    register_name: str = ""


def figures_in_question(
    case: Case, assessment: Assessment | None, partner: UUID | None
) -> tuple[Figure, ...]:
    """
    Return the figures of the newest assessment; in an appeal not yet assessed, those the appealed decision rests on.

    A partner whose income nobody has told stands among them with a figure that is missing.
    """
    stored = assessment.figures if assessment else _appealed_figures(case)
    found = tuple(Figure.from_json(figure) for figure in stored)
    if partner is None or not found or any(figure.concerns == partner for figure in found):
        return found
    return (*found, Figure(key=INCOME, concerns=partner, amount=None, source=Source.PARTNER, is_missing=True))


def figures_of(
    case: Case, assessment: Assessment | None, parties: Iterable[PartyInfo], sent: SubmissionInfo | None
) -> tuple[FigureInfo, ...]:
    """Return the figures in question, with what is known of each."""
    by_person = {party.person_id: party for party in parties if party.person_id}
    partner = next((key for key, party in by_person.items() if party.role is PartyRole.PARTNER), None)
    corrected = _corrections(case)
    return tuple(
        FigureInfo(
            figure=figure,
            role=by_person[figure.concerns].role if figure.concerns in by_person else PartyRole.APPLICANT,
            name=by_person[figure.concerns].name if figure.concerns in by_person else "",
            said=_said_by_applicant(figure, sent)
            if figure.concerns == case.applicant_id
            else _said_by_partner(case, figure),
            corrections=corrected.get((figure.key, figure.concerns), ()),
            may_be_corrected=may_be_corrected(figure, is_appeal=case.case_kind == CaseKind.APPEAL),
        )
        for figure in figures_in_question(case, assessment, partner)
    )


def partner_among(case: Case) -> UUID | None:
    """Return the partner who is a party of ``case``, None when there is none."""
    partners = Party.objects.filter(case=case, role=PartyRole.PARTNER)
    return partners.values_list("person_id", flat=True).first()


def _appealed_figures(case: Case) -> list[dict[str, object]]:
    if case.case_kind != CaseKind.APPEAL:
        return []
    appeal = Appeal.objects.select_related("decision").filter(case=case).first()
    return list(appeal.decision.figures) if appeal else []


def _corrections(case: Case) -> dict[tuple[str, UUID], tuple[CorrectionInfo, ...]]:
    found: dict[tuple[str, UUID], tuple[CorrectionInfo, ...]] = {}
    for row in Correction.objects.filter(case_id__in=_with_linked(case)).order_by("-at", "-id"):
        before = (row.before or {}).get("amount")
        info = CorrectionInfo(
            id=row.id,
            at=row.at,
            staff_id=row.staff_id,
            before=None if before is None else Decimal(before),
            amount=Decimal(row.amount),
            reason=row.reason,
        )
        place = (row.figure_key, row.concerns)
        found[place] = (*found.get(place, ()), info)
    return found


def _said_by_applicant(figure: Figure, sent: SubmissionInfo | None) -> Said | None:
    found = sent.figures.get(figure.key) if sent else None
    if found is None or not found.contested:
        return None
    return Said(
        reason=found.reason,
        own="" if found.own is None else str(found.own),
        register="" if found.value is None else str(found.value),
    )


def _said_by_partner(case: Case, figure: Figure) -> Said | None:
    """Return what the partner answered when the figure was put before them, the newest answer if several were asked for."""
    if not figure.is_contested:
        return None
    asked = Task.objects.filter(
        case_id__in=_with_linked(case),
        person_id=figure.concerns,
        task_kind=TaskKind.CONFIRM_INCOME,
        status=TaskStatus.DONE,
    )
    task = asked.order_by("-done_at").first()
    if task is None or task.outcome is None:
        return None
    return Said(
        reason=task.outcome["reason"],
        own="" if figure.amount is None else str(figure.amount),
        register=(task.outcome["register"] or {}).get("monthly") or "",
    )


def _with_linked(case: Case) -> list[UUID]:
    return [case.id, case.linked_case_id] if case.linked_case_id else [case.id]
