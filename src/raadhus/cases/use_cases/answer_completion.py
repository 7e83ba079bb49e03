"""The applicant adds or corrects what a caseworker asked for."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_own_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.papers import PaperKind
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Task
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.keep_papers import check_papers, keep_papers
from raadhus.cases.use_cases.tasks import CannotEndTask
from raadhus.cases.use_cases.tell_of_act import tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.forms.public import Upload
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


class CompletionAnswered(CannotEndTask):
    """What was asked is answered once."""

    code = "completion-answered"
    happened = _("You have answered this already, or the time to answer is over.")


def answer_completion(actor: Actor, task_id: UUID, text: str, uploads: Sequence[Upload] = ()) -> Task:
    """
    Keep the applicant's answer, ``text`` or papers or both; the case goes back to its unit.

    Raises: LoginNeeded, NotFoundHere, CompletionAnswered; FileRefused before anything is kept. Emits: TaskCompleted,
    CitizenActed, DocumentFiled.
    """
    task = access_own_task(actor, task_id, to_act=True)
    if task.task_kind != TaskKind.COMPLETE:
        raise NotFoundHere(detail=f"task {task_id} asks for nothing to add")
    if task.status != TaskStatus.OPEN:
        raise CompletionAnswered(detail=f"task {task_id} is {task.status}")
    files = check_papers(uploads)
    asked = completion.end(actor, task, TaskStatus.DONE)
    asked.answered_at, asked.answer = clock.now(), text
    asked.save(update_fields=["answered_at", "answer"])
    keep_papers(actor, task, files, PaperKind.ANSWER)
    write_timeline(actor, task.case, Happening.COMPLETION_ANSWERED, Who.APPLICANT, thing_id=task.id)
    tell_of_act(task.case, task.task_kind)
    return task
