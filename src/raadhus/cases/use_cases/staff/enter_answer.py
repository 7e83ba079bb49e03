"""A caseworker enters what somebody answered on paper, on the phone or at the desk, truthfully as who enters it."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_asked_task
from raadhus.cases.domain.answers import may_answer, may_put_right
from raadhus.cases.domain.states import TaskKind
from raadhus.cases.models import Completion, PutQuestion, Task
from raadhus.cases.queries.question_forms import ANSWER, SAID, AnswerChoice, choices_of, form_asked
from raadhus.cases.queries.staff_case.people import hides_somebody_from
from raadhus.cases.use_cases.keep_answers import keep_completion_answer, keep_question_answer
from raadhus.cases.use_cases.keep_papers import check_papers
from raadhus.cases.use_cases.read_answer import Typed, read_answer
from raadhus.cases.use_cases.show_question import question_of
from raadhus.cases.use_cases.tasks import CannotEndTask
from raadhus.catalogue.public import Question
from raadhus.forms.public import FilledForm, HelpChannel, Upload
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal, Sentence

LONGEST = 10_000
_ENTERED = (TaskKind.QUESTION, TaskKind.COMPLETE)


class CannotEnterAnswer(Refusal):
    """
    It is not said how it came, there is nothing in it, it is too long, or the paper is not attached.

    ``field``: what lacks: channel, choice, said or uploads.
    """

    status = 422
    code = "enter-answer"
    kept = _("Nothing was entered.")
    next_step = _("Go back: what you wrote is still there. Choose the files again.")

    def __init__(self, field: str, happened: Sentence, *, detail: str = "") -> None:
        super().__init__(happened, detail=detail)
        self.field = field


class AnsweredBefore(CannotEndTask):
    """They answered it themselves, or it is too late; what was entered wrongly is put right until the case is decided."""

    code = "answered-before"
    happened = _("This is answered already, or nothing can be entered any more.")
    kept = _("Nothing was entered.")
    next_step = _("Open the case again: what was answered stands there.")


class AnswerProtected(NotAllowed):
    """Somebody in the case is protected, and the actor is not cleared for that."""

    code = "answer-protected"
    happened = _("Somebody in this case has a protected name or address.")
    kept = _("Nothing was entered.")
    next_step = _("Ask a colleague who is cleared for protected addresses to enter the answer.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EnteredAnswer:
    """
    How it came, the key of the answer to a question, what was said, and the scanned paper.

    ``typed``: what was typed in the form of a question that has one (input name -> texts), its answer and words too.
    ``instead_of``: the mark of the entered answer that it puts right, as ``AskedOf.stands`` says; empty for the first.
    """

    channel: str
    choice: str = ""
    said: str = ""
    typed: Typed = dataclasses.field(default_factory=dict)
    uploads: Sequence[Upload] = ()
    instead_of: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """
    What somebody was asked that can be entered for them; ``question`` is None for what an applicant is to add.

    ``choices``: the answers to it in short; ``form``: of the package, with which it is answered, empty for none.
    ``stands``: the mark of what a clerk entered before, empty before the first answer.
    """

    person_id: UUID | None
    question: Question | None
    choices: tuple[AnswerChoice, ...]
    package_hash: str
    form: str
    stands: str


def get_asked(actor: Actor, case_id: UUID, task_id: UUID) -> AskedOf:
    """Return what is to be answered. Raises: LoginNeeded, NotFoundHere, OwnHousehold, AnswerProtected, AnsweredBefore."""
    task, question, stands = _asked(actor, case_id, task_id)
    form, package_hash = form_asked(task), task.case.package_hash
    return AskedOf(
        person_id=task.person_id,
        question=question,
        choices=choices_of(package_hash, question, form) if question else (),
        package_hash=package_hash,
        form=form,
        stands=stands,
    )


def enter_answer(actor: Actor, case_id: UUID, task_id: UUID, answer: EnteredAnswer) -> FilledForm | None:
    """
    Keep an answer for who was asked, as the caseworker's doing; late while the case is not decided. They are told by letter.

    The papers are looked through before anything is locked: that takes its time. A form with something to put right is given
    back, and nothing is kept.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, AnswerProtected, AnsweredBefore, CannotEnterAnswer, NeedsWords,
    CannotTakeForm, FileRefused. Emits: TaskCompleted in time, CitizenActed, DocumentFiled.
    """
    task, question, _stands = _asked(actor, case_id, task_id)
    lack = _lack(answer, question, has_form=bool(form_asked(task)))
    if lack is not None:
        raise CannotEnterAnswer(*lack, detail=f"task {task_id}")
    files = check_papers(answer.uploads)
    task, question, stands = _asked(actor, case_id, task_id, to_act=True)
    if stands != answer.instead_of:
        raise AnsweredBefore(detail=f"task {task_id} was answered since")
    if question is not None:
        typed = answer.typed or {ANSWER: [answer.choice], SAID: [answer.said]}
        given = read_answer(actor, task, typed)
        if isinstance(given, FilledForm):
            return given
        keep_question_answer(actor, task, given, channel=answer.channel, files=files)
    else:
        keep_completion_answer(actor, task, answer.said, channel=answer.channel, files=files)
    audit.record(actor, "cases.enter_answer", f"task:{task_id}")
    return None


def _lack(answer: EnteredAnswer, question: Question | None, *, has_form: bool) -> tuple[str, Sentence] | None:
    """Return which field of ``answer`` lacks what, None when it can be kept; a form tells itself what it lacks."""
    if answer.channel not in set(HelpChannel):
        return "channel", _("Say how the answer came.")
    if question is not None and not has_form and not answer.choice:
        return "choice", _("Choose what they answer.")
    if len(answer.said) > LONGEST:
        return "said", _("Write at most 10,000 characters.")
    if answer.channel == HelpChannel.PAPER and not answer.uploads:
        return "uploads", _("Choose the scan of the paper: an answer on paper needs it.")
    if question is None and not (answer.said or answer.uploads):
        return "said", _("Write what they say, or choose what they gave us.")
    return None


def _asked(
    actor: Actor, case_id: UUID, task_id: UUID, *, to_act: bool = False
) -> tuple[Task, Question | None, str]:
    """
    Return what was asked and can be answered or put right, the question that the package puts, and the mark of the answer
    that stands, empty without one; ``to_act`` locks it.
    """
    task = access_asked_task(actor, case_id, task_id, to_act=to_act)
    if task.task_kind not in _ENTERED:
        raise NotFoundHere(detail=f"task {task_id} is answered by who was asked")
    if hides_somebody_from(actor, task.case):
        raise AnswerProtected(detail=task.case.number)
    question = question_of(task) if task.task_kind == TaskKind.QUESTION else None
    is_offer = question is not None and question.tells_decision
    asked = PutQuestion if question is not None else Completion
    row = (
        asked.objects.filter(task=task, answered_at__isnull=False)
        .values_list("came_by", "answered_at")
        .first()
    )
    if row is None:
        may_enter = may_answer(task.status, task.case.status, is_offer=is_offer)
    else:
        may_enter = may_put_right(row[0], task.case.status, is_offer=is_offer)
    if not may_enter:
        raise AnsweredBefore(detail=f"task {task_id} is {task.status}")
    return task, question, row[1].isoformat() if row and row[1] else ""
