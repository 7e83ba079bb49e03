"""Let the process, or the appeal, go on with what somebody did."""

from uuid import UUID

from raadhus.cases.domain.states import ANSWER_VARIABLE, CaseStatus, TaskKind, TaskStatus
from raadhus.cases.models import Case, Task
from raadhus.cases.use_cases.ask_unit import renew_why
from raadhus.cases.use_cases.assess_case import assess_case
from raadhus.cases.use_cases.send_decision import send_decision, unsent_decision
from raadhus.forms.public import task_form_values
from raadhus.platform.actor import Actor
from raadhus.processes.public import complete_task


def go_on_if_done(actor: Actor, task_id: UUID) -> None:
    """
    Go on with what somebody did; nothing follows from a task that ran out or was taken back.

    The process's own task is completed with the answer's code, never its content. Called by a job.
    Raises: CannotCompleteTask when the process has gone on without it.
    """
    task = Task.objects.select_related("case").get(id=task_id)
    if task.status == TaskStatus.DONE:
        _go_on(actor, task)


def _go_on(actor: Actor, task: Task) -> None:
    if task.process_task is not None and task.task_kind == TaskKind.WORK:
        complete_task(actor, task.process_task, _filled_in(task))
    elif task.process_task is not None:
        name = ANSWER_VARIABLE[TaskKind(task.task_kind)]
        complete_task(actor, task.process_task, {name: task.outcome["answer"], **_outcome_of(task)})
    elif task.task_kind == TaskKind.CONFIRM_INCOME:
        _look_again_if_with_unit(actor, task)
    elif task.person_id is None:
        _send(actor, task)


def _filled_in(task: Task) -> dict[str, object]:
    """Return what the process may know of the form that was filled in; its words stay in the case."""
    form = task.outcome["form"]
    return task_form_values(task.case.package_hash, form, task.outcome["answers"]) if form else {}


def _outcome_of(task: Task) -> dict[str, str]:
    """Return how the unit decided, for a process that goes on before the decision is sent."""
    if task.task_kind != TaskKind.ASSESS:
        return {}
    decision = unsent_decision(task.case)
    return {"unit_outcome": decision.outcome if decision else ""}


def _send(actor: Actor, task: Task) -> None:
    case = Case.objects.select_for_update().get(id=task.case_id)
    decision = unsent_decision(case)
    if decision is not None:
        send_decision(actor, case, decision)


def _look_again_if_with_unit(actor: Actor, answered: Task) -> None:
    """Let the rules look at what the partner said whom a caseworker asked, unless it is decided by now."""
    case = Case.objects.select_for_update().get(id=answered.case_id)
    if case.status != CaseStatus.WITH_UNIT:
        return
    assessment = assess_case(actor, case).assessment
    waiting = Task.objects.filter(case=case, person_id=None, status=TaskStatus.OPEN).exclude(
        task_kind=TaskKind.WORK
    )
    for task in waiting.select_for_update(of=("self",)):
        renew_why(task, assessment)
