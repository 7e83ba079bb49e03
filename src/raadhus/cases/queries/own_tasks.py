"""What waits for a citizen."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.db.models import Q

from raadhus.cases.access import access_own_task, own_person
from raadhus.cases.domain.answers import ONLINE, may_answer_late, may_put_right, was_decided_without
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import IS_OPEN, Completion, PutQuestion, Task, TimelineEntry
from raadhus.cases.queries.own_papers import OwnPaper, own_papers
from raadhus.catalogue.public import package
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere

LISTED = 20
_ANSWERED = (Happening.QUESTION_ANSWERED, Happening.COMPLETION_ANSWERED)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnTask:
    """
    What a citizen is asked to do, by the end of ``due_on``; about a case that need not be their own.

    ``is_unasked``: the case was decided without it, and nobody waits for it any more.
    """

    id: UUID
    kind: TaskKind
    case_id: UUID
    case_number: str
    subject: str
    package_hash: str
    due_on: dt.date
    is_open: bool
    is_answered: bool
    is_unasked: bool
    is_own_case: bool


def list_own_tasks(actor: Actor, *, case_id: UUID | None = None) -> tuple[OwnTask, ...]:
    """Return what waits for the actor, in one case when it is named, the nearest date first. Raises: LoginNeeded."""
    person = own_person(actor)
    tasks = Task.objects.select_related("case").filter(IS_OPEN, person_id=person)
    if case_id is not None:
        tasks = tasks.filter(case_id=case_id)
    return tuple(_own_task(task, person) for task in tasks.order_by("due_on", "id")[:LISTED])


def find_asked_in_letter(
    actor: Actor, case_id: UUID | None, letter_id: UUID, written_at: dt.datetime
) -> OwnTask | None:
    """
    Return what a letter about the case asks of the actor, while it can be answered, or what was entered for them put right,
    where it is the letter that asked or that told of it; None else. Raises: LoginNeeded.

    ``written_at``: when the letter was ordered. Who asks opens the task first and then writes, so a letter older than
    what is open in its case asks for something else.
    """
    if case_id is None:
        return None
    person = own_person(actor)
    asked = Task.objects.select_related("case").filter(
        IS_OPEN, case_id=case_id, person_id=person, created_at__lte=written_at
    )
    task = _to_put_right(case_id, person, letter_id) or asked.order_by("-created_at").first()
    return None if task is None else _own_task(task, person)


def _to_put_right(case_id: UUID, person: UUID, letter_id: UUID) -> Task | None:
    """Return what this letter asked, or told them was entered as their answer, when they can put that right still."""
    entered = Q(case_id=case_id, task__person_id=person) & ~Q(came_by__in=("", ONLINE))
    rows: tuple[PutQuestion | Completion, ...] = (
        *PutQuestion.objects.select_related("task__case").filter(entered),
        *Completion.objects.select_related("task__case").filter(entered),
    )
    for row in rows:
        task: Task = row.task
        right = may_put_right(row.came_by, task.case.status, is_offer=_is_offer(row, task))
        if right and letter_id in {row.letter_id, _told_by(task)}:
            return task
    return None


def _is_offer(asked: PutQuestion | Completion, task: Task) -> bool:
    if isinstance(asked, Completion):
        return False
    return package(task.case.package_hash).service.question(asked.question_key).tells_decision


def _told_by(task: Task) -> UUID | None:
    """Return the letter that told what was entered last as the answer, None when the time line names none."""
    entries = TimelineEntry.objects.filter(case=task.case, thing_id=task.id, what__in=_ANSWERED)
    newest = entries.order_by("-at", "-id").first()
    letter = (newest.detail or {}).get("letter") if newest else None
    return UUID(letter) if letter else None


def get_own_task(actor: Actor, task_id: UUID) -> OwnTask:
    """Return one thing that the actor was asked to do. Raises: LoginNeeded, NotFoundHere."""
    return _own_task(access_own_task(actor, task_id), own_person(actor))


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
        is_answered=task.status == TaskStatus.DONE,
        is_unasked=was_decided_without(task.status, task.case.status),
        is_own_case=task.case.applicant_id == person,
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnCompletion:
    """
    What a citizen is asked to add or correct; ``answer`` and ``papers``: what they answered, empty before.

    ``is_late``: its time is over, and it can be answered still. ``came_by``: the channel the answer came on, empty before;
    ``may_put_right``: a clerk entered it, and it can be put right still.
    """

    task: OwnTask
    question: str
    answer_by: dt.date
    is_late: bool
    is_answered: bool
    answer: str
    papers: tuple[OwnPaper, ...]
    came_by: str
    may_put_right: bool


def get_own_completion(actor: Actor, task_id: UUID) -> OwnCompletion:
    """Return what the actor was asked to add in their case. Raises: LoginNeeded, NotFoundHere."""
    task = access_own_task(actor, task_id)
    asked = Completion.objects.filter(task=task).first()
    if asked is None:
        raise NotFoundHere(detail=f"task {task_id} asks for nothing to add")
    return OwnCompletion(
        task=_own_task(task, own_person(actor)),
        question=asked.question,
        answer_by=asked.answer_by,
        is_late=asked.answered_at is None and may_answer_late(task.status, task.case.status),
        is_answered=asked.answered_at is not None,
        answer=asked.answer or "",
        papers=own_papers(actor, task) if asked.answered_at else (),
        came_by=asked.came_by,
        may_put_right=may_put_right(asked.came_by, task.case.status),
    )
