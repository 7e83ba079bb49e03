"""Appeals: until when, and what happens to one that comes later."""

import datetime as dt
from zoneinfo import ZoneInfo

from raadhus.cases.domain import deadlines


def last_day(decided_on: dt.date, days: int | None) -> dt.date | None:
    """Return the last local date for an appeal, None when the law sets none."""
    return None if days is None else deadlines.after_days(decided_on, days)


def is_late(last_on: dt.date | None, zone: ZoneInfo, now: dt.datetime) -> bool:
    """Tell whether an appeal at ``now`` comes too late; it is taken in all the same, and a person decides."""
    return last_on is not None and deadlines.is_past(last_on, zone, now)
