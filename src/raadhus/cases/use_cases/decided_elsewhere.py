"""A case was decided: what else is asked in it ends, and each process that waits for it goes on."""

from uuid import UUID

from django.db.models import Q

from raadhus.bus import due, queue
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import ANSWER_VARIABLE, DECIDED, CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import IS_OPEN, Case, Sending, Task
from raadhus.cases.use_cases import completion
from raadhus.cases.use_cases.ask_partner import DUE as PARTNER_DUE
from raadhus.cases.use_cases.fresh_case import is_unasked
from raadhus.cases.use_cases.hear_applicant import DUE as HEARING_DUE
from raadhus.cases.use_cases.tasks import QUESTION_REMINDER, end_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform.actor import Actor
from raadhus.processes.public import TaskNotAwaited, complete_task

TELL = "cases.tell_decided"

_WAKES = {
    TaskKind.CONFIRM_INCOME: PARTNER_DUE,
    TaskKind.ANSWER_HEARING: HEARING_DUE,
    TaskKind.QUESTION: QUESTION_REMINDER,
}


def is_over(case: Case) -> bool:
    """
    Tell whether a decision of ``case`` was sent: it is closed, or was reopened since.

    A process that lived on through the closing asks nobody then and decides nothing: a reopened case is a caseworker's.
    """
    if case.status == CaseStatus.CLOSED:
        return True
    return not is_unasked(case.id) and Sending.objects.filter(decision__case=case).exists()


def end_asking(actor: Actor, case: Case) -> None:
    """
    Take back every open task to decide ``case`` (locked, sent), and whatever somebody is still asked in it.

    Nobody can do it any more, nobody is reminded, and the time line says so; a step to do (``WORK``) stays with its unit.
    A process that waits for one goes on, by a job in the same transaction. Emits: TaskCompleted.
    """
    let_go = Q(status=TaskStatus.CANCELLED, person_id__isnull=False, process_task__isnull=False)
    left = Task.objects.filter(IS_OPEN | let_go, case=case).exclude(task_kind=TaskKind.WORK)
    for task in left.order_by("id").select_for_update(of=("self",)):
        task.case = case
        if task.status == TaskStatus.OPEN:
            _end(actor, task)
        if task.process_task is not None:
            go_on_without(task.process_task, TaskKind(task.task_kind))


def _end(actor: Actor, task: Task) -> None:
    kind = TaskKind(task.task_kind)
    if kind is TaskKind.COMPLETE:
        completion.end(actor, task, TaskStatus.CANCELLED)
    else:
        end_task(task, TaskStatus.CANCELLED)
    if kind in _WAKES:
        due.clear_due(_WAKES[kind], task.id)
    what = Happening.UNIT_UNASKED if task.person_id is None else Happening.UNASKED
    write_timeline(actor, task.case, what, Who.TOWN, thing_id=task.id)


def go_on_without(process_task: UUID, kind: TaskKind) -> None:
    """Let the process that asks for ``process_task`` go on soon, as nobody is asked in a case that is closed."""
    queue.defer(TELL, process_task=process_task, kind=kind.value)


def tell_decided_if_awaited(actor: Actor, process_task: UUID, kind: TaskKind) -> bool:
    """
    Complete the process's own task with the answer ``decided``, a step to do with none; tell whether it still waited.

    Called by a job, perhaps twice. Raises: CannotCompleteTask when the model cannot take it.
    """
    told = {} if kind is TaskKind.WORK else {ANSWER_VARIABLE[kind]: DECIDED}
    if kind is TaskKind.ASSESS:
        told["unit_outcome"] = ""  # nothing waits to be sent
    try:
        complete_task(actor, process_task, told)
    except TaskNotAwaited:  # its time ran out meanwhile, or the process was ended
        return False
    return True
