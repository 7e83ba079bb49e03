"""Let the process, or the appeal, go on with what somebody did."""

from uuid import UUID

from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Case, Task
from raadhus.cases.use_cases.ask_unit import renew_why
from raadhus.cases.use_cases.assess_case import assess_case
from raadhus.cases.use_cases.send_decision import send_decision, unsent_decision
from raadhus.platform.actor import Actor
from raadhus.processes.public import complete_task

_ANSWER_VARIABLE = {
    TaskKind.CONFIRM_INCOME: "partner_answer",
    TaskKind.ANSWER_HEARING: "hearing_answer",
    TaskKind.ASSESS: "unit_answer",
}


def go_on_with_process(actor: Actor, task_id: UUID) -> None:
    """
    Complete the process's task with the answer's code, never its content; a task without a process sends by itself.

    Called by a job. Raises: CannotCompleteTask when the process has gone on without it.
    """
    task = Task.objects.select_related("case").get(id=task_id)
    if task.status != TaskStatus.DONE:
        return
    if task.process_task is not None:
        name = _ANSWER_VARIABLE[TaskKind(task.task_kind)]
        complete_task(actor, task.process_task, {name: task.outcome["answer"]})
        return
    if (
        task.task_kind == TaskKind.CONFIRM_INCOME
    ):  # a caseworker asked: the rules look again, the unit goes on
        _look_again(actor, task)
        return
    if task.person_id is None:
        case = Case.objects.select_for_update().get(id=task.case_id)
        decision = unsent_decision(case)
        if decision is not None:
            send_decision(actor, case, decision)


def _look_again(actor: Actor, answered: Task) -> None:
    case = Case.objects.select_for_update().get(id=answered.case_id)
    assessment = assess_case(actor, case).assessment
    waiting = Task.objects.filter(case=case, person_id=None, status=TaskStatus.OPEN)
    for task in waiting.select_for_update(of=("self",)):
        renew_why(task, assessment)
