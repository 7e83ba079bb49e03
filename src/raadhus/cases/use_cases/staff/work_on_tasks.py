"""A caseworker takes a task, or gives it back to the unit."""

from uuid import UUID

from raadhus.cases.access import access_task_of_unit
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.models import Task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import audit
from raadhus.platform.actor import Actor


def take_task(actor: Actor, task_id: UUID) -> Task:
    """Assign the task to the actor, also when a colleague had it. Raises: LoginNeeded, NotFoundHere, OwnHousehold."""
    return _assign(actor, task_id, actor.staff_id, Happening.TASK_TAKEN)


def release_task(actor: Actor, task_id: UUID) -> Task:
    """Give the task back to the unit. Raises: LoginNeeded, NotFoundHere, OwnHousehold."""
    return _assign(actor, task_id, None, Happening.TASK_RELEASED)


def _assign(actor: Actor, task_id: UUID, staff_id: UUID | None, what: Happening) -> Task:
    task = access_task_of_unit(actor, task_id)
    if task.assigned_to != staff_id:
        task.assigned_to = staff_id
        task.save(update_fields=["assigned_to"])
        write_timeline(actor, task.case, what, Who.STAFF, thing_id=task.id)
        audit.record(actor, f"cases.{what}", f"task:{task.id}")
    return task
