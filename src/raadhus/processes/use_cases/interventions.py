"""What is written of a person's interference with an instance: in its history, and in the audit trail."""

from enum import StrEnum
from uuid import UUID

from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.text import clean
from raadhus.processes.models import Intervention
from raadhus.processes.use_cases.refusals import CannotActWithoutReason

LONGEST_REASON = 2_000
"""Characters; it is kept twice, and shown in a line."""


class Act(StrEnum):
    """What was done."""

    PAUSED = "paused"
    RESUMED = "resumed"
    MOVED = "moved"
    WENT_ON = "went on"
    CANCELLED = "cancelled"
    TAKEN_BACK = "taken back"
    MIGRATED = "migrated"
    RETRIED = "retried"


def expect_reason(reason: str) -> str:
    """Return the reason in clean text. Raises: CannotActWithoutReason, also for one that nobody reads to its end."""
    said = clean(reason)
    if not said or len(said) > LONGEST_REASON:
        raise CannotActWithoutReason
    return said


def write_intervention(
    actor: Actor, instance_id: UUID, act: Act, *, reason: str, element: str = "", target: str = ""
) -> None:
    """Write what was done to an instance, by whom and why."""
    Intervention.objects.create(
        instance_id=instance_id,
        act=act,
        element=element,
        target=target,
        reason=reason,
        at=clock.now(),
        by=actor.staff_id or actor.person_id,
    )
    detail = {"reason": reason, "element": element, "target": target}
    kept = {name: value for name, value in detail.items() if value}
    audit.record(actor, f"processes.{act.replace(' ', '_')}", f"process:{instance_id}", kept)
