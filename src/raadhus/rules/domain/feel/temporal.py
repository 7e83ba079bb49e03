"""FEEL's temporal values: exact to the nanosecond, years far beyond the calendar of Python, IANA zones."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache, total_ordering
from zoneinfo import ZoneInfo

NANOS = 1_000_000_000
DAY_SECONDS = 86_400
DAY_NANOS = DAY_SECONDS * NANOS
MAX_YEAR = 999_999_999
# Of XML Schema's dateTime, in seconds.
MAX_OFFSET = 14 * 3600
_ERA_YEARS, _ERA_DAYS = 400, 146_097
_EPOCH_SHIFT = 719_468  # days from 0000-03-01 to 1970-01-01
# Those that Python's calendar holds and no far future has to stand in for.
_KNOWN_YEARS = range(400, 9_600)


def is_leap(year: int) -> bool:
    """Say whether the proleptic Gregorian year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return 28 to 31."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in {4, 6, 9, 11} else 31


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A local date of the proleptic Gregorian calendar, years ±999,999,999."""

    year: int
    month: int
    day: int

    def day_number(self) -> int:
        """Return the days since 1970-01-01."""
        year = self.year - (self.month <= 2)
        era, year_of_era = divmod(year, _ERA_YEARS)
        day_of_year = (153 * ((self.month + 9) % 12) + 2) // 5 + self.day - 1
        day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
        return era * _ERA_DAYS + day_of_era - _EPOCH_SHIFT

    def weekday(self) -> int:
        """Return 1 for Monday to 7 for Sunday."""
        return (self.day_number() + 3) % 7 + 1

    def plus_months(self, months: int) -> "Date | None":
        """Return the same day of another month, or its last day; None outside the calendar."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        if abs(year) > MAX_YEAR:
            return None
        return Date(year, month + 1, min(self.day, days_in_month(year, month + 1)))


def make_date(year: int, month: int, day: int) -> Date | None:
    """Return the date if it exists."""
    if abs(year) > MAX_YEAR or not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return Date(year, month, day)


def date_from_day_number(number: int) -> Date | None:
    """Return the date so many days after 1970-01-01; None outside the calendar."""
    era, day_of_era = divmod(number + _EPOCH_SHIFT, _ERA_DAYS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * _ERA_YEARS + (month <= 2)
    if abs(year) > MAX_YEAR:
        return None
    return Date(year, month, day_of_year - (153 * shifted + 2) // 5 + 1)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day; with an offset in seconds, or a zone (and its offset, if it has only one), or neither (local)."""

    hour: int
    minute: int
    second: int
    nano: int = 0
    offset: int | None = None
    zone: str | None = None

    def nanos(self) -> int:
        """Return the nanoseconds since midnight, local."""
        return ((self.hour * 60 + self.minute) * 60 + self.second) * NANOS + self.nano

    def offset_on(self, date: Date) -> int | None:
        """Return the offset from UTC in seconds on that date; None for a local time."""
        if self.zone is None:
            return self.offset
        return zone_offset(self.zone, date, self)


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class DateTime:
    """A date and time; values with offset or zone compare as instants."""

    date: Date
    time: Time

    def offset(self) -> int | None:
        """Return the offset from UTC in seconds; None for a local value."""
        return self.time.offset_on(self.date)

    def instant(self) -> int:
        """Return nanoseconds since 1970-01-01T00:00 UTC (of the local clock where there is no offset)."""
        return self.date.day_number() * DAY_NANOS + self.time.nanos() - (self.offset() or 0) * NANOS

    def __eq__(self, other: object) -> bool:
        """Compare instants; a local value never equals a zoned one."""
        if not isinstance(other, DateTime):
            return NotImplemented
        return (self.offset() is None) is (other.offset() is None) and self.instant() == other.instant()

    def __lt__(self, other: "DateTime") -> bool:
        """Compare instants."""
        return self.instant() < other.instant()

    def __hash__(self) -> int:
        """Hash the instant."""
        return hash(self.instant())


LOCAL_MIDNIGHT = Time(0, 0, 0)
UTC_MIDNIGHT = Time(0, 0, 0, 0, 0)


def utc_midnight(date: Date) -> DateTime:
    """Return what a date is where a date and time is wanted (DMN 1.5 clause 10.3.2.9.4)."""
    return DateTime(date, UTC_MIDNIGHT)


@dataclass(frozen=True, slots=True, order=True)
class DaysDuration:
    """A days and time duration, in nanoseconds."""

    nanos: int


@dataclass(frozen=True, slots=True, order=True)
class MonthsDuration:
    """A years and months duration, in months."""

    months: int


def time_from_nanos(nanos: int, offset: int | None = None, zone: str | None = None) -> Time:
    """Return the time of day so many nanoseconds after midnight (at most a day)."""
    seconds, nano = divmod(nanos, NANOS)
    minutes, second = divmod(seconds, 60)
    return Time(minutes // 60, minutes % 60, second, nano, offset, zone)


def datetime_from_local(nanos: int, offset: int | None, zone: str | None) -> DateTime | None:
    """Return the value so many local nanoseconds after 1970-01-01T00:00."""
    days, rest = divmod(nanos, DAY_NANOS)
    date = date_from_day_number(days)
    return None if date is None else DateTime(date, time_from_nanos(rest, offset, zone))


def datetime_plus(value: DateTime, nanos: int) -> DateTime | None:
    """Add a length of time; in a zone the instant moves and the local clock follows the zone."""
    if value.time.zone is None:
        local = value.date.day_number() * DAY_NANOS + value.time.nanos() + nanos
        return datetime_from_local(local, value.time.offset, None)
    moved = value.instant() + nanos
    utc = datetime_from_local(moved, 0, None)
    zone = _zone(value.time.zone)
    if utc is None or zone is None:
        return None
    offset = _seconds(_moment(utc.date, utc.time, dt.UTC).astimezone(zone).utcoffset())
    return datetime_from_local(moved + (offset or 0) * NANOS, None, value.time.zone)


@lru_cache(maxsize=700)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def in_zone(time: Time, name: str) -> Time | None:
    """Return the time in that zone, with its offset if it has only one (as Etc/UTC has); None if there is no such."""
    zone = _zone(name)
    if zone is None:
        return None
    offset = zone.utcoffset(None)
    return replace(time, offset=_seconds(offset), zone=name)


def zone_offset(name: str, date: Date, time: Time) -> int | None:
    """Return the zone's offset in seconds at a local moment, as far in the past or the future as dates go."""
    zone = _zone(name)
    if zone is None:
        return None
    return _seconds(_moment(date, time, zone).utcoffset())


def _moment(date: Date, time: Time, zone: dt.tzinfo) -> dt.datetime:
    """Return Python's moment; beyond its calendar that of a year of the same shape, which has the same rules."""
    year = date.year
    if year not in _KNOWN_YEARS:
        year = (9200 if year > 0 else 400) + year % _ERA_YEARS
    return dt.datetime(year, date.month, date.day, time.hour, time.minute, time.second, tzinfo=zone)


def _seconds(offset: dt.timedelta | None) -> int | None:
    return None if offset is None else int(offset.total_seconds())
