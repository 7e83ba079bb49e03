"""Throw a signal to all of a municipality."""

from uuid import UUID

from raadhus.bus import outbox
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import joined
from raadhus.processes.events import SignalThrown

NOBODY = UUID(int=0)


def broadcast_signal(actor: Actor, signal: str) -> None:
    """Let every instance of the municipality that waits for the signal go on, soon after. Emits: SignalThrown."""
    with joined(actor.tenant):
        throw_signal(signal, new_id(), NOBODY)


def throw_signal(signal: str, business_key: UUID, instance_id: UUID) -> None:
    """Tell about a signal; ``instance_id`` has had it already. Emits: SignalThrown."""
    outbox.emit(
        SignalThrown(
            subject=f"process:{business_key}", instance_id=instance_id, signal=signal, until=new_id()
        )
    )
