"""What falls due in the statistics."""

from uuid import UUID

from raadhus.bus.registry import JobContext, on_due
from raadhus.statistics.use_cases.fold_months import FOLD, fold_months


@on_due(FOLD)
def fold(context: JobContext, _tenant: UUID) -> None:
    """A month is over: its counts are folded."""
    fold_months(context.actor)
