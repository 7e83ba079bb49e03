"""Functions that make dates, times and durations, and those of the calendar."""

import datetime as dt
from decimal import Decimal

from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.decimals import EXACT, is_whole, place
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.temporal import (
    LOCAL_MIDNIGHT,
    MAX_OFFSET,
    NANOS,
    UTC_MIDNIGHT,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    in_zone,
    make_date,
)
from raadhus.rules.domain.feel.temporal_text import parse_date, parse_date_time, parse_time
from raadhus.rules.domain.feel.values import Value

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _day(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


@built_in("date(from: string|date|datetime)")
def date(value: str | Date | DateTime) -> Date | None:
    """Read a date, or take it from a date and time."""
    return parse_date(value) if isinstance(value, str) else _day(value)


@built_in("date(year: number, month: number, day: number)")
def date_of(year: Decimal, month: Decimal, day: Decimal) -> Date | None:
    """Build a date; null when it does not exist."""
    if not all(is_whole(part) for part in (year, month, day)):
        return None
    return make_date(place(year), place(month), place(day))


@built_in("time(from: string|time|date|datetime)")
def time(value: str | Time | Date | DateTime) -> Time | None:
    """Read a time, or take it from a date and time; a date is its midnight in UTC."""
    if isinstance(value, str):
        return parse_time(value)
    if isinstance(value, DateTime):
        return value.time
    return UTC_MIDNIGHT if isinstance(value, Date) else value


@built_in(
    "time(hour: number, minute: number, second: number)",
    "time(hour: number, minute: number, second: number, offset: days?)",
)
def time_of(
    hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None = None
) -> Time | None:
    """Build a time; seconds may be fractions; null when it does not exist."""
    if not (is_whole(hour) and is_whole(minute) and 0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    nanos = int(second.scaleb(9, EXACT))
    seconds = None if offset is None else offset.nanos // NANOS
    if seconds is not None and abs(seconds) > MAX_OFFSET:
        return None
    return Time(int(hour), int(minute), nanos // NANOS, nanos % NANOS, seconds)


@built_in("date and time(from: string|date|datetime)")
def date_and_time(value: str | Date | DateTime) -> DateTime | None:
    """Read a date and time; a date alone is its midnight."""
    if isinstance(value, Date):
        return DateTime(value, LOCAL_MIDNIGHT)
    return parse_date_time(value) if isinstance(value, str) else value


@built_in("date and time(date: date|datetime, time: time)")
def date_and_time_of(day: Date | DateTime, moment: Time) -> DateTime:
    """Put a date and a time together."""
    return DateTime(_day(day), moment)


@built_in(
    "date and time(year: number, month: number, day: number, hour: number, minute: number, second: number)",
    "date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, "
    "offset: days?)",
    "date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, "
    "timezone: string?)",
)
def date_and_time_from_parts(*parts: Value) -> DateTime | None:
    """Build a date and time, with an offset or the name of a zone; null when it does not exist."""
    day = date_of(*parts[:3])
    zone = parts[6] if len(parts) > 6 else None
    hour, minute, second = parts[3:6]
    moment = time_of(hour, minute, second, zone if isinstance(zone, DaysDuration) else None)
    if day is None or moment is None:
        return None
    if isinstance(zone, str):
        moment = in_zone(moment, zone)
    return None if moment is None else DateTime(day, moment)


@built_in("years and months duration(from: date|datetime, to: date|datetime)")
def years_and_months_duration(start: Date | DateTime, end: Date | DateTime) -> MonthsDuration:
    """Count the whole months between two dates."""
    first, last = _day(start), _day(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return MonthsDuration(months)


@built_in("day of year(date: date|datetime)")
def day_of_year(value: Date | DateTime) -> Decimal:
    """Count the days of the year up to and with this one."""
    day = _day(value)
    return Decimal(day.day_number() - Date(day.year, 1, 1).day_number() + 1)


@built_in("day of week(date: date|datetime)")
def day_of_week(value: Date | DateTime) -> str:
    """Name the day of the week, in English."""
    return _WEEKDAYS[_day(value).weekday() - 1]


@built_in("month of year(date: date|datetime)")
def month_of_year(value: Date | DateTime) -> str:
    """Name the month, in English."""
    return _MONTHS[_day(value).month - 1]


@built_in("week of year(date: date|datetime)")
def week_of_year(value: Date | DateTime) -> Decimal:
    """Return the ISO 8601 number of the week."""
    day = _day(value)
    # The Gregorian calendar repeats every 400 years, weeks included.
    same = dt.date(2000 + day.year % 400, day.month, day.day)
    return Decimal(same.isocalendar().week)


@built_in("now()", wants_runtime=True)
def now(runtime: Runtime) -> DateTime | None:
    """Return the moment that the evaluation's clock tells."""
    return runtime.clock()


@built_in("today()", wants_runtime=True)
def today(runtime: Runtime) -> Date | None:
    """Return the day that the evaluation's clock tells."""
    moment = runtime.clock()
    return None if moment is None else moment.date
