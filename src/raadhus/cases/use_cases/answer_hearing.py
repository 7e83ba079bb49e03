"""The applicant answers a hearing: agrees with what is about to be decided, or says why it should be otherwise."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.bus import due
from raadhus.cases.access import access_own_task
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Hearing, Task
from raadhus.cases.use_cases.hear_applicant import DUE
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.tasks import CannotEndTask, end_task, refuse_if_decided
from raadhus.cases.use_cases.tell_of_act import tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere

AGREED = "agreed"
ANSWERED = "answered"


class HearingAnswered(CannotEndTask):
    """A hearing is answered once."""

    code = "hearing-answered"
    happened = _("You have answered this already, or the time to answer is over.")


def answer_hearing(actor: Actor, task_id: UUID, text: str) -> Task:
    """
    Keep the applicant's answer; an empty one agrees. A person reads what was written before anything is decided.

    Raises: LoginNeeded, NotFoundHere, HearingAnswered, NotAskedAnyMore. Emits: TaskCompleted, CitizenActed.
    """
    task = access_own_task(actor, task_id, to_act=True)
    if task.task_kind != TaskKind.ANSWER_HEARING:
        raise NotFoundHere(detail=f"task {task_id} is no hearing")
    refuse_if_decided(task)
    if task.status != TaskStatus.OPEN:
        raise HearingAnswered(detail=f"task {task_id} is {task.status}")
    end_task(task, TaskStatus.DONE, {"answer": ANSWERED if text else AGREED})
    Hearing.objects.filter(task=task).update(answered_at=clock.now())
    if text:
        hearing = Hearing.objects.get(task=task)
        hearing.answer = text
        hearing.save(update_fields=["answer"])
    write_timeline(actor, task.case, Happening.HEARING_ANSWERED, Who.APPLICANT, thing_id=task.id)
    tell_of_act(task.case, task.task_kind)
    if task.process_task is None:
        due.clear_due(DUE, task.id)
        move_case(task.case, CaseStatus.WITH_UNIT)
    return task
