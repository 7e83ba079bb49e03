"""The life of a draft: written, reviewed, published or withdrawn."""

from enum import StrEnum


class DraftState(StrEnum):
    """Where a draft stands."""

    WRITING = "writing"
    REVIEW = "review"  # nobody changes it while somebody else reads it
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


OPEN = (DraftState.WRITING, DraftState.REVIEW)


class Happening(StrEnum):
    """What happened to a draft."""

    BEGUN = "begun"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    TAKEN_BACK = "taken-back"  # published for a later day, and stopped before it came


class What(StrEnum):
    """What was done to a draft in one saved step."""

    BEGUN = "begun"
    TABLE = "table"  # cells or rows of one table
    DIAGRAM = "diagram"  # in the modeller
    UPLOAD = "upload"
    STEP = "step"  # one step of a process
