"""A case was decided in another task: what else was to decide it ends, and each process that waits for it goes on."""

from uuid import UUID

from raadhus.bus import queue
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import ANSWER_VARIABLE, DECIDED, DECIDING, TaskKind, TaskStatus
from raadhus.cases.models import Case, Task
from raadhus.cases.use_cases.tasks import end_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform.actor import Actor
from raadhus.processes.public import TaskNotAwaited, complete_task

TELL = "cases.tell_decided"


def end_deciding(actor: Actor, case: Case) -> None:
    """
    Take back every open task to decide ``case`` (locked, sent): nobody can do it any more; the time line says so.

    A process that waits for one goes on, by a job in the same transaction. Emits: TaskCompleted.
    """
    left = Task.objects.filter(case=case, person_id=None, status=TaskStatus.OPEN, task_kind__in=DECIDING)
    for task in left.select_for_update(of=("self",)):
        task.case = case
        end_task(task, TaskStatus.CANCELLED)
        write_timeline(actor, case, Happening.UNIT_UNASKED, Who.TOWN, thing_id=task.id)
        if task.process_task is not None:
            go_on_without(task.process_task, TaskKind(task.task_kind))


def go_on_without(process_task: UUID, kind: TaskKind) -> None:
    """Let the process that asks for ``process_task`` go on soon, as nobody is asked in a case that is closed."""
    queue.defer(TELL, process_task=process_task, kind=kind.value)


def tell_decided_if_awaited(actor: Actor, process_task: UUID, kind: TaskKind) -> bool:
    """
    Complete the process's own task with the answer ``decided``; tell whether the process still waited for it.

    Called by a job, perhaps twice. Raises: CannotCompleteTask when the model cannot take it.
    """
    told = {ANSWER_VARIABLE[kind]: DECIDED}
    if kind is TaskKind.ASSESS:
        told["unit_outcome"] = ""  # nothing waits to be sent
    try:
        complete_task(actor, process_task, told)
    except TaskNotAwaited:  # its time ran out meanwhile, or the process was ended
        return False
    return True
