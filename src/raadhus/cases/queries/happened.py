"""The entries of a time line as values."""

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

from raadhus.cases.models import TimelineEntry


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One entry of a time line."""

    at: dt.datetime
    what: str
    who: str
    staff_id: UUID | None
    thing_id: UUID | None
    detail: dict[str, Any]


def happened(entry: TimelineEntry) -> Happened:
    """Return an entry as a value."""
    return Happened(
        at=entry.at,
        what=entry.what,
        who=entry.who,
        staff_id=entry.staff_id,
        thing_id=entry.thing_id,
        detail=entry.detail or {},
    )
