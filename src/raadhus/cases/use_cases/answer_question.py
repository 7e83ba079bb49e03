"""Somebody in a case answers the question they were put."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_own_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import PutQuestion, Task
from raadhus.cases.use_cases.put_question import give_back_to_unit
from raadhus.cases.use_cases.tasks import CannotEndTask, end_task
from raadhus.cases.use_cases.tell_of_act import tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


class QuestionAnswered(CannotEndTask):
    """A question is answered once."""

    code = "question-answered"
    happened = _("You have answered this already, or the time to answer is over.")


def answer_question(actor: Actor, task_id: UUID, choice: str, said: str) -> Task:
    """
    Keep the answer, ``choice`` by its key, with what they ``said``; the process goes on with the key alone.

    Raises: LoginNeeded, NotFoundHere (also for an answer that the question has not), QuestionAnswered.
    Emits: TaskCompleted, CitizenActed.
    """
    task = access_own_task(actor, task_id, to_act=True)
    put = PutQuestion.objects.filter(task=task).first()
    if put is None:
        raise NotFoundHere(detail=f"task {task_id} is no question")
    question = package(task.case.package_hash).service.question(put.question_key)
    if choice not in {one.key for one in question.choices}:
        raise NotFoundHere(detail=f"question {put.question_key} has no answer {choice}")
    if task.status != TaskStatus.OPEN:
        raise QuestionAnswered(detail=f"task {task_id} is {task.status}")
    end_task(task, TaskStatus.DONE, {"answer": choice})
    give_back_to_unit(task.case)
    put.answered_at, put.choice, put.said = clock.now(), choice, said
    put.save(update_fields=["answered_at", "choice", "said"])
    who = Who.APPLICANT if put.person_id == task.case.applicant_id else Who.NEIGHBOUR
    write_timeline(actor, task.case, Happening.QUESTION_ANSWERED, who, thing_id=task.id)
    tell_of_act(task.case, task.task_kind)
    return task
