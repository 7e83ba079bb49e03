"""What is asked of unit and citizens in a case, what was answered, and what colleagues wrote down."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from raadhus.cases.domain.answers import may_answer, may_put_right
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Case, Charge, Completion, Hearing, PutQuestion, Task, TimelineEntry
from raadhus.cases.queries.question_forms import choice_title, choices_of, further_answers
from raadhus.catalogue.public import package
from raadhus.forms.public import SaidAnswer, task_answers_in_words
from raadhus.platform.money import Money


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskInfo:
    """
    A task of the case; for staff of ``unit_id`` when no ``person_id`` is asked.

    ``title``, ``form``: of a step of the process, what it is called and what is filled in; empty for other tasks.
    ``because``: the sentences of the rule that says who gets it, by language; empty where none does, or it says nothing.
    ``is_of_process``: a process waits for it, and goes on with what is done.
    """

    id: UUID
    unit_id: UUID
    kind: TaskKind
    status: TaskStatus
    due_on: dt.date
    person_id: UUID | None
    assigned_to: UUID | None
    why: tuple[str, ...]
    title: str = ""
    form: str = ""
    because: Mapping[str, list[str]] = dataclasses.field(default_factory=dict)
    is_of_process: bool = False

    @property
    def is_open_for_unit(self) -> bool:
        """Tell whether the unit has to do it."""
        return self.person_id is None and self.status is TaskStatus.OPEN

    @property
    def is_open_for_citizen(self) -> bool:
        """Tell whether we wait for a citizen."""
        return self.person_id is not None and self.status is TaskStatus.OPEN


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoteInfo:
    """What a colleague wrote down."""

    id: UUID
    at: dt.datetime
    staff_id: UUID
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HearingInfo:
    """A hearing: until when, and what was answered."""

    task_id: UUID
    assessment_id: UUID
    answer_by: dt.date
    answered_at: dt.datetime | None
    answer: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompletionInfo:
    """What the applicant was asked to add or correct, until when, and what was answered."""

    task_id: UUID
    question: str
    answer_by: dt.date
    stops_clock: bool
    answered_at: dt.datetime | None
    answer: str
    came_by: str
    is_late: bool
    may_enter: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuestionInfo:
    """
    A question that somebody in the case was put; ``choice``: their answer by language, empty before.

    ``answers``: what else was filled in, where it is answered with a form; ``key``: of the question in the package.
    ``choices``: what could be answered, by key and language; ``is_offer``: what is granted is theirs when they say yes.
    """

    task_id: UUID
    person_id: UUID
    key: str
    is_offer: bool
    question: dict[str, str]
    answer_by: dt.date
    is_over: bool
    choice: dict[str, str]
    choices: dict[str, dict[str, str]]
    said: str
    answers: tuple[SaidAnswer, ...]
    answered_at: dt.datetime | None
    came_by: str
    is_late: bool
    may_enter: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WorkInfo:
    """A step of the process that was done, with what was filled in."""

    task_id: UUID
    title: str
    answers: tuple[SaidAnswer, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChargeInfo:
    """The fee that was charged, and until when it is paid."""

    amount: Money
    due_on: dt.date


def task_info(row: Task) -> TaskInfo:
    """Return a task as a value."""
    return TaskInfo(
        id=row.id,
        unit_id=row.unit_id,
        kind=TaskKind(row.task_kind),
        status=TaskStatus(row.status),
        due_on=row.due_on,
        person_id=row.person_id,
        assigned_to=row.assigned_to,
        why=tuple(row.why),
        is_of_process=row.process_task is not None,
        **_shown(row),
    )


def _shown(row: Task) -> dict[str, Any]:
    """Return what a task says of itself; the figure put before a person is not among it."""
    return {name: said for name, said in (row.shown or {}).items() if name in {"title", "form", "because"}}


def work_of(case: Case, tasks: Iterable[TaskInfo]) -> tuple[WorkInfo, ...]:
    """Return the steps that were done with a form, in that order; no query where ``tasks`` has no such thing."""
    done = [
        task.id
        for task in tasks
        if task.kind is TaskKind.WORK and task.form and task.status is TaskStatus.DONE
    ]
    if not done:
        return ()
    return tuple(
        WorkInfo(
            task_id=row.id,
            title=row.shown["title"],
            answers=task_answers_in_words(case.package_hash, row.outcome["form"], row.outcome["answers"]),
        )
        for row in Task.objects.filter(id__in=done).order_by("done_at", "id")
    )


def hearings_of(case: Case) -> tuple[HearingInfo, ...]:
    """Return the hearings of a case, newest first."""
    rows = Hearing.objects.filter(case=case).order_by("-started_at")
    return tuple(
        HearingInfo(
            task_id=row.task_id,
            assessment_id=row.assessment_id,
            answer_by=row.answer_by,
            answered_at=row.answered_at,
            answer=row.answer or "",
        )
        for row in rows
    )


def completions_of(case: Case, tasks: Iterable[TaskInfo]) -> tuple[CompletionInfo, ...]:
    """Return what the applicant was asked to add, newest first; no query where ``tasks`` has no such thing."""
    stands = {task.id: task.status for task in tasks if task.kind is TaskKind.COMPLETE}
    if not stands:
        return ()
    rows = Completion.objects.filter(case=case).order_by("-asked_at")
    return tuple(
        CompletionInfo(
            task_id=row.task_id,
            question=row.question,
            answer_by=row.answer_by,
            stops_clock=row.stops_clock,
            answered_at=row.answered_at,
            answer=row.answer or "",
            came_by=row.came_by,
            is_late=row.is_late,
            may_enter=_may_enter(row, stands[row.task_id], case),
        )
        for row in rows
    )


def questions_of(case: Case, tasks: Iterable[TaskInfo]) -> tuple[QuestionInfo, ...]:
    """Return what people in the case were asked, in that order; no query where ``tasks`` has no such thing."""
    put = [task for task in tasks if task.kind is TaskKind.QUESTION]
    if not put:
        return ()
    stands, forms = {task.id: task.status for task in put}, {task.id: task.form for task in put}
    service = package(case.package_hash).service
    return tuple(
        QuestionInfo(
            task_id=row.task_id,
            person_id=row.person_id,
            key=row.question_key,
            is_offer=asked.tells_decision,
            question=asked.title,
            answer_by=row.answer_by,
            is_over=stands[row.task_id] is not TaskStatus.OPEN,
            choice=choice_title(ways, row.choice),
            choices={one.key: one.title for one in ways},
            said=row.said or "",
            answers=further_answers(row, case.package_hash, form),
            answered_at=row.answered_at,
            came_by=row.came_by,
            is_late=row.is_late,
            may_enter=_may_enter(row, stands[row.task_id], case, is_offer=asked.tells_decision),
        )
        for row in PutQuestion.objects.filter(case=case).order_by("asked_at", "id")
        for asked, form in ((service.question(row.question_key), forms.get(row.task_id, "")),)
        for ways in (choices_of(case.package_hash, asked, form),)
    )


def _may_enter(
    row: PutQuestion | Completion, status: TaskStatus, case: Case, *, is_offer: bool = False
) -> bool:
    """Tell whether a caseworker may enter an answer: the first one, or one that puts right what was entered."""
    if row.answered_at is None:
        return may_answer(status, case.status, is_offer=is_offer)
    return may_put_right(row.came_by, case.status, is_offer=is_offer)


def charge_of(case: Case, entries: Iterable[TimelineEntry]) -> ChargeInfo | None:
    """Return the fee of the case, None without one; no query where its time line tells of none."""
    if all(entry.what != Happening.FEE_CHARGED for entry in entries):
        return None
    row = Charge.objects.filter(case=case).first()
    return None if row is None else ChargeInfo(amount=Money(row.amount, row.currency), due_on=row.due_on)
