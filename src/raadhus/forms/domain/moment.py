"""What reading an answer depends on besides what was typed: the day it is."""

import dataclasses
import datetime as dt

MONTHS = 12


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The local day on which a form is filled in, or sent."""

    today: dt.date


def month_from(today: dt.date, months: int) -> dt.date:
    """Return the first day of the month ``months`` after that of ``today``."""
    count = today.year * MONTHS + today.month - 1 + months
    return dt.date(count // MONTHS, count % MONTHS + 1, 1)
