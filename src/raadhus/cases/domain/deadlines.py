"""Deadlines: a local date that ends at its local midnight in the municipality's time zone."""

import datetime as dt
from zoneinfo import ZoneInfo


def ends_at(last_on: dt.date, zone: ZoneInfo) -> dt.datetime:
    """Return the instant (UTC) at which ``last_on`` is over in ``zone``: the start of the day after."""
    next_day = last_on + dt.timedelta(days=1)
    midnight = dt.datetime.combine(next_day, dt.time.min, tzinfo=zone)
    return midnight.astimezone(dt.UTC)


def is_past(last_on: dt.date, zone: ZoneInfo, now: dt.datetime) -> bool:
    """Tell whether ``last_on`` is over at ``now`` (aware)."""
    return now >= ends_at(last_on, zone)


def after_days(start_on: dt.date, days: int) -> dt.date:
    """
    Return the last day of a time of ``days`` that began on ``start_on``; the day of beginning is not counted.

    Raises: ValueError for a negative number of days.
    """
    if days < 0:
        raise ValueError("A deadline lies ahead.")
    return start_on + dt.timedelta(days=days)
