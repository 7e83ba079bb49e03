"""The queues of a unit's inbox, and where a page of one begins."""

import dataclasses
import datetime as dt
from enum import StrEnum
from typing import Self
from uuid import UUID

PAGE = 50
COUNT_CAP = 99  # a queue longer than this is "99+": nobody counts further, neither person nor database


class Queue(StrEnum):
    """A way to look at a unit's open work."""

    TODO = "todo"  # all that waits for the unit
    MINE = "mine"
    FREE = "free"  # nobody has taken it
    LATE = "late"
    APPEALS = "appeals"
    ASIDE = "aside"  # set aside until a later day
    WAITING = "waiting"  # for a citizen's answer


@dataclasses.dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of the page before: rows are in the order of (due_on, id)."""

    due_on: dt.date
    task_id: UUID

    def to_text(self) -> str:
        """Return the cursor as it stands in an address."""
        return f"{self.due_on.isoformat()}.{self.task_id.hex}"

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """Return the cursor that ``to_text`` wrote; None for anything else: the list then begins at its start."""
        day, _, key = text.partition(".")
        try:
            return cls(dt.date.fromisoformat(day), UUID(key))
        except ValueError:
            return None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What of a queue is looked at; ``due_within``: days from today, what is late included."""

    service_key: str = ""
    colleague: UUID | None = None
    due_within: int | None = None

    @property
    def is_all(self) -> bool:
        """Tell whether the whole queue is."""
        return self == ALL


ALL = Narrowed()
