"""Tell the leaders once that the deadline of a task is near, and once more when it is over."""

import datetime as dt
from uuid import UUID

from raadhus.bus import due
from raadhus.cases.access import lock_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Escalation, Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.lay_on_desk import DUE, watch_deadline
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.platform import clock
from raadhus.platform.actor import Actor


def escalate_if_open(actor: Actor, task_id: UUID) -> None:
    """Tell of the task's deadline, unless it was done; one that was moved meanwhile is watched anew. Called by a job."""
    task = lock_task(Task.objects.filter(id=task_id, status=TaskStatus.OPEN)) if actor.is_system else None
    if task is None:
        return
    desk = package(task.case.package_hash).service.desk
    days_before = desk.escalate_days if desk is not None and desk.escalate_days is not None else 0
    today = town_days.today(actor)
    if today <= task.due_on - dt.timedelta(days=days_before):
        watch_deadline(actor, task, days_before)
        return
    is_over = today > task.due_on
    _tell(actor, task, is_over=is_over)
    if not is_over:
        due.set_due(DUE, task.id, town_days.over_at(actor, task.due_on))


def _tell(actor: Actor, task: Task, *, is_over: bool) -> None:
    near = Escalation.objects.filter(task=task, settled_at__isnull=True)
    near.update(settled_at=clock.now())  # what is over is told in its place
    _told, is_new = Escalation.objects.get_or_create(
        task=task,
        is_over=is_over,
        defaults={"case": task.case, "unit_id": task.unit_id, "due_on": task.due_on, "at": clock.now()},
    )
    if is_new:
        write_timeline(actor, task.case, Happening.ESCALATED, Who.TOWN, thing_id=task.id)
