"""Keep what somebody answers, in time or late, by themselves or through a clerk who enters it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from raadhus.bus import due
from raadhus.cases.domain.answers import ONLINE, may_answer_late, may_put_right
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.papers import PaperKind
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Completion, PutQuestion, Task
from raadhus.cases.queries.question_forms import choices_of
from raadhus.cases.use_cases import completion, town_days
from raadhus.cases.use_cases.keep_papers import keep_papers
from raadhus.cases.use_cases.letters.entered_answer import (
    completion_paragraphs,
    question_paragraphs,
    tell_what_was_entered,
)
from raadhus.cases.use_cases.put_question import REMIND, give_back_to_unit
from raadhus.cases.use_cases.read_answer import GivenAnswer
from raadhus.cases.use_cases.tasks import CannotEndTask, end_task, refuse_if_decided
from raadhus.cases.use_cases.tell_of_act import tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import Question, package
from raadhus.forms.public import CheckedFile
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal


class CompletionAnswered(CannotEndTask):
    """What was asked is answered once."""

    code = "completion-answered"
    happened = _("You have answered this already, or the time to answer is over.")


class QuestionAnswered(CannotEndTask):
    """A question is answered once."""

    code = "question-answered"
    happened = _("You have answered this already, or the time to answer is over.")


class NeedsWords(Refusal):
    """The package wants words with this answer, so that it can be weighed."""

    status = 422
    code = "answer-without-words"
    happened = _("Write in a few words why.")
    kept = _("The answer was not kept.")
    next_step = _("Go back: what you wrote is still there.")


def keep_question_answer(
    actor: Actor,
    task: Task,
    given: GivenAnswer,
    *,
    channel: str = ONLINE,
    files: Sequence[CheckedFile] = (),
    kind: PaperKind = PaperKind.SCAN,
) -> None:
    """
    Keep the answer that was ``given``; the process goes on with its key, and with codes, days and amounts of its form.

    ``task``: locked, with its case, the right to it asked; ``channel``: how it came; ``files``: the paper it stands on,
    or what was sent along, as ``kind`` says.
    Once the time is over the process has gone on: then it is kept as late, for the caseworker; so is what who was asked puts
    right of what a clerk had entered, and of what a clerk enters they get a letter. Raises: NotFoundHere (also for an answer
    that the question has not), NeedsWords, QuestionAnswered, NotAskedAnyMore. Emits: TaskCompleted in time, CitizenActed,
    DocumentFiled.
    """
    put = PutQuestion.objects.filter(task=task).first()
    if put is None:
        raise NotFoundHere(detail=f"task {task.id} is no question")
    refuse_if_decided(task)
    question = package(task.case.package_hash).service.question(put.question_key)
    choice, said = given.choice, given.said
    _expect_words(task, question, given)
    is_late = _comes_late(actor, task, put)
    noted = {"puts_right": put.came_by, "before": put.choice} if put.came_by else {}
    if task.status == TaskStatus.OPEN:
        end_task(
            task, TaskStatus.DONE, {"answer": choice, "form": given.form, "answers": dict(given.answers)}
        )
        due.clear_due(REMIND, task.id)
        give_back_to_unit(task.case)
    elif _may_follow(task, put, is_offer=question.tells_decision):
        _lay_before_unit(task)
    else:
        raise QuestionAnswered(detail=f"task {task.id} is {task.status}")
    put.answered_at, put.choice, put.said = clock.now(), choice, said
    put.answers = dict(given.answers) or None
    put.came_by, put.is_late = channel, is_late
    put.save(update_fields=["answered_at", "choice", "said", "answers", "came_by", "is_late"])
    keep_papers(actor, task, files, kind)
    who = Who.APPLICANT if put.person_id == task.case.applicant_id else Who.NEIGHBOUR
    if channel != ONLINE:
        letter = tell_what_was_entered(
            actor,
            task.case,
            person_id=put.person_id,
            channel=channel,
            said=question_paragraphs(question, given, task.case.package_hash),
            may_put_right=may_put_right(channel, task.case.status, is_offer=question.tells_decision),
        )
        noted |= {"letter": str(letter)}
    _tell(actor, task, Happening.QUESTION_ANSWERED, who, channel=channel, is_late=is_late, noted=noted)


def keep_completion_answer(
    actor: Actor,
    task: Task,
    text: str,
    *,
    channel: str = ONLINE,
    files: Sequence[CheckedFile] = (),
) -> None:
    """
    Keep what the applicant adds, ``text`` or ``files`` or both; the case goes back to its unit, which has it if it is late.

    ``task``, ``channel``: as for a question, and so are what is late, put right, and told by letter. Raises: NotFoundHere,
    CompletionAnswered, NotAskedAnyMore. Emits: TaskCompleted in time, CitizenActed, DocumentFiled.
    """
    asked = Completion.objects.filter(task=task).first()
    if asked is None:
        raise NotFoundHere(detail=f"task {task.id} asks for nothing to add")
    refuse_if_decided(task)
    is_late = _comes_late(actor, task, asked)
    noted = {"puts_right": asked.came_by} if asked.came_by else {}
    if task.status == TaskStatus.OPEN:
        completion.end(actor, task, TaskStatus.DONE)
    elif _may_follow(task, asked):
        _lay_before_unit(task)
    else:
        raise CompletionAnswered(detail=f"task {task.id} is {task.status}")
    asked.answered_at, asked.answer = clock.now(), text
    asked.came_by, asked.is_late = channel, is_late
    asked.save(update_fields=["answered_at", "answer", "came_by", "is_late"])
    keep_papers(actor, task, files, PaperKind.ANSWER if channel == ONLINE else PaperKind.SCAN)
    if channel != ONLINE:
        letter = tell_what_was_entered(
            actor,
            task.case,
            person_id=task.case.applicant_id,
            channel=channel,
            said=completion_paragraphs(asked.question, text, papers=len(files)),
            may_put_right=may_put_right(channel, task.case.status),
        )
        noted |= {"letter": str(letter)}
    who, what = Who.APPLICANT, Happening.COMPLETION_ANSWERED
    _tell(actor, task, what, who, channel=channel, is_late=is_late, noted=noted)


def _expect_words(task: Task, question: Question, given: GivenAnswer) -> None:
    choices = choices_of(task.case.package_hash, question, given.form)
    chosen = next((one for one in choices if one.key == given.choice), None)
    if chosen is None:
        raise NotFoundHere(detail=f"question {question.key} has no answer {given.choice}")
    if chosen.wants_words and not given.said:
        raise NeedsWords(detail=f"question {question.key}, answer {given.choice}")


def _may_follow(task: Task, asked: PutQuestion | Completion, *, is_offer: bool = False) -> bool:
    """Tell whether an answer may follow when the task has ended: a late one, or one that puts right an entered one."""
    if asked.answered_at is None:
        return may_answer_late(task.status, task.case.status, is_offer=is_offer)
    return may_put_right(asked.came_by, task.case.status, is_offer=is_offer)


def _comes_late(actor: Actor, task: Task, asked: PutQuestion | Completion) -> bool:
    """
    Tell whether the time to answer is over; while the task is open the process, or the unit, waits for it still.

    What puts an entered answer right is as late as that was: the slip was a clerk's, not theirs who were asked.
    """
    if asked.answered_at is not None:
        return asked.is_late
    is_over = task.status == TaskStatus.EXPIRED or town_days.today(actor) > asked.answer_by
    return task.status != TaskStatus.OPEN and is_over


def _lay_before_unit(late: Task) -> None:
    """Bring back what the unit has set aside: something new has come."""
    aside = Task.objects.filter(case=late.case, person_id=None, status=TaskStatus.OPEN)
    aside.filter(set_aside_until__isnull=False).update(set_aside_until=None)


def _tell(
    actor: Actor,
    task: Task,
    what: Happening,
    who: Who,
    *,
    channel: str,
    is_late: bool,
    noted: dict[str, str],
) -> None:
    """Write down who did it, how, whether in time, what of an entered answer they put right, and the letter that tells."""
    by = Who.STAFF if actor.is_staff else who
    detail = ({"late": True} if is_late else {}) | ({} if channel == ONLINE else {"channel": channel})
    write_timeline(actor, task.case, what, by, thing_id=task.id, detail=detail | noted or None)
    tell_of_act(task.case, task.task_kind, channel=channel)
