"""A case as its caseworker reads it: everything, with who is in it and what the rules say."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, PartyRole, TaskKind, TaskStatus
from raadhus.cases.models import Appeal, Assessment, Case, Decision, Hearing, Note, Party, Task, TimelineEntry
from raadhus.cases.queries.own_cases import Happened, happened
from raadhus.forms.public import SubmissionInfo, submission
from raadhus.identity.public import display_names
from raadhus.organisation.public import municipality, staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.post.public import LetterInfo, list_case_letters
from raadhus.records.public import DocumentInfo, list_case_documents

LISTED = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartyInfo:
    """Somebody in the case; names and addresses are empty when they are hidden from the reader."""

    role: PartyRole
    person_id: UUID | None
    name: str
    birth_date: dt.date | None
    address: str
    is_name_hidden: bool
    is_address_hidden: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskInfo:
    """A task of the case; for staff when no ``person_id`` is asked."""

    id: UUID
    kind: TaskKind
    status: TaskStatus
    due_on: dt.date
    person_id: UUID | None
    assigned_to: UUID | None
    why: tuple[str, ...]

    @property
    def is_open_for_unit(self) -> bool:
        """Tell whether the unit has to do it."""
        return self.person_id is None and self.status is TaskStatus.OPEN

    @property
    def is_open_for_citizen(self) -> bool:
        """Tell whether we wait for a citizen."""
        return self.person_id is not None and self.status is TaskStatus.OPEN


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a figure: that it is not right, why, and what it is instead."""

    reason: str
    own: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FigureInfo:
    """A figure, whose it is, and what its person says when it is contested."""

    figure: Figure
    role: PartyRole
    name: str
    said: Said | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the rules found; ``percent`` is None when they came to nothing. ``reasons``: sentences by language."""

    at: dt.datetime
    outcome: str
    percent: Decimal | None
    valid_from: dt.date | None
    reasons: Mapping[str, list[str]]
    why: tuple[str, ...]
    model_hash: str
    rows_fired: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInfo:
    """A decision of the case; ``is_sent`` and ``is_withdrawn`` exclude each other."""

    id: UUID
    made_at: dt.datetime
    outcome: Outcome
    percent: Decimal | None
    valid_from: dt.date | None
    is_automatic: bool
    decided_by: UUID | None
    reasons: Mapping[str, list[str]]
    law: tuple[tuple[str, str], ...]
    model_hash: str
    rows_fired: tuple[str, ...]
    deviation: str
    appeal_instance: str
    appeal_last_on: dt.date | None
    is_sent: bool
    is_withdrawn: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoteInfo:
    """What a colleague wrote down."""

    at: dt.datetime
    staff_id: UUID
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HearingInfo:
    """A hearing: until when, and what was answered."""

    answer_by: dt.date
    answered_at: dt.datetime | None
    answer: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppealInfo:
    """What the appeal says."""

    filed_at: dt.datetime
    is_late: bool
    last_on: dt.date | None
    instance: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """The first case of an appeal, or an appeal of this case."""

    id: UUID
    number: str
    kind: CaseKind
    status: CaseStatus


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StaffCase:
    """Everything of one case, as ``reader`` may see it."""

    id: UUID
    number: str
    subject: str
    package_hash: str
    kind: CaseKind
    status: CaseStatus
    channel: str
    submitted_at: dt.datetime
    closed_at: dt.datetime | None
    deadline_on: dt.date | None
    language: str
    sent: SubmissionInfo | None
    parties: tuple[PartyInfo, ...]
    figures: tuple[FigureInfo, ...]
    tasks: tuple[TaskInfo, ...]
    proposal: Proposal | None
    decisions: tuple[DecisionInfo, ...]
    happened: tuple[Happened, ...]
    notes: tuple[NoteInfo, ...]
    hearings: tuple[HearingInfo, ...]
    appeal: AppealInfo | None
    linked: tuple[LinkedCase, ...]
    documents: tuple[DocumentInfo, ...]
    letters: tuple[LetterInfo, ...]
    staff: Mapping[UUID, str]

    @property
    def applicant(self) -> str:
        """Return the applicant's name, as the reader may see it."""
        return next((party.name for party in self.parties if party.role is PartyRole.APPLICANT), "")

    @property
    def task(self) -> TaskInfo | None:
        """Return the unit's open task."""
        return next((task for task in self.tasks if task.is_open_for_unit), None)

    @property
    def waits_for(self) -> TaskInfo | None:
        """Return what a citizen is asked."""
        return next((task for task in self.tasks if task.is_open_for_citizen), None)

    @property
    def unsent(self) -> DecisionInfo | None:
        """Return the decision that waits to be sent."""
        return next((one for one in self.decisions if not one.is_sent and not one.is_withdrawn), None)

    @property
    def hides_somebody(self) -> bool:
        """Tell whether a name or address in it is hidden from the reader, so that its papers are too."""
        return any(party.is_name_hidden or party.is_address_hidden for party in self.parties)


def hides_somebody_from(actor: Actor, case: Case) -> bool:
    """Tell whether the papers of ``case`` hold a protected name or address that the actor may not see."""
    if actor.has(Role.CLEARED):
        return False
    parties = Party.objects.filter(case=case)
    return any(party.hides_name or party.hides_address for party in parties)


def read_staff_case(actor: Actor, case: Case) -> StaffCase:
    """Return everything of a case whose right the caller has asked, and whose look it has noted."""
    sent = submission(actor, case.submission_id) if case.submission_id else None
    tasks = Task.objects.filter(case=case).order_by("created_at")
    entries = list(TimelineEntry.objects.filter(case=case).order_by("-at", "-id")[:LISTED])
    decisions = list(
        Decision.objects.filter(case=case).prefetch_related("sendings", "withdrawals").order_by("-made_at")
    )
    notes = list(Note.objects.filter(case=case).order_by("-at"))
    assessment = Assessment.objects.filter(case=case).order_by("-at", "-id").first()
    infos = tuple(_task(task) for task in tasks)
    parties = _parties(actor, case, sent)
    return StaffCase(
        id=case.id,
        number=case.number,
        subject=case.subject,
        package_hash=case.package_hash,
        kind=CaseKind(case.case_kind),
        status=CaseStatus(case.status),
        channel=case.channel,
        submitted_at=case.submitted_at,
        closed_at=case.closed_at,
        deadline_on=case.deadline_on,
        language=municipality(actor.tenant).language,
        sent=sent,
        parties=parties,
        figures=_figures(case, assessment, parties, sent),
        tasks=infos,
        proposal=_proposal(assessment),
        decisions=tuple(_decision(decision) for decision in decisions),
        happened=tuple(happened(entry) for entry in entries),
        notes=tuple(NoteInfo(at=note.at, staff_id=note.staff_id, text=note.text) for note in notes),
        hearings=_hearings(case),
        appeal=_appeal(case),
        linked=_linked(case),
        documents=list_case_documents(actor, case.id),
        letters=list_case_letters(actor, case.id),
        staff=staff_names(actor, _staff_in(infos, entries, decisions, notes)),
    )


def _staff_in(
    tasks: Iterable[TaskInfo],
    entries: Iterable[TimelineEntry],
    decisions: Iterable[Decision],
    notes: Iterable[Note],
) -> set[UUID]:
    found = {task.assigned_to for task in tasks} | {entry.staff_id for entry in entries}
    found |= {decision.decided_by for decision in decisions} | {note.staff_id for note in notes}
    return {staff_id for staff_id in found if staff_id is not None}


def _parties(actor: Actor, case: Case, sent: SubmissionInfo | None) -> tuple[PartyInfo, ...]:
    rows = sorted(Party.objects.filter(case=case), key=lambda row: _ROLES.index(PartyRole(row.role)))
    names = display_names(actor, {row.person_id for row in rows if row.person_id})
    is_cleared = actor.has(Role.CLEARED)
    hides_name = not is_cleared and any(row.hides_name for row in rows)
    hides_address = not is_cleared and any(row.hides_name or row.hides_address for row in rows)
    return tuple(_party(row, names, sent, hides_name, hides_address) for row in rows)


_ROLES = (PartyRole.APPLICANT, PartyRole.PARTNER, PartyRole.CHILD)


def _party(
    row: Party,
    names: Mapping[UUID, str],
    sent: SubmissionInfo | None,
    hides_names: bool,
    hides_address: bool,
) -> PartyInfo:
    details = row.details or {}
    role = PartyRole(row.role)
    is_hidden = hides_names and (row.hides_name or row.person_id is None)  # a child's name tells its parent's
    told = "" if is_hidden else str(details.get("name") or "")
    born = details.get("birth_date")
    return PartyInfo(
        role=role,
        person_id=row.person_id,
        name=names.get(row.person_id, "") if row.person_id else told,  # identity hides a protected one
        birth_date=dt.date.fromisoformat(born) if born else None,
        address="" if hides_address or role is not PartyRole.APPLICANT else _address(sent),
        is_name_hidden=is_hidden,
        is_address_hidden=hides_address and role is PartyRole.APPLICANT,
    )


def _address(sent: SubmissionInfo | None) -> str:
    applicant = sent.answers.get("applicant") if sent else None
    found = applicant.get("address") if isinstance(applicant, Mapping) else None
    if isinstance(found, Mapping):
        place = f"{found.get('postal_code', '')} {found.get('city', '')}".strip()
        return ", ".join(part for part in (str(found.get("street", "")), place) if part)
    return str(found or "")


def _figures(
    case: Case, assessment: Assessment | None, parties: Iterable[PartyInfo], sent: SubmissionInfo | None
) -> tuple[FigureInfo, ...]:
    by_person = {party.person_id: party for party in parties}
    figures = [Figure.from_json(figure) for figure in assessment.figures] if assessment else []
    return tuple(
        FigureInfo(
            figure=figure,
            role=by_person[figure.concerns].role if figure.concerns in by_person else PartyRole.APPLICANT,
            name=by_person[figure.concerns].name if figure.concerns in by_person else "",
            said=_said(figure, sent) if figure.concerns == case.applicant_id else None,
        )
        for figure in figures
    )


def _said(figure: Figure, sent: SubmissionInfo | None) -> Said | None:
    found = sent.figures.get(figure.key) if sent else None
    if found is None or not found.contested:
        return None
    return Said(reason=found.reason, own="" if found.own is None else str(found.own))


def _task(row: Task) -> TaskInfo:
    return TaskInfo(
        id=row.id,
        kind=TaskKind(row.task_kind),
        status=TaskStatus(row.status),
        due_on=row.due_on,
        person_id=row.person_id,
        assigned_to=row.assigned_to,
        why=tuple(row.why),
    )


def _proposal(row: Assessment | None) -> Proposal | None:
    if row is None:
        return None
    return Proposal(
        at=row.at,
        outcome=row.outcome,
        percent=row.percent,
        valid_from=row.valid_from,
        reasons=row.reasons,
        why=tuple(row.why),
        model_hash=row.model_hash,
        rows_fired=tuple(row.rows_fired),
    )


def _decision(row: Decision) -> DecisionInfo:
    return DecisionInfo(
        id=row.id,
        made_at=row.made_at,
        outcome=Outcome(row.outcome),
        percent=row.percent,
        valid_from=row.valid_from,
        is_automatic=row.is_automatic,
        decided_by=row.decided_by,
        reasons=row.reasons,
        law=tuple((law["title"], law["link"]) for law in row.law),
        model_hash=row.model_hash,
        rows_fired=tuple(row.rows_fired),
        deviation=row.deviation or "",
        appeal_instance=row.appeal_instance,
        appeal_last_on=row.appeal_last_on,
        is_sent=bool(row.sendings.all()),
        is_withdrawn=bool(row.withdrawals.all()),
    )


def _hearings(case: Case) -> tuple[HearingInfo, ...]:
    rows = Hearing.objects.filter(case=case).order_by("-started_at")
    return tuple(
        HearingInfo(answer_by=row.answer_by, answered_at=row.answered_at, answer=row.answer or "")
        for row in rows
    )


def _appeal(case: Case) -> AppealInfo | None:
    row = Appeal.objects.filter(case=case).first() if case.case_kind == CaseKind.APPEAL else None
    if row is None:
        return None
    return AppealInfo(
        filed_at=row.filed_at,
        is_late=row.is_late,
        last_on=row.last_on,
        instance=row.instance,
        text=row.text,
    )


def _linked(case: Case) -> tuple[LinkedCase, ...]:
    appeals = Case.objects.filter(linked_case_id=case.id)
    first = Case.objects.filter(id=case.linked_case_id) if case.linked_case_id else Case.objects.none()
    return tuple(
        LinkedCase(id=row.id, number=row.number, kind=CaseKind(row.case_kind), status=CaseStatus(row.status))
        for row in (*first, *appeals)
    )
