"""Hand a message to the instance that waits for it."""

from collections.abc import Mapping
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.state import WaitKind
from raadhus.processes.domain.values import normal
from raadhus.processes.models import Instance, MessageSubscription
from raadhus.processes.use_cases.held import wait_of
from raadhus.processes.use_cases.hold_back import Came, hold_back_if_paused
from raadhus.processes.use_cases.refusals import CannotCorrelate
from raadhus.processes.use_cases.stepping import step_instance


def correlate_message(actor: Actor, message: str, key: UUID | str, variables: Mapping[str, object]) -> UUID:
    """
    Give the message to the one wait that is oldest, and return the id of its instance.

    ``key`` is the business key, or what the model's ``raadhus:correlation`` computes.
    Raises: CannotCorrelate when nothing waits; nothing has changed.
    """
    values = {name: normal(value) for name, value in variables.items()}
    with transaction(actor.tenant):
        waiting = MessageSubscription.objects.filter(
            message=message, key=str(key), awaits=WaitKind.MESSAGE
        ).order_by("id")
        for row in waiting:
            if _took(actor, row, values):
                return row.instance_id
    raise CannotCorrelate(detail=f"{message} with key {key}")


def _took(actor: Actor, row: MessageSubscription, values: Mapping[str, object]) -> bool:
    """Tell whether the wait still stood when its instance was locked, and has taken the message."""
    try:
        step_instance(
            actor,
            row.instance_id,
            lambda run, held: run.fire(wait_of(row, held.program), values),
            at=row.token,
        )
    except NotWaiting:
        return False
    except Instance.DoesNotExist:
        return hold_back_if_paused(actor, row.instance_id, Came.EVENT, row.id, values)
    return True
