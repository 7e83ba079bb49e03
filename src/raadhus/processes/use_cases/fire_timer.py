"""Let a timer's time have come."""

from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.models import Instance, TimerSubscription
from raadhus.processes.use_cases.held import wait_of
from raadhus.processes.use_cases.hold_back import Came, hold_back_if_paused
from raadhus.processes.use_cases.stepping import step_instance


def fire_timer_if_waiting(actor: Actor, timer_id: UUID) -> bool:
    """Fire a timer once; tell whether anything still waited for it (the task may be done meanwhile)."""
    with transaction(actor.tenant):
        row = TimerSubscription.objects.filter(pk=timer_id).first()
        if row is None:
            return False
        timer = row
        try:
            step_instance(
                actor,
                timer.instance_id,
                lambda run, held: run.fire(wait_of(timer, held.program), {}),
                at=timer.token,
            )
        except NotWaiting:
            return False
        except Instance.DoesNotExist:
            return hold_back_if_paused(actor, timer.instance_id, Came.EVENT, timer.id, {})
    return True
