"""What stands behind a dot: entries of contexts, parts of temporal values and ranges (DMN 1.5 table 53)."""

from collections.abc import Callable
from decimal import Decimal

from raadhus.rules.domain.feel.temporal import (
    DAY_SECONDS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)
from raadhus.rules.domain.feel.values import Range, Value


def _part(amount: int, unit: int, limit: int | None = None) -> Decimal:
    whole = abs(amount) // unit
    part = whole if limit is None else whole % limit
    return Decimal(-part if amount < 0 else part)


def _seconds(time: Time) -> Decimal:
    return Decimal(time.second) + Decimal(time.nano) / NANOS if time.nano else Decimal(time.second)


def _offset(offset: int | None) -> DaysDuration | None:
    return None if offset is None else DaysDuration(offset * NANOS)


Reader = Callable[[Value], Value]
_DATE: dict[str, Reader] = {
    "year": lambda d: Decimal(d.year),
    "month": lambda d: Decimal(d.month),
    "day": lambda d: Decimal(d.day),
    "weekday": lambda d: Decimal(d.weekday()),
}
_TIME: dict[str, Reader] = {
    "hour": lambda t: Decimal(t.hour),
    "minute": lambda t: Decimal(t.minute),
    "second": _seconds,
    "timezone": lambda t: t.zone,
}


def _of_date(reader: Reader) -> Reader:
    return lambda value: reader(value.date)


def _of_time(reader: Reader) -> Reader:
    return lambda value: reader(value.time)


_PROPERTIES: dict[type, dict[str, Reader]] = {
    Date: _DATE,
    Time: _TIME | {"time offset": lambda t: _offset(t.offset)},
    DateTime: {
        **{name: _of_date(reader) for name, reader in _DATE.items()},
        **{name: _of_time(reader) for name, reader in _TIME.items()},
        "time offset": lambda value: _offset(value.offset()),
    },
    DaysDuration: {
        "days": lambda d: _part(d.nanos, DAY_SECONDS * NANOS),
        "hours": lambda d: _part(d.nanos, 3600 * NANOS, 24),
        "minutes": lambda d: _part(d.nanos, 60 * NANOS, 60),
        "seconds": lambda d: (
            _part(d.nanos, NANOS, 60) + Decimal(abs(d.nanos) % NANOS) / NANOS
            if d.nanos >= 0
            else _part(d.nanos, NANOS, 60) - Decimal(abs(d.nanos) % NANOS) / NANOS
        ),
    },
    MonthsDuration: {
        "years": lambda d: _part(d.months, 12),
        "months": lambda d: _part(d.months, 1, 12),
    },
    Range: {
        "start": lambda r: r.low,
        "end": lambda r: r.high,
        "start included": lambda r: r.low_included,
        "end included": lambda r: r.high_included,
    },
}


def member(value: Value, name: str) -> Value:
    """Return `value.name`; of a list, the list of its items' members; null where there is none."""
    kind = type(value)
    if kind is dict:
        return value.get(name)
    if kind is list:
        return [member(item, name) for item in value]
    reader = _PROPERTIES.get(kind, {}).get(name)
    return None if reader is None else reader(value)
