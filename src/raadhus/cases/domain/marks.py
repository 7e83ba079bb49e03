"""What somebody had read of a case when they acted on it."""

import datetime as dt
from uuid import UUID


def mark_of(assessment: UUID | None, unsent: UUID | None, answered_at: dt.datetime | None) -> str:
    """Return the mark of what the rules found last, of the decision that waits to be sent, and of the last answer given."""
    came = answered_at.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S%f") if answered_at else "none"
    return ".".join((*(one.hex if one else "none" for one in (assessment, unsent)), came))
