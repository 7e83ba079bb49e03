"""What falls due in the catalogue: versions whose day has come."""

from uuid import UUID

from raadhus.bus.registry import JobContext, on_due
from raadhus.catalogue.use_cases.releasing import DUE, bring_into_force_if_due


@on_due(DUE)
def bring_into_force(context: JobContext, release_id: UUID) -> None:
    """A version holds from today."""
    bring_into_force_if_due(context.actor, release_id)
