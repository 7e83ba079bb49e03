"""What comes for an instance that a person has paused: kept, to happen when it goes on."""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.processes.domain.state import InstanceStatus
from raadhus.processes.domain.values import to_json
from raadhus.processes.models import HeldBack, Instance


class Came(StrEnum):
    """What came."""

    TASK = "task"
    EVENT = "event"  # a timer, a message or a signal
    ANSWER = "answer"
    FAILURE = "failure"


def is_paused(instance_id: UUID) -> bool:
    """Tell whether an instance is paused; it stays so until the transaction ends."""
    paused = Instance.objects.filter(pk=instance_id, status=InstanceStatus.PAUSED)
    return paused.select_for_update().values_list("pk").first() is not None


def hold_back_if_paused(
    actor: Actor, instance_id: UUID, came: Came, item_id: UUID, values: Mapping[str, object]
) -> bool:
    """
    Keep what came for a paused instance; tell whether it is kept.

    False: it is not paused, or the same has come before and nothing is kept of the second.
    """
    if (
        not is_paused(instance_id)
        or HeldBack.objects.filter(instance_id=instance_id, item_id=item_id).exists()
    ):
        return False
    HeldBack.objects.create(
        instance_id=instance_id,
        what=came,
        item_id=item_id,
        values=to_json(values),
        at=clock.now(),
        by=actor.staff_id or actor.person_id,
    )
    return True
