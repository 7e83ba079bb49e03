"""Cancel a running instance by a person's decision."""

from uuid import UUID

from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.models import Instance
from raadhus.processes.use_cases.refusals import CannotCancelProcess
from raadhus.processes.use_cases.stepping import step_instance


def cancel_instance(actor: Actor, instance_id: UUID, *, reason: str) -> None:
    """
    End an instance: open tasks are withdrawn, timers and message waits go; history stays.

    Raises: CannotCancelProcess when it has ended already or never was.
    """
    with transaction(actor.tenant):
        try:
            step_instance(actor, instance_id, lambda run, _held: run.cancel_all())
        except Instance.DoesNotExist as missing:
            raise CannotCancelProcess(detail=f"No running instance {instance_id}.") from missing
        audit.record(actor, "processes.cancel", f"process:{instance_id}", {"reason": reason})
