"""Python values to FEEL values and back; nothing inexact goes in."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, DecimalException
from typing import Any
from zoneinfo import ZoneInfo

from raadhus.rules.domain.feel.decimals import CONTEXT
from raadhus.rules.domain.feel.errors import FeelLimitExceeded, UnsupportedValue
from raadhus.rules.domain.feel.runtime import MAX_STEPS, size_of
from raadhus.rules.domain.feel.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    in_zone,
)
from raadhus.rules.domain.feel.values import FeelFunction, Range, Value

_FEEL = (Date, Time, DateTime, DaysDuration, MonthsDuration, Range, FeelFunction)
_MICRO = 1000


def _number(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise UnsupportedValue("A number must be finite")
    return CONTEXT.plus(value)


def _date_time(value: dt.datetime) -> DateTime:
    return DateTime(Date(value.year, value.month, value.day), _time_of(value, value.utcoffset()))


def _time_of(value: dt.datetime | dt.time, offset: dt.timedelta | None) -> Time:
    local = Time(value.hour, value.minute, value.second, value.microsecond * _MICRO)
    zoned = in_zone(local, value.tzinfo.key) if isinstance(value.tzinfo, ZoneInfo) else None
    if zoned is not None or offset is None:
        return zoned or local
    return replace(local, offset=int(offset.total_seconds()))


_FROM: dict[type, Callable[[Any], Value]] = {
    int: CONTEXT.create_decimal,
    Decimal: _number,
    dt.date: lambda value: Date(value.year, value.month, value.day),
    dt.datetime: _date_time,
    dt.time: lambda value: _time_of(value, value.utcoffset()),
    dt.timedelta: lambda value: DaysDuration(value // dt.timedelta(microseconds=1) * _MICRO),
}


def to_feel(value: Any) -> Value:
    """Return the FEEL value of a Python value (int, Decimal, str, bool, date, time, …, list, mapping).

    Raises: UnsupportedValue for a float or anything else that FEEL has no exact value for.
    """
    try:
        return _to_feel(value)
    except (RecursionError, DecimalException):
        raise UnsupportedValue("A value is nested too deeply, or a number too large") from None


def _to_feel(value: Any) -> Value:
    kind = type(value)
    if value is None or kind in {str, bool} or isinstance(value, _FEEL):
        return value
    if convert := _FROM.get(kind):
        return convert(value)
    if isinstance(value, Mapping):
        return {str(key): _to_feel(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_to_feel(item) for item in value]
    if isinstance(value, str):
        return str(value)
    raise UnsupportedValue(f"A value of type {kind.__name__} has no exact meaning in FEEL")


# Kinds that Python and FEEL write alike.
ALIKE = frozenset({Decimal, str, bool, type(None)})
# Of these, those that cost nothing to look at.
_FLAT = ALIKE - {str}


def _python_list(value: list[Value]) -> list[Any]:
    return value.copy() if ALIKE.issuperset(map(type, value)) else [_to_python(item) for item in value]


def _python_dict(value: dict[str, Value]) -> dict[str, Any]:
    if ALIKE.issuperset(map(type, value.values())):
        return value.copy()
    return {key: _to_python(item) for key, item in value.items()}


def _python_time(value: Time) -> dt.time | Time:
    if value.nano % _MICRO:
        return value
    zone = None if value.zone is None else ZoneInfo(value.zone)
    if value.offset is not None and zone is None:
        return dt.time(
            value.hour,
            value.minute,
            value.second,
            value.nano // _MICRO,
            dt.timezone(dt.timedelta(seconds=value.offset)),
        )
    return dt.time(value.hour, value.minute, value.second, value.nano // _MICRO, zone)


def _python_date(value: Date) -> dt.date | Date:
    return dt.date(value.year, value.month, value.day) if dt.MINYEAR <= value.year <= dt.MAXYEAR else value


def _python_date_time(value: DateTime) -> dt.datetime | DateTime:
    date, time = _python_date(value.date), _python_time(value.time)
    if isinstance(date, Date) or isinstance(time, Time):
        return value
    return dt.datetime.combine(date, time)


def _python_days(value: DaysDuration) -> dt.timedelta | DaysDuration:
    if value.nanos % _MICRO or abs(value.nanos) // NANOS > dt.timedelta.max.total_seconds() - 1:
        return value
    return dt.timedelta(microseconds=value.nanos // _MICRO)


_TO: dict[type, Callable[[Any], Any]] = {
    Date: _python_date,
    Time: _python_time,
    DateTime: _python_date_time,
    DaysDuration: _python_days,
    list: _python_list,
    dict: _python_dict,
}


_COMPOUND = frozenset({list, dict})


def to_python(value: Value) -> Any:
    """Return the Python value; what Python's calendar cannot hold, and FEEL's own kinds, stay as they are.

    Raises: FeelLimitExceeded for what is nested or large beyond reason.
    """
    if type(value) in ALIKE:
        return value
    if type(value) is list and len(value) <= MAX_STEPS and _FLAT.issuperset(map(type, value)):
        return value.copy()
    if type(value) in _COMPOUND and size_of(value) > MAX_STEPS:
        raise FeelLimitExceeded("The value is too large")
    try:
        return _to_python(value)
    except RecursionError:
        raise FeelLimitExceeded("The value is nested too deeply") from None


def _to_python(value: Value) -> Any:
    convert = _TO.get(type(value))
    return value if convert is None else convert(value)
