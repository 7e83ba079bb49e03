"""The whole file of a case: everything, with who is in it and what the rules say."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Self
from uuid import UUID

from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.marks import mark_of
from raadhus.cases.domain.states import DECIDING, CaseKind, CaseStatus, PartyRole, TaskStatus
from raadhus.cases.models import Assessment, Case, Decision, Note, Task, TimelineEntry
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.queries.happened import Happened, happened
from raadhus.cases.queries.partners import ToldPartner, partner_as_told
from raadhus.cases.queries.second_person import needs_second, wrote_on
from raadhus.cases.queries.staff_case.appeals import AppealInfo, LinkedCase, appeal_of, linked_with
from raadhus.cases.queries.staff_case.decisions import DecisionInfo, Proposal, decision_info, proposal_of
from raadhus.cases.queries.staff_case.facts import amounts_among, facts_beside
from raadhus.cases.queries.staff_case.figures import FigureInfo, figures_of
from raadhus.cases.queries.staff_case.masking import Mask
from raadhus.cases.queries.staff_case.people import PartyInfo, parties_of
from raadhus.cases.queries.staff_case.work import (
    ChargeInfo,
    CompletionInfo,
    HearingInfo,
    NoteInfo,
    QuestionInfo,
    TaskInfo,
    WorkInfo,
    charge_of,
    completions_of,
    hearings_of,
    questions_of,
    task_info,
    work_of,
)
from raadhus.catalogue.public import package
from raadhus.forms.public import SaidAnswer, SubmissionInfo, answers_in_words, submission
from raadhus.organisation.public import municipality, staff_names
from raadhus.platform.actor import Actor
from raadhus.post.public import LetterInfo, list_case_letters
from raadhus.records.public import DocumentInfo, list_case_documents

LISTED = 200
_TO_A_COLLEAGUE = frozenset({Happening.TASK_GIVEN, Happening.COLLEAGUE_TOLD})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StaffCase:
    """
    Everything of one case, as ``reader`` may see it; ``wrote``: who may not send what needs a second person.

    ``desks``: the reader's units; ``chosen``: the task that they came for, None when they came for the case.
    """

    id: UUID
    number: str
    subject: str
    unit_id: UUID
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
    facts: tuple[SaidAnswer, ...]
    told_partner: ToldPartner | None
    tasks: tuple[TaskInfo, ...]
    proposal: Proposal | None
    decisions: tuple[DecisionInfo, ...]
    happened: tuple[Happened, ...]
    notes: tuple[NoteInfo, ...]
    hearings: tuple[HearingInfo, ...]
    completions: tuple[CompletionInfo, ...]
    questions: tuple[QuestionInfo, ...]
    work: tuple[WorkInfo, ...]
    charge: ChargeInfo | None
    appeal: AppealInfo | None
    linked: tuple[LinkedCase, ...]
    documents: tuple[DocumentInfo, ...]
    letters: tuple[LetterInfo, ...]
    staff: Mapping[UUID, str]
    wrote: frozenset[UUID]
    desks: frozenset[UUID]
    chosen: UUID | None = None

    def at(self, task_id: UUID | None) -> Self:
        """Return the same case with this task at hand, where it is an open one of the reader's units."""
        return dataclasses.replace(self, chosen=task_id)

    @property
    def applicant(self) -> str:
        """Return the applicant's name, as the reader may see it."""
        return next((party.name for party in self.parties if party.role is PartyRole.APPLICANT), "")

    @property
    def own_tasks(self) -> tuple[TaskInfo, ...]:
        """Return the open tasks of the reader's units: what they came for, then what decides the case, then the oldest."""
        own = (task for task in self.tasks if task.is_open_for_unit and task.unit_id in self.desks)
        return tuple(sorted(own, key=lambda task: (task.id != self.chosen, task.kind not in DECIDING)))

    @property
    def task(self) -> TaskInfo | None:
        """Return the open task at hand."""
        return next(iter(self.own_tasks), None)

    @property
    def may_be_acted_on(self) -> bool:
        """Tell whether the reader may do more than a step: the case is of their units, or theirs to decide."""
        return self.unit_id in self.desks or any(task.kind in DECIDING for task in self.own_tasks)

    @property
    def task_elsewhere(self) -> TaskInfo | None:
        """Return what another unit than the reader's has to do in the case."""
        return next(
            (task for task in self.tasks if task.is_open_for_unit and task.unit_id not in self.desks), None
        )

    @property
    def units(self) -> tuple[UUID, ...]:
        """Return the unit of the case, and those that have something to do in it."""
        asked = (task.unit_id for task in self.tasks if task.is_open_for_unit)
        return tuple(dict.fromkeys((self.unit_id, *asked)))

    @property
    def waits_for(self) -> TaskInfo | None:
        """Return what a citizen is asked; the offer, where one waits for its answer."""
        asked = [task for task in self.tasks if task.is_open_for_citizen]
        offers = self._open_offers if self.is_offered else frozenset()
        return next((task for task in asked if task.id in offers), next(iter(asked), None))

    @property
    def unsent(self) -> DecisionInfo | None:
        """Return the decision that waits to be sent."""
        return next((one for one in self.decisions if not one.is_sent and not one.is_withdrawn), None)

    @property
    def is_whole(self) -> bool:
        """Tell whether it is all or nothing, as a permit is, and no share in per cent."""
        return package(self.package_hash).service.grants == "whole"

    @property
    def mark(self) -> str:
        """Return the mark of what the reader acts on: what the rules propose, the decision that waits, the last answer."""
        came = (*(one.answered_at for one in self.questions), *(one.answered_at for one in self.completions))
        return mark_of(
            self.proposal.id if self.proposal else None,
            self.unsent.id if self.unsent else None,
            max((at for at in came if at is not None), default=None),
        )

    @property
    def is_leaving(self) -> bool:
        """Tell whether a decision was let go and only its letter is still being made: nobody is to decide anything."""
        return self._is_let_go and not self.is_offered

    @property
    def is_offer(self) -> bool:
        """
        Tell whether what waits to be sent is a grant that is offered first, and holds when the applicant says yes.

        A process offers it: what is decided in a task beside one, as in a reopened case, is sent at once.
        """
        offers = any(one.tells_decision for one in package(self.package_hash).service.questions)
        is_granted = self.unsent is not None and not self.unsent.outcome.is_burdensome
        return offers and is_granted and self.kind is not CaseKind.APPEAL and self._goes_to_process

    @property
    def is_offered(self) -> bool:
        """Tell whether the applicant is asked about an offer and has not answered."""
        return self.is_offer and self._is_let_go and bool(self._open_offers)

    @property
    def _open_offers(self) -> frozenset[UUID]:
        return frozenset(one.task_id for one in self.questions if one.is_offer and not one.is_over)

    @property
    def _goes_to_process(self) -> bool:
        """Tell whether a process goes on with the decision: the rules made it, or it is let go in a step of the process."""
        at_hand = self.task
        let_go = {TaskStatus.OPEN, TaskStatus.DONE}
        deciding = (task for task in self.tasks if task.kind in DECIDING and task.status in let_go)
        ranked = sorted(
            deciding, key=lambda task: (task.is_open_for_unit, task == at_hand)
        )  # the newest last
        return not ranked or ranked[-1].is_of_process

    @property
    def _is_let_go(self) -> bool:
        to_decide = any(task.is_open_for_unit and task.kind in DECIDING for task in self.tasks)
        return self.unsent is not None and not to_decide

    @property
    def corrected_at(self) -> dt.datetime | None:
        """Return when a figure was put right last."""
        return max((one.at for figure in self.figures for one in figure.corrections), default=None)

    @property
    def hides_somebody(self) -> bool:
        """Tell whether a name or address in it is hidden from the reader, so that its papers are too."""
        return any(party.is_name_hidden or party.is_address_hidden for party in self.parties)


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
    infos = tuple(task_info(task) for task in tasks)
    parties, veil = parties_of(actor, case, sent or _sent_first(actor, case))
    answers = answers_in_words(sent) if sent else ()
    figures = amounts_among(case, figures_of(case, assessment, parties, sent), answers)
    mask = Mask(veil)
    waits = next((one for one in decisions if not one.sendings.all() and not one.withdrawals.all()), None)
    return StaffCase(
        id=case.id,
        number=case.number,
        subject=case.subject,
        unit_id=case.unit_id,
        package_hash=case.package_hash,
        kind=CaseKind(case.case_kind),
        status=CaseStatus(case.status),
        channel=case.channel,
        submitted_at=case.submitted_at,
        closed_at=case.closed_at,
        deadline_on=case.deadline_on,
        language=municipality(actor.tenant).language,
        sent=mask.sent(sent),
        parties=parties,
        figures=mask.figures(figures),
        facts=mask.facts(facts_beside(figures, answers)),
        told_partner=mask.told_partner(_to_ask(sent, parties)),
        tasks=infos,
        proposal=proposal_of(assessment),
        decisions=tuple(decision_info(decision) for decision in decisions),
        happened=tuple(happened(entry) for entry in entries),
        notes=tuple(
            NoteInfo(id=note.id, at=note.at, staff_id=note.staff_id, text=note.text) for note in notes
        ),
        hearings=mask.hearings(hearings_of(case)),
        completions=mask.completions(completions_of(case, infos)),
        questions=mask.questions(questions_of(case, infos)),
        work=mask.work(work_of(case, infos)),
        charge=charge_of(case, entries),
        appeal=mask.appeal(appeal_of(case)),
        linked=linked_with(actor, case),
        documents=mask.documents(list_case_documents(actor, case.id)),
        letters=list_case_letters(actor, case.id),
        staff=staff_names(actor, _staff_in(infos, entries, decisions, notes, figures)),
        wrote=wrote_on(case, waits) if waits and needs_second(case, waits) else frozenset(),
        desks=actor.units,
    )


def _sent_first(actor: Actor, case: Case) -> SubmissionInfo | None:
    """Return the application that an appeal goes back to, for where the applicant lives; None without one."""
    first = first_case(case)
    return submission(actor, first.submission_id) if first.submission_id else None


def _to_ask(sent: SubmissionInfo | None, parties: Iterable[PartyInfo]) -> ToldPartner | None:
    """Return the partner whom only the applicant names, None when there is a partner in the case already."""
    if sent is None or any(party.role is PartyRole.PARTNER for party in parties):
        return None
    return partner_as_told(sent)


def _staff_in(
    tasks: Iterable[TaskInfo],
    entries: Iterable[TimelineEntry],
    decisions: Iterable[Decision],
    notes: Iterable[Note],
    figures: Iterable[FigureInfo],
) -> set[UUID]:
    happened = tuple(entries)
    found = {task.assigned_to for task in tasks} | {entry.staff_id for entry in happened}
    found |= {
        UUID(entry.detail["to"]) for entry in happened if entry.what in _TO_A_COLLEAGUE and entry.detail
    }
    found |= {decision.decided_by for decision in decisions} | {note.staff_id for note in notes}
    found |= {correction.staff_id for figure in figures for correction in figure.corrections}
    return {staff_id for staff_id in found if staff_id is not None}
