"""End what a caseworker asked of a citizen when its time is over: the case goes back to its unit."""

from uuid import UUID

from raadhus.cases.access import lock_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskStatus
from raadhus.cases.models import Task
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.hear_applicant import end_hearing_if_silent
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.put_question import remind_of_question_if_open
from raadhus.cases.use_cases.tasks import end_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


def end_hearing_when_due(actor: Actor, task_id: UUID) -> None:
    """Give the case back when nobody has answered the hearing ``task_id``. Raises: NotFoundHere unless called by a job."""
    end_hearing_if_silent(actor, _task_as_job(actor, task_id))


def end_asking_when_due(actor: Actor, task_id: UUID) -> None:
    """Give the case back when the partner has not answered ``task_id``. Raises: NotFoundHere unless called by a job."""
    task = _task_as_job(actor, task_id)
    if task.status == TaskStatus.OPEN:
        end_task(task, TaskStatus.EXPIRED)
        write_timeline(actor, task.case, Happening.PARTNER_SILENT, Who.TOWN, thing_id=task.id)
        move_case(task.case, CaseStatus.WITH_UNIT)


def end_completion_when_due(actor: Actor, task_id: UUID) -> None:
    """Give the case back when the applicant has added nothing. Raises: NotFoundHere unless called by a job."""
    completion.end_if_silent(actor, _task_as_job(actor, task_id))


def remind_when_due(actor: Actor, task_id: UUID) -> None:
    """Remind the applicant of what they are asked to add. Raises: NotFoundHere unless called by a job."""
    completion.remind_if_open(actor, _task_as_job(actor, task_id))


def remind_of_question_when_due(actor: Actor, task_id: UUID) -> None:
    """Remind who was put a question. Raises: NotFoundHere unless called by a job."""
    remind_of_question_if_open(actor, _task_as_job(actor, task_id))


def _task_as_job(actor: Actor, task_id: UUID) -> Task:
    task = lock_task(Task.objects.filter(id=task_id)) if actor.is_system else None
    if task is None:
        raise NotFoundHere(detail=f"task {task_id}")
    return task
