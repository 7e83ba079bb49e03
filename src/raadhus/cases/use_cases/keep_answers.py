"""Keep what somebody answers, in time or late, by themselves or through a clerk who enters it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from raadhus.bus import due
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.papers import PaperKind
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Completion, PutQuestion, Task
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.keep_papers import keep_papers
from raadhus.cases.use_cases.put_question import REMIND, give_back_to_unit
from raadhus.cases.use_cases.show_question import may_answer_late
from raadhus.cases.use_cases.tasks import CannotEndTask, end_task
from raadhus.cases.use_cases.tell_of_act import ONLINE, tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.forms.public import CheckedFile
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


class CompletionAnswered(CannotEndTask):
    """What was asked is answered once."""

    code = "completion-answered"
    happened = _("You have answered this already, or the time to answer is over.")


class QuestionAnswered(CannotEndTask):
    """A question is answered once."""

    code = "question-answered"
    happened = _("You have answered this already, or the time to answer is over.")


def keep_question_answer(
    actor: Actor,
    task: Task,
    choice: str,
    said: str,
    *,
    channel: str = ONLINE,
    scans: Sequence[CheckedFile] = (),
) -> None:
    """
    Keep the answer ``choice``, by its key, with what they ``said``; the process goes on with the key alone.

    ``task``: locked, with its case, the right to it asked; ``channel``: how it came; ``scans``: the paper it stands on.
    Once the time is over the process has gone on: then it is kept as late, for the caseworker. Raises: NotFoundHere (also
    for an answer that the question has not), QuestionAnswered. Emits: TaskCompleted in time, CitizenActed, DocumentFiled.
    """
    put = PutQuestion.objects.filter(task=task).first()
    if put is None:
        raise NotFoundHere(detail=f"task {task.id} is no question")
    question = package(task.case.package_hash).service.question(put.question_key)
    if choice not in {one.key for one in question.choices}:
        raise NotFoundHere(detail=f"question {put.question_key} has no answer {choice}")
    is_late = task.status != TaskStatus.OPEN
    if is_late and not (put.answered_at is None and may_answer_late(task, is_offer=question.tells_decision)):
        raise QuestionAnswered(detail=f"task {task.id} is {task.status}")
    if is_late:
        _lay_before_unit(task)
    else:
        end_task(task, TaskStatus.DONE, {"answer": choice})
        due.clear_due(REMIND, task.id)
        give_back_to_unit(task.case)
    put.answered_at, put.choice, put.said = clock.now(), choice, said
    put.came_by, put.is_late = channel, is_late
    put.save(update_fields=["answered_at", "choice", "said", "came_by", "is_late"])
    keep_papers(actor, task, scans, PaperKind.SCAN)
    who = Who.APPLICANT if put.person_id == task.case.applicant_id else Who.NEIGHBOUR
    _tell(actor, task, Happening.QUESTION_ANSWERED, who, channel=channel, is_late=is_late)


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

    ``task``, ``channel``: as for a question. Raises: NotFoundHere, CompletionAnswered. Emits: TaskCompleted in time,
    CitizenActed, DocumentFiled.
    """
    asked = Completion.objects.filter(task=task).first()
    if asked is None:
        raise NotFoundHere(detail=f"task {task.id} asks for nothing to add")
    is_late = task.status != TaskStatus.OPEN
    if is_late and not (asked.answered_at is None and may_answer_late(task)):
        raise CompletionAnswered(detail=f"task {task.id} is {task.status}")
    if is_late:
        _lay_before_unit(task)
    else:
        completion.end(actor, task, TaskStatus.DONE)
    asked.answered_at, asked.answer = clock.now(), text
    asked.came_by, asked.is_late = channel, is_late
    asked.save(update_fields=["answered_at", "answer", "came_by", "is_late"])
    keep_papers(actor, task, files, PaperKind.ANSWER if channel == ONLINE else PaperKind.SCAN)
    _tell(actor, task, Happening.COMPLETION_ANSWERED, Who.APPLICANT, channel=channel, is_late=is_late)


def _lay_before_unit(late: Task) -> None:
    """Bring back what the unit has set aside: something new has come."""
    aside = Task.objects.filter(case=late.case, person_id=None, status=TaskStatus.OPEN)
    aside.filter(set_aside_until__isnull=False).update(set_aside_until=None)


def _tell(actor: Actor, task: Task, what: Happening, who: Who, *, channel: str, is_late: bool) -> None:
    """Write down who did it, how and whether in time: a clerk who enters it did it, for who was asked."""
    by = Who.STAFF if actor.is_staff else who
    detail = ({"late": True} if is_late else {}) | ({} if channel == ONLINE else {"channel": channel})
    write_timeline(actor, task.case, what, by, thing_id=task.id, detail=detail or None)
    tell_of_act(task.case, task.task_kind, channel=channel)
