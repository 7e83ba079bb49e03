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
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol, runtime_checkable

from raadhus.processes.domain.formulas import Expression, FormulaRefused, Language
from raadhus.processes.domain.work import StepFailed

_PERIOD = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_CYCLE = re.compile(r"R(\d{0,6})/(?:([^/P]+)/)?(P[^/]+)")
_DAYS = re.compile(r"P\d{1,5}D")
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=36_525)
_LONGEST_MONTHS = 1_200
_TOO_LONG = "A timer waits a hundred years at most."


class WorkingDays(Protocol):
    """The days on which a municipality works."""

    def after(self, day: date, count: int, /) -> date:
        """Return the ``count``-th working day after the day; of 0 the first from it on. Raises: ValueError."""
        ...


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

    @property
    def names(self) -> tuple[str, ...]:
        """Return nothing: it asks for no variable."""
        return ()

    def evaluate(self, context: Mapping[str, object], /) -> object:
        """Return the value."""
        return self.value


def compile_time(text: str, language: Language) -> Expression:
    """Return the expression of a timer's text. Raises: FormulaRefused."""
    match = _PERIOD.fullmatch(text)
    if match and any(match.groups()):
        return Literal(_period(match))
    try:
        return Literal(_date_of(text))
    except ValueError:
        return language(text)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A time that comes again: ``times`` in all (-1 for ever), first at ``first`` or one period from now."""

    times: int
    period: Period
    first: date | None = None


def compile_working_time(text: str, language: Language) -> Expression:
    """Return the expression of a time in working days: ``P10D``, a date, or FEEL that gives one. Raises: FormulaRefused."""
    if _PERIOD.fullmatch(text) and not _DAYS.fullmatch(text):
        raise FormulaRefused("Working days are counted in days alone, as P10D.")
    return compile_time(text, language)


def compile_cycle(text: str, language: Language) -> Expression:
    """
    Return the expression of a cycle: ``R3/PT1H``, ``R/2024-05-01/P1D``, or FEEL that gives such a text.

    Raises: FormulaRefused.
    """
    return Literal(_cycle_of(text)) if _CYCLE.fullmatch(text) else language(text)


def start_of_cycle(value: object, now: datetime, zone: tzinfo) -> tuple[datetime, int]:
    """Return when a cycle armed now comes first, and how often after that (-1 for ever). Raises: StepFailed."""
    cycle = _cycle(value)
    left = cycle.times if cycle.times < 0 else cycle.times - 1
    if cycle.first is None:
        return moment_of(cycle.period, now, zone), left
    return _anchor(cycle.first, zone), left


def next_of_cycle(value: object, before: datetime, zone: tzinfo) -> datetime:
    """
    Return when a cycle comes next after the time before: counted from its first date where it names one.

    So the 31st comes back after a shorter month, 29 February after three years, and nine o'clock in summer time.
    Raises: StepFailed.
    """
    cycle = _cycle(value)
    if cycle.first is not None:
        return _next_since(_anchor(cycle.first, zone), cycle.period, before, zone)
    # A midnight closes the day before it; counted from that day, whole days lead to midnights again.
    since = before if cycle.period.rest % _DAY else before - timedelta(microseconds=1)
    return moment_of(cycle.period, since, zone)


def _anchor(first: date, zone: tzinfo) -> datetime:
    """
    Return the instant (UTC) at which a cycle comes first: of a date without a time, the midnight that begins it.

    Raises: StepFailed.
    """
    at = first if isinstance(first, datetime) else datetime.combine(first, time.min)
    try:
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        raise StepFailed(f"The cycle begins out of the calendar: {first}.") from None


def _next_since(anchor: datetime, period: Period, before: datetime, zone: tzinfo) -> datetime:
    """Return the first time after ``before`` of those that follow ``anchor``. Raises: StepFailed."""
    longest = timedelta(days=31 * period.months) + period.rest
    number = max(
        (before.astimezone(UTC) - anchor - _DAY) // longest, 0
    )  # not later: no month or day is longer
    try:
        while (at := _nth(anchor, period, number, zone)) <= before.astimezone(UTC):
            number += 1
    except (ValueError, OverflowError):
        raise StepFailed(f"The cycle leads out of the calendar after {before}.") from None
    return at


def _nth(anchor: datetime, period: Period, number: int, zone: tzinfo) -> datetime:
    """Return the time (UTC) ``number`` periods after ``anchor``: whole days by the local clock, hours exactly."""
    local = anchor.astimezone(zone)
    day = _add_months(local.date(), period.months * number)
    if period.rest % _DAY:
        return anchor + (day - local.date()) + period.rest * number
    return datetime.combine(day + period.rest * number, local.time(), tzinfo=zone).astimezone(UTC)


def _cycle(value: object) -> Cycle:
    if isinstance(value, Cycle):
        return value
    try:
        return _cycle_of(value if isinstance(value, str) else "")
    except FormulaRefused as refused:
        raise StepFailed(f"The timer's value is no cycle like R3/PT1H, but {value!r}: {refused}") from None


def _cycle_of(text: str) -> Cycle:
    match = _CYCLE.fullmatch(text)
    period = _PERIOD.fullmatch(match[3]) if match else None
    if match is None or period is None or not any(period.groups()):
        raise FormulaRefused("A cycle is written R3/PT1H, R/P1D or R/2024-05-01/P1Y.")
    length = _period(period)
    if length == Period(0, timedelta(0)) or match[1] == "0":
        raise FormulaRefused("A cycle comes at least once and takes some time.")
    try:
        first = None if match[2] is None else _date_of(match[2])
    except ValueError:
        raise FormulaRefused(f"“{match[2]}” is no date.") from None
    return Cycle(int(match[1] or -1), length, first)


def _date_of(text: str) -> date:
    return date.fromisoformat(text) if len(text) == len("2024-05-01") else datetime.fromisoformat(text)


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


def working_moment_of(value: object, now: datetime, zone: tzinfo, working: WorkingDays) -> datetime:
    """
    Return the instant at which a timer in working days is due: so many after today, or on the date or the first after it.

    Raises: StepFailed when the value is no date and no duration of whole days, or leads out of the calendar.
    """
    if isinstance(value, Period) and not value.months:
        value = value.rest
    today = now.astimezone(zone).date()
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return _end_of(working.after(value, 0), zone)
        if isinstance(value, timedelta) and not value % _DAY:
            return _end_of(working.after(today, value.days), zone)
    except (ValueError, OverflowError):
        raise StepFailed(f"The timer's value leads out of the calendar: {value!r}.") from None
    raise StepFailed(f"The timer's value is no date and no duration of whole days, but {value!r}.")


def _after(now: datetime, months: int, rest: timedelta, zone: tzinfo) -> datetime:
    if rest % _DAY:
        later = _add_months(now.astimezone(zone).date(), months) - now.astimezone(zone).date()
        return now.astimezone(UTC) + later + rest  # in UTC: by a local clock an hour may be none, or two
    return _end_of(_add_months(now.astimezone(zone).date(), months) + rest, zone)


def _end_of(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day + _DAY, time.min, tzinfo=zone)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))
