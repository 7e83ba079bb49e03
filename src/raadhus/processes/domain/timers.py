"""
What a timer's text means as an instant.

ISO 8601 literals (``P14D``, ``2024-05-01``) are read as such, anything else is FEEL. A deadline is a local
date: a plain date, or a duration of whole days, months or years, ends at the midnight that closes that date
in the municipality's zone. A duration with hours or less is counted exactly from now.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol, runtime_checkable

from raadhus.processes.domain.formulas import Expression, FormulaRefused, Language
from raadhus.processes.domain.work import StepFailed

_PERIOD = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=36_525)
_LONGEST_MONTHS = 1_200
_TOO_LONG = "A timer waits a hundred years at most."


@runtime_checkable
class Months(Protocol):
    """A length of time counted in calendar months, as FEEL's years and months duration."""

    @property
    def months(self) -> int:
        """Return the whole length in months."""
        ...


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as ISO 8601 writes it: months and the rest."""

    months: int
    rest: timedelta


@dataclass(frozen=True, slots=True)
class Literal:
    """An expression that always has the same value."""

    value: object

    def evaluate(self, context: Mapping[str, object], /) -> object:
        """Return the value."""
        return self.value


def compile_time(text: str, language: Language) -> Expression:
    """Return the expression of a timer's text. Raises: FormulaRefused."""
    match = _PERIOD.fullmatch(text)
    if match and any(match.groups()):
        return Literal(_period(match))
    try:
        return Literal(
            date.fromisoformat(text) if len(text) == len("2024-05-01") else datetime.fromisoformat(text)
        )
    except ValueError:
        return language(text)


def _period(match: re.Match[str]) -> Period:
    try:
        years, months, weeks, days, hours, minutes = (int(part or 0) for part in match.groups()[:6])
        seconds = float(match[7] or 0)
        rest = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except (ValueError, OverflowError):
        raise FormulaRefused(_TOO_LONG) from None
    if rest > _LONGEST or years * 12 + months > _LONGEST_MONTHS:
        raise FormulaRefused(_TOO_LONG)
    return Period(years * 12 + months, rest)


def moment_of(value: object, now: datetime, zone: tzinfo) -> datetime:
    """
    Return the instant at which a timer with this value, armed now, is due.

    Raises: StepFailed when the value is no date, date and time, or duration, or leads out of the calendar.
    """
    try:
        return _moment_of(value, now, zone)
    except (ValueError, OverflowError):
        raise StepFailed(f"The timer's value leads out of the calendar: {value!r}.") from None


def _moment_of(value: object, now: datetime, zone: tzinfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return _end_of(value, zone)
    if isinstance(value, timedelta):
        return _after(now, 0, value, zone)
    if isinstance(value, Period):
        return _after(now, value.months, value.rest, zone)
    if isinstance(value, Months):
        return _after(now, value.months, timedelta(0), zone)
    raise StepFailed(f"The timer's value is no date, date and time, or duration, but {value!r}.")


def _after(now: datetime, months: int, rest: timedelta, zone: tzinfo) -> datetime:
    if rest % _DAY:
        later = _add_months(now.astimezone(zone).date(), months) - now.astimezone(zone).date()
        return now + later + rest
    return _end_of(_add_months(now.astimezone(zone).date(), months) + rest, zone)


def _end_of(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day + _DAY, time.min, tzinfo=zone)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))
