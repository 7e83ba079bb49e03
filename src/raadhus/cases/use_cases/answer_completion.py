"""The applicant adds or corrects what a caseworker asked for."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_own_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Task
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.tasks import CannotEndTask
from raadhus.cases.use_cases.tell_of_act import tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


class CompletionAnswered(CannotEndTask):
    """What was asked is answered once."""

    code = "completion-answered"
    happened = _("You have answered this already, or the time to answer is over.")


def answer_completion(actor: Actor, task_id: UUID, text: str) -> Task:
    """
    Keep the applicant's answer (not empty); the case goes back to its unit.

    Raises: LoginNeeded, NotFoundHere, CompletionAnswered. Emits: TaskCompleted, CitizenActed.
    """
    task = access_own_task(actor, task_id, to_act=True)
    if task.task_kind != TaskKind.COMPLETE:
        raise NotFoundHere(detail=f"task {task_id} asks for nothing to add")
    if task.status != TaskStatus.OPEN:
        raise CompletionAnswered(detail=f"task {task_id} is {task.status}")
    asked = completion.end(actor, task, TaskStatus.DONE)
    asked.answered_at, asked.answer = clock.now(), text
    asked.save(update_fields=["answered_at", "answer"])
    write_timeline(actor, task.case, Happening.COMPLETION_ANSWERED, Who.APPLICANT, thing_id=task.id)
    tell_of_act(task.case, task.task_kind)
    return task
