"""Complete a person's task: the token goes on with the answer."""

from collections.abc import Mapping
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.domain.values import normal
from raadhus.processes.domain.work import StepFailed
from raadhus.processes.models import Instance
from raadhus.processes.use_cases.hold_back import Came, hold_back_if_paused
from raadhus.processes.use_cases.refusals import CannotCompleteTask, TaskNotAwaited
from raadhus.processes.use_cases.stepping import step_instance

_TOKEN = Statement("SELECT instance_id, number, status FROM processes_token WHERE id = %s")


def complete_task(actor: Actor, task_ref: UUID, variables: Mapping[str, object]) -> None:
    """
    Complete the open task ``task_ref`` once, and follow the instance until everything waits; when it is paused, later.

    Raises: TaskNotAwaited when it is done already or was withdrawn, CannotCompleteTask when the model cannot take the
    answer; nothing has changed.
    """
    values = {name: normal(value) for name, value in variables.items()}
    with transaction(actor.tenant):
        found = _TOKEN.rows([task_ref])
        if not found:
            raise TaskNotAwaited(detail=f"No token {task_ref}.")
        instance_id, number, status = found[0]
        try:
            step_instance(actor, instance_id, lambda run, _held: run.complete(number, values), at=number)
        except NotWaiting as late:
            raise TaskNotAwaited(detail=str(late)) from late
        except StepFailed as failed:
            raise CannotCompleteTask(detail=str(failed)) from failed
        except Instance.DoesNotExist as late:
            may_wait = status == TokenStatus.WAITING
            if not (may_wait and hold_back_if_paused(actor, instance_id, Came.TASK, task_ref, values)):
                raise TaskNotAwaited(detail=str(late)) from late
