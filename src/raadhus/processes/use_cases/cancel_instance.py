"""Cancel a running instance by a person's decision."""

from uuid import UUID

from raadhus.bus import outbox
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.access import expect_not_own, in_hand_of, require_keeper
from raadhus.processes.domain.by_hand import cancel_taking_back
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.events import ProcessCancelled
from raadhus.processes.models import Instance
from raadhus.processes.use_cases.interventions import Act, expect_reason, write_intervention
from raadhus.processes.use_cases.pause_instance import end_pause_if_paused
from raadhus.processes.use_cases.refusals import CannotCancelProcess
from raadhus.processes.use_cases.stepping import step_instance


def cancel_instance(actor: Actor, instance_id: UUID, *, reason: str) -> None:
    """
    End an instance: open tasks are withdrawn, timers and message waits go; history stays.

    Emits: ProcessCancelled. Raises: CannotCancelProcess when it has ended already or never was.
    """
    with transaction(actor.tenant):
        try:
            step_instance(actor, instance_id, lambda run, _held: run.cancel_all())
        except Instance.DoesNotExist as missing:
            raise CannotCancelProcess(detail=f"No running instance {instance_id}.") from missing
        audit.record(actor, "processes.cancel", f"process:{instance_id}", {"reason": reason})
        _tell_cancelled(instance_id)


def cancel_by_hand(actor: Actor, instance_id: UUID, *, reason: str, takes_back: bool) -> None:
    """
    End an instance, paused or not; ``takes_back``: after all that can be taken back is, the last first.

    What cannot be taken back at once (a person's work, a failing handler) keeps it running until that is done.
    Emits: ProcessCancelled.
    Raises: LoginNeeded, NotAllowed, CannotActWithoutReason, CannotCancelProcess; nothing has changed.
    """
    require_keeper(actor)
    why = expect_reason(reason)
    with transaction(actor.tenant):
        expect_not_own(actor, instance_id)
        end_pause_if_paused(instance_id)
        try:
            step_instance(
                in_hand_of(actor),
                instance_id,
                lambda run, _held: cancel_taking_back(run) if takes_back else run.cancel_all(),
            )
        except (NotWaiting, Instance.DoesNotExist) as missing:
            raise CannotCancelProcess(detail=f"No running instance {instance_id}.") from missing
        act = Act.TAKEN_BACK if takes_back else Act.CANCELLED
        write_intervention(actor, instance_id, act, reason=why)
        _tell_cancelled(instance_id)


def _tell_cancelled(instance_id: UUID) -> None:
    key = Instance.objects.values_list("business_key", flat=True).get(pk=instance_id)
    outbox.emit(ProcessCancelled(subject=f"process:{key}", instance_id=instance_id, business_key=key))
