"""A caseworker enters what somebody answered on paper, on the phone or at the desk, truthfully as who enters it."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_asked_task
from raadhus.cases.domain.states import TaskKind
from raadhus.cases.models import Task
from raadhus.cases.queries.staff_case.people import hides_somebody_from
from raadhus.cases.use_cases.keep_answers import keep_completion_answer, keep_question_answer
from raadhus.cases.use_cases.keep_papers import check_papers
from raadhus.cases.use_cases.show_question import question_of
from raadhus.catalogue.public import Question
from raadhus.forms.public import HelpChannel, Upload
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal

LONGEST = 10_000
_ENTERED = (TaskKind.QUESTION, TaskKind.COMPLETE)


class CannotEnterAnswer(Refusal):
    """It is not said how it came, there is nothing in it, or the paper is not attached."""

    status = 422
    code = "enter-answer"
    happened = _("Say how the answer came and what it is. An answer on paper needs its scan.")
    kept = _("Nothing was entered.")
    next_step = _("Go back: what you wrote is still there. Choose the files again.")


class AnswerProtected(NotAllowed):
    """Somebody in the case is protected, and the actor is not cleared for that."""

    code = "answer-protected"
    happened = _("Somebody in this case has a protected name or address.")
    kept = _("Nothing was entered.")
    next_step = _("Ask a colleague who is cleared for protected addresses to enter the answer.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EnteredAnswer:
    """How it came, the key of the answer to a question, what was said, and the scanned paper."""

    channel: str
    choice: str = ""
    said: str = ""
    uploads: Sequence[Upload] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """What somebody was asked that can be entered for them; ``question`` is None for what an applicant is to add."""

    person_id: UUID | None
    question: Question | None


def get_asked(actor: Actor, case_id: UUID, task_id: UUID) -> AskedOf:
    """Return what is to be answered. Raises: LoginNeeded, NotFoundHere, OwnHousehold, AnswerProtected."""
    task = _task(actor, case_id, task_id)
    is_question = task.task_kind == TaskKind.QUESTION
    return AskedOf(person_id=task.person_id, question=question_of(task) if is_question else None)


def enter_answer(actor: Actor, case_id: UUID, task_id: UUID, answer: EnteredAnswer) -> None:
    """
    Keep an answer for who was asked, as the caseworker's doing; late while the case is not decided.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, AnswerProtected, CannotEnterAnswer, QuestionAnswered,
    CompletionAnswered, FileRefused. Emits: TaskCompleted in time, CitizenActed, DocumentFiled.
    """
    task = _task(actor, case_id, task_id)
    is_question = task.task_kind == TaskKind.QUESTION
    is_empty = not answer.choice if is_question else not (answer.said or answer.uploads)
    lacks_scan = answer.channel == HelpChannel.PAPER and not answer.uploads
    if answer.channel not in set(HelpChannel) or is_empty or lacks_scan or len(answer.said) > LONGEST:
        raise CannotEnterAnswer(detail=f"task {task_id}")
    files = check_papers(answer.uploads)
    if is_question:
        keep_question_answer(actor, task, answer.choice, answer.said, channel=answer.channel, scans=files)
    else:
        keep_completion_answer(actor, task, answer.said, channel=answer.channel, files=files)
    audit.record(actor, "cases.enter_answer", f"task:{task_id}")


def _task(actor: Actor, case_id: UUID, task_id: UUID) -> Task:
    task = access_asked_task(actor, case_id, task_id)
    if task.task_kind not in _ENTERED:
        raise NotFoundHere(detail=f"task {task_id} is answered by who was asked")
    if hides_somebody_from(actor, task.case):
        raise AnswerProtected(detail=task.case.number)
    return task
