"""Ask somebody for something in a case, and note how it ended."""

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.bus import outbox
from raadhus.cases.domain.answers import was_decided_without
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.events import TaskCompleted, TaskCreated
from raadhus.cases.models import Case, Escalation, Task
from raadhus.cases.use_cases.fresh_case import note_asked
from raadhus.platform import clock
from raadhus.platform.refusals import Refusal

QUESTION_REMINDER = "cases.question_reminder"
"""What the bus wakes us for when the time to answer a question is nearly over."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskOrder:
    """
    What is asked, of whom, by when. ``person_id`` None: of ``unit_id``, or the case's unit when that is None.

    ``process_task``: who waits for it; ``shown``: what is put before whoever does it.
    """

    kind: TaskKind
    due_on: dt.date
    person_id: UUID | None = None
    why: tuple[str, ...] = ()
    process_task: UUID | None = None
    unit_id: UUID | None = None
    shown: dict[str, Any] | None = None


class CannotEndTask(Refusal):
    """It was done, or its time is over."""

    code = "task-ended"
    happened = _("This has been answered already, or the time for it is over.")
    kept = _("The first answer stands; what you sent now was not kept.")
    next_step = _("Open My Page to see where the case stands, or call us if you want to add something.")


class NotAskedAnyMore(CannotEndTask):
    """The case was decided without the answer."""

    code = "case-decided"
    happened = _("The case has been decided meanwhile, so we do not need your answer any more.")
    kept = _("What you sent now was not kept.")


def refuse_if_decided(task: Task) -> None:
    """Raises: NotAskedAnyMore when ``task`` (with its case) was taken back because the case was decided."""
    if was_decided_without(task.status, task.case.status):
        raise NotAskedAnyMore(detail=f"task {task.id}, case at {task.case.status}")


def open_task(case: Case, order: TaskOrder) -> Task:
    """Ask for what ``order`` says. Emits: TaskCreated."""
    note_asked(case.id)
    task = Task.objects.create(
        case=case,
        task_kind=order.kind,
        status=TaskStatus.OPEN,
        unit_id=order.unit_id or case.unit_id,
        service_key=case.service_key,
        person_id=order.person_id,
        due_on=order.due_on,
        why=list(order.why),
        process_task=order.process_task,
        shown=order.shown,
        created_at=clock.now(),
    )
    outbox.emit(
        TaskCreated(
            subject=case.flow,
            case_id=case.id,
            task_id=task.id,
            service_key=case.service_key,
            kind=order.kind,
            due_on=order.due_on,
            is_for_staff=order.person_id is None,
        )
    )
    return task


def end_task(task: Task, status: TaskStatus, outcome: dict[str, Any] | None = None) -> None:
    """Note how ``task`` (locked, with its case) ended. Raises: CannotEndTask. Emits: TaskCompleted."""
    if task.status != TaskStatus.OPEN:
        raise CannotEndTask(detail=f"task {task.id} is {task.status}")
    task.status = status
    task.outcome = outcome
    task.done_at = clock.now()
    task.save(update_fields=["status", "outcome", "done_at"])
    if task.person_id is None:
        told = Escalation.objects.filter(task=task, settled_at__isnull=True)
        told.update(settled_at=task.done_at)
    outbox.emit(
        TaskCompleted(
            subject=task.case.flow,
            case_id=task.case_id,
            task_id=task.id,
            service_key=task.case.service_key,
            kind=task.task_kind,
            status=status,
            is_for_staff=task.person_id is None,
        )
    )
