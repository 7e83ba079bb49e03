"""What somebody had read of a case when they acted on it."""

from uuid import UUID


def mark_of(assessment: UUID | None, unsent: UUID | None) -> str:
    """Return the mark of what the rules found last and of the decision that waits to be sent."""
    return ".".join(one.hex if one else "none" for one in (assessment, unsent))
