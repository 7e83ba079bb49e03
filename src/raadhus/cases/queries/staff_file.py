"""A case as its caseworker reads it: everything, with who is in it and what the rules say."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.states import CaseKind, CaseStatus, PartyRole, TaskKind, TaskStatus
from raadhus.cases.models import (
    Appeal,
    Assessment,
    Case,
    Decision,
    Hearing,
    Note,
    Party,
    Task,
    TimelineEntry,
)
from raadhus.cases.queries.own_cases import Happened, happened
from raadhus.identity.public import display_names
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor

LISTED = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartyInfo:
    """Somebody in the case; a protected name is shown as such."""

    role: PartyRole
    name: str
    birth_date: str
    hides_address: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskInfo:
    """A task of the case."""

    id: UUID
    kind: TaskKind
    status: TaskStatus
    due_on: dt.date
    is_for_staff: bool
    assigned_to: UUID | None
    assigned_name: str
    why: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the rules found; ``percent`` is None when they came to nothing."""

    at: dt.datetime
    outcome: str
    percent: Decimal | None
    asked_percent: Decimal
    valid_from: dt.date | None
    reasons: dict[str, list[str]]
    why: tuple[str, ...]
    figures: tuple[Figure, ...]
    inputs: dict[str, Any]
    rows_fired: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInfo:
    """A decision of the case; ``is_sent`` and ``is_withdrawn`` exclude each other."""

    id: UUID
    made_at: dt.datetime
    outcome: str
    percent: Decimal | None
    valid_from: dt.date | None
    is_automatic: bool
    decided_by: str
    reasons: dict[str, list[str]]
    deviation: str
    is_sent: bool
    is_withdrawn: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoteInfo:
    """A note."""

    at: dt.datetime
    by: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HearingInfo:
    """A hearing: until when, and what was answered."""

    answer_by: dt.date
    answered_at: dt.datetime | None
    answer: str
    is_open: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppealInfo:
    """What the appeal says."""

    filed_at: dt.datetime
    is_late: bool
    last_on: dt.date | None
    instance: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything of one case."""

    id: UUID
    number: str
    subject: str
    kind: CaseKind
    status: CaseStatus
    channel: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    deadline_on: dt.date | None
    applicant_id: UUID
    applicant: str
    submission_id: UUID | None
    package_hash: str
    linked: tuple[tuple[UUID, str, CaseKind], ...]
    parties: tuple[PartyInfo, ...]
    tasks: tuple[TaskInfo, ...]
    happened: tuple[Happened, ...]
    staff: dict[UUID, str]
    proposal: Proposal | None
    decisions: tuple[DecisionInfo, ...]
    notes: tuple[NoteInfo, ...]
    hearings: tuple[HearingInfo, ...]
    appeal: AppealInfo | None

    @property
    def task(self) -> TaskInfo | None:
        """Return the unit's open task."""
        return next(
            (task for task in self.tasks if task.is_for_staff and task.status is TaskStatus.OPEN), None
        )

    @property
    def waits_for(self) -> TaskInfo | None:
        """Return the open task of a citizen."""
        return next(
            (task for task in self.tasks if not task.is_for_staff and task.status is TaskStatus.OPEN), None
        )

    @property
    def unsent(self) -> DecisionInfo | None:
        """Return the decision that waits to be sent."""
        waiting = (one for one in self.decisions if not one.is_sent and not one.is_withdrawn)
        return next(waiting, None)


def read_case_file(actor: Actor, case: Case) -> CaseFile:
    """Return everything of a case whose right the caller has asked, and whose look it has noted."""
    tasks = list(Task.objects.filter(case=case).order_by("created_at"))
    entries = list(TimelineEntry.objects.filter(case=case).order_by("-at", "-id")[:LISTED])
    decisions = list(
        Decision.objects.filter(case=case).prefetch_related("sendings", "withdrawals").order_by("-made_at")
    )
    notes = list(Note.objects.filter(case=case).order_by("-at"))
    hearings = Hearing.objects.filter(case=case).select_related("task").order_by("-started_at")
    staff = staff_names(actor, _staff_in(tasks, entries, decisions, notes))
    parties = list(Party.objects.filter(case=case).order_by("id"))
    people = {case.applicant_id, *(party.person_id for party in parties if party.person_id)}
    names = display_names(actor, people)
    return CaseFile(
        id=case.id,
        number=case.number,
        subject=case.subject,
        kind=CaseKind(case.case_kind),
        status=CaseStatus(case.status),
        channel=case.channel,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        deadline_on=case.deadline_on,
        applicant_id=case.applicant_id,
        applicant=names.get(case.applicant_id, ""),
        submission_id=case.submission_id,
        package_hash=case.package_hash,
        linked=_linked(case),
        parties=tuple(_party(party, names) for party in parties),
        tasks=tuple(_task(task, staff) for task in tasks),
        happened=tuple(happened(entry) for entry in entries),
        staff=staff,
        proposal=_proposal(case),
        decisions=tuple(_decision(decision, staff) for decision in decisions),
        notes=tuple(NoteInfo(at=note.at, by=staff.get(note.staff_id, ""), text=note.text) for note in notes),
        hearings=tuple(_hearing(hearing) for hearing in hearings),
        appeal=_appeal(case),
    )


def _staff_in(
    tasks: list[Task], entries: list[TimelineEntry], decisions: list[Decision], notes: list[Note]
) -> set[UUID]:
    found = {task.assigned_to for task in tasks} | {entry.staff_id for entry in entries}
    found |= {decision.decided_by for decision in decisions} | {note.staff_id for note in notes}
    return {staff_id for staff_id in found if staff_id is not None}


def _linked(case: Case) -> tuple[tuple[UUID, str, CaseKind], ...]:
    first = Case.objects.filter(id=case.linked_case_id) if case.linked_case_id else Case.objects.none()
    found = [*first, *Case.objects.filter(linked_case_id=case.id)]
    return tuple((other.id, other.number, CaseKind(other.case_kind)) for other in found)


def _party(party: Party, names: dict[UUID, str]) -> PartyInfo:
    details = party.details or {}
    name = names.get(party.person_id, "") if party.person_id else details.get("name", "")
    return PartyInfo(
        role=PartyRole(party.role),
        name=name,
        birth_date=details.get("birth_date") or "",
        hides_address=party.hides_address,
    )


def _task(task: Task, staff: dict[UUID, str]) -> TaskInfo:
    return TaskInfo(
        id=task.id,
        kind=TaskKind(task.task_kind),
        status=TaskStatus(task.status),
        due_on=task.due_on,
        is_for_staff=task.person_id is None,
        assigned_to=task.assigned_to,
        assigned_name=staff.get(task.assigned_to, "") if task.assigned_to else "",
        why=tuple(task.why),
    )


def _proposal(case: Case) -> Proposal | None:
    found = Assessment.objects.filter(case=case).order_by("-at", "-id").first()
    if found is None:
        return None
    return Proposal(
        at=found.at,
        outcome=found.outcome,
        percent=found.percent,
        asked_percent=found.asked_percent,
        valid_from=found.valid_from,
        reasons=found.reasons,
        why=tuple(found.why),
        figures=tuple(Figure.from_json(figure) for figure in found.figures),
        inputs=found.inputs,
        rows_fired=tuple(found.rows_fired),
    )


def _decision(decision: Decision, staff: dict[UUID, str]) -> DecisionInfo:
    return DecisionInfo(
        id=decision.id,
        made_at=decision.made_at,
        outcome=decision.outcome,
        percent=decision.percent,
        valid_from=decision.valid_from,
        is_automatic=decision.is_automatic,
        decided_by=staff.get(decision.decided_by, "") if decision.decided_by else "",
        reasons=decision.reasons,
        deviation=decision.deviation or "",
        is_sent=bool(decision.sendings.all()),
        is_withdrawn=bool(decision.withdrawals.all()),
    )


def _hearing(hearing: Hearing) -> HearingInfo:
    return HearingInfo(
        answer_by=hearing.answer_by,
        answered_at=hearing.answered_at,
        answer=hearing.answer or "",
        is_open=hearing.task.status == TaskStatus.OPEN,
    )


def _appeal(case: Case) -> AppealInfo | None:
    found = Appeal.objects.filter(case=case).first()
    if found is None:
        return None
    return AppealInfo(
        filed_at=found.filed_at,
        is_late=found.is_late,
        last_on=found.last_on,
        instance=found.instance,
        text=found.text,
    )
