"""Somebody in a case answers the question they were put."""

from uuid import UUID

from raadhus.cases.access import access_own_task
from raadhus.cases.models import Task
from raadhus.cases.use_cases.keep_answers import QuestionAnswered, keep_question_answer
from raadhus.platform.actor import Actor

__all__ = ["QuestionAnswered", "answer_question"]


def answer_question(actor: Actor, task_id: UUID, choice: str, said: str) -> Task:
    """
    Keep the answer, ``choice`` by its key, with what they ``said``; late while the case is not decided.

    Raises: LoginNeeded, NotFoundHere (also for an answer that the question has not), QuestionAnswered.
    Emits: TaskCompleted, CitizenActed.
    """
    task = access_own_task(actor, task_id, to_act=True)
    keep_question_answer(actor, task, choice, said)
    return task
