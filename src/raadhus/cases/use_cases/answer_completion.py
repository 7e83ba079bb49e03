"""The applicant adds or corrects what a caseworker asked for."""

from collections.abc import Sequence
from uuid import UUID

from raadhus.cases.access import access_own_task
from raadhus.cases.models import Task
from raadhus.cases.use_cases.keep_answers import CompletionAnswered, keep_completion_answer
from raadhus.cases.use_cases.keep_papers import check_papers
from raadhus.forms.public import Upload
from raadhus.platform.actor import Actor

__all__ = ["CompletionAnswered", "answer_completion"]


def answer_completion(actor: Actor, task_id: UUID, text: str, uploads: Sequence[Upload] = ()) -> Task:
    """
    Keep the applicant's answer, ``text`` or papers or both, late while the case is not decided.

    Raises: LoginNeeded, NotFoundHere, CompletionAnswered; FileRefused before anything is kept. Emits: TaskCompleted,
    CitizenActed, DocumentFiled.
    """
    access_own_task(
        actor, task_id
    )  # the right first; the papers are looked through before anything is locked
    files = check_papers(uploads)
    task = access_own_task(actor, task_id, to_act=True)
    keep_completion_answer(actor, task, text, files=files)
    return task
