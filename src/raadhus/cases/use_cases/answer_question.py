"""Somebody in a case answers the question they were put."""

from collections.abc import Sequence
from uuid import UUID

from raadhus.cases.access import access_own_task
from raadhus.cases.domain.papers import PaperKind
from raadhus.cases.use_cases.keep_answers import QuestionAnswered, keep_question_answer
from raadhus.cases.use_cases.keep_papers import check_papers
from raadhus.cases.use_cases.read_answer import Typed, read_answer
from raadhus.cases.use_cases.show_question import question_of
from raadhus.forms.public import FilledForm, Upload
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere

__all__ = ["QuestionAnswered", "answer_question"]


def answer_question(
    actor: Actor, task_id: UUID, typed: Typed, uploads: Sequence[Upload] = ()
) -> FilledForm | None:
    """
    Keep what was ``typed`` (input name -> texts), with the papers sent along; late while the case is not decided.

    A form with something to put right is given back, and nothing is kept. The papers are looked through before anything
    is locked: that takes its time.
    Raises: LoginNeeded, NotFoundHere (also for an answer that the question has not, and papers that it does not take),
    NeedsWords, CannotTakeForm, FileRefused, QuestionAnswered. Emits: TaskCompleted, CitizenActed, DocumentFiled.
    """
    task = access_own_task(actor, task_id)
    if uploads and not question_of(task).takes_papers:
        raise NotFoundHere(detail=f"task {task_id} takes no papers")
    files = check_papers(uploads)
    task = access_own_task(actor, task_id, to_act=True)
    given = read_answer(actor, task, typed)
    if isinstance(given, FilledForm):
        return given
    keep_question_answer(actor, task, given, files=files, kind=PaperKind.ANSWER)
    return None
