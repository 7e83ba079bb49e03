"""Reads and writes temporal values as text (ISO 8601 as XML Schema narrows it, zones after @)."""

import re
from dataclasses import replace

from raadhus.rules.domain.feel.temporal import (
    DAY_SECONDS,
    LOCAL_MIDNIGHT,
    MAX_OFFSET,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_from_day_number,
    in_zone,
    make_date,
)

_DATE = r"(?P<year>-?(?:[1-9]\d{4,8}|\d{4}))-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = (
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d+))?"
    r"(?:(?P<utc>[zZ])|(?P<offset>[+-]\d\d:\d\d(?::\d\d)?)|@(?P<zone>[A-Za-z0-9_+\-/]+))?"
)
_DATE_ONLY = re.compile(_DATE, re.ASCII)
_TIME_ONLY = re.compile(_TIME, re.ASCII)
_DATE_TIME = re.compile(f"{_DATE}T{_TIME}", re.ASCII)
_MONTHS = re.compile(r"(?P<sign>-?)P(?:(?P<years>\d{1,20})Y)?(?:(?P<months>\d{1,20})M)?", re.ASCII)
_DAYS = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>\d{1,20})D)?(?P<time>T(?:(?P<hours>\d{1,20})H)?(?:(?P<minutes>\d{1,20})M)?"
    r"(?:(?P<seconds>\d{1,20})(?:\.(?P<fraction>\d+))?S)?)?",
    re.ASCII,
)
MAX_TEXT = 200
# 24:00:00 is the midnight that ends the day (XML Schema part 2, clauses 3.3.7 and 3.3.8).
_END_OF_DAY = "24"


def parse_date(text: str) -> Date | None:
    """Read `2024-05-31`; None when it is no date."""
    found = _DATE_ONLY.fullmatch(text)
    return None if found is None else _date(found)


def parse_time(text: str) -> Time | None:
    """Read `10:30:00`, with `Z`, `+01:00` or `@Europe/Copenhagen` if so; None when it is no time."""
    found = _TIME_ONLY.fullmatch(text)
    return None if found is None else _time(found)


def parse_date_time(text: str) -> DateTime | None:
    """Read a date and time; a date alone is its midnight. None when it is neither."""
    if (date := parse_date(text)) is not None:
        return DateTime(date, LOCAL_MIDNIGHT)
    found = _DATE_TIME.fullmatch(text)
    if found is None:
        return None
    date, time = _date(found), _time(found)
    if found["hour"] == _END_OF_DAY and date is not None:
        date = date_from_day_number(date.day_number() + 1)
    return None if date is None or time is None else DateTime(date, time)


def parse_duration(text: str) -> DaysDuration | MonthsDuration | None:
    """Read `P1Y2M` or `P1DT2H`; None when it is no duration."""
    if len(text) > MAX_TEXT:
        return None
    if (found := _MONTHS.fullmatch(text)) and (found["years"] or found["months"]):
        months = int(found["years"] or 0) * 12 + int(found["months"] or 0)
        return MonthsDuration(-months if found["sign"] else months)
    found = _DAYS.fullmatch(text)
    if found is None or found["time"] == "T" or not (found["days"] or found["time"]):
        return None
    hours = int(found["days"] or 0) * 24 + int(found["hours"] or 0)
    seconds = (hours * 60 + int(found["minutes"] or 0)) * 60 + int(found["seconds"] or 0)
    nanos = seconds * NANOS + _nano(found["fraction"])
    return DaysDuration(-nanos if found["sign"] else nanos)


def parse_at_literal(text: str) -> Date | Time | DateTime | DaysDuration | MonthsDuration | None:
    """Read what stands behind @: a date, time, date and time or duration."""
    return parse_date(text) or parse_time(text) or parse_date_time(text) or parse_duration(text)


def _date(found: re.Match[str]) -> Date | None:
    if found["year"] == "-0000":
        return None
    return make_date(int(found["year"]), int(found["month"]), int(found["day"]))


def _time(found: re.Match[str]) -> Time | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"])
    if found["hour"] == _END_OF_DAY and not (minute or second or int(found["fraction"] or 0)):
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return None
    local = Time(hour, minute, second, _nano(found["fraction"]))
    if found["zone"]:
        return in_zone(local, found["zone"])
    offset = 0 if found["utc"] else None
    if found["offset"]:
        offset = parse_offset(found["offset"])
        if offset is None:
            return None
    return replace(local, offset=offset)


def parse_offset(text: str) -> int | None:
    """Read `+01:00` as seconds; None beyond 14 hours."""
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    total = hours * 3600 + minutes * 60 + sum(seconds)
    if total > MAX_OFFSET or minutes > 59 or any(part > 59 for part in seconds):
        return None
    return -total if text[0] == "-" else total


def _nano(fraction: str | None) -> int:
    return int((fraction or "")[:9].ljust(9, "0"))


def date_text(value: Date) -> str:
    """Write `2024-05-31`."""
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04d}-{value.month:02d}-{value.day:02d}"


def time_text(value: Time) -> str:
    """Write `10:30:00`, with fraction, offset or zone if there is one."""
    fraction = f".{value.nano:09d}".rstrip("0") if value.nano else ""
    return f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}{fraction}{_zone_text(value)}"


def _zone_text(value: Time) -> str:
    if value.zone is not None:
        return f"@{value.zone}"
    if value.offset is None:
        return ""
    if value.offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(value.offset), 60)
    tail = f":{seconds:02d}" if seconds else ""
    return f"{'-' if value.offset < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}{tail}"


def date_time_text(value: DateTime) -> str:
    """Write `2024-05-31T10:30:00+02:00`."""
    return f"{date_text(value.date)}T{time_text(value.time)}"


def months_text(value: MonthsDuration) -> str:
    """Write `P1Y2M`; nothing at all is `P0M`."""
    years, months = divmod(abs(value.months), 12)
    body = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return f"{'-' if value.months < 0 else ''}P{body or '0M'}"


def days_text(value: DaysDuration) -> str:
    """Write `P1DT2H3M4.5S`; nothing at all is `PT0S`."""
    seconds, nano = divmod(abs(value.nanos), NANOS)
    days, seconds = divmod(seconds, DAY_SECONDS)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    fraction = f".{nano:09d}".rstrip("0") if nano else ""
    time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    time += f"{seconds}{fraction}S" if seconds or nano else ""
    body = (f"{days}D" if days else "") + (f"T{time}" if time else "")
    return f"{'-' if value.nanos < 0 else ''}P{body or 'T0S'}"
