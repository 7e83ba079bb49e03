"""Addition to exponentiation over every pair of FEEL types (DMN 1.5 tables 45 to 52), else null."""

from collections.abc import Callable
from decimal import Decimal, DecimalException, InvalidOperation, Overflow

from raadhus.rules.domain.feel.decimals import CONTEXT, ONE, OPERATING, place
from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.temporal import (
    DAY_NANOS,
    MAX_YEAR,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_from_day_number,
    datetime_plus,
    time_from_nanos,
    utc_midnight,
)
from raadhus.rules.domain.feel.values import Value

MAX_STRING = 1_000_000
MAX_NANOS = (2 * MAX_YEAR + 2) * 366 * DAY_NANOS
MAX_MONTHS = (2 * MAX_YEAR + 2) * 12
Operation = Callable[[Value, Value], Value]

decimal_add = CONTEXT.add
decimal_subtract = CONTEXT.subtract
decimal_multiply = OPERATING.multiply
decimal_divide = OPERATING.divide
# Of exponents, both ways (DMN 1.5 table 60).
MAX_EXPONENT = 999_999_999


def decimal_power(base: Decimal, exponent: Decimal) -> Decimal:
    """Raise to a power; anything to the power of nought is one.

    Raises: DecimalException when exponent or result are out of range.
    """
    if not exponent:
        return ONE
    if abs(exponent) > MAX_EXPONENT:
        raise InvalidOperation
    result = OPERATING.power(base, exponent)
    if not result.is_finite():
        raise Overflow
    return result


def days_duration(nanos: int) -> DaysDuration | None:
    """Return the duration unless it is longer than the calendar."""
    return DaysDuration(nanos) if abs(nanos) <= MAX_NANOS else None


def months_duration(months: int) -> MonthsDuration | None:
    """Return the duration unless it is longer than the calendar."""
    return MonthsDuration(months) if abs(months) <= MAX_MONTHS else None


def _join(left: str, right: str) -> str:
    if len(left) + len(right) > MAX_STRING:
        raise FeelLimitExceeded("A text became longer than a decision may make it")
    return left + right


def _date_plus_days(date: Date, duration: DaysDuration) -> Date | None:
    return date_from_day_number(date.day_number() + duration.nanos // DAY_NANOS)


def _date_minus_days(date: Date, duration: DaysDuration) -> Date | None:
    return _date_plus_days(date, DaysDuration(-duration.nanos))


def _date_plus_months(date: Date, duration: MonthsDuration) -> Date | None:
    return date.plus_months(duration.months)


def _date_minus_months(date: Date, duration: MonthsDuration) -> Date | None:
    return date.plus_months(-duration.months)


def _datetime_plus_days(value: DateTime, duration: DaysDuration) -> DateTime | None:
    return datetime_plus(value, duration.nanos)


def _datetime_minus_days(value: DateTime, duration: DaysDuration) -> DateTime | None:
    return datetime_plus(value, -duration.nanos)


def _datetime_plus_months(value: DateTime, duration: MonthsDuration) -> DateTime | None:
    date = value.date.plus_months(duration.months)
    return None if date is None else DateTime(date, value.time)


def _datetime_minus_months(value: DateTime, duration: MonthsDuration) -> DateTime | None:
    return _datetime_plus_months(value, MonthsDuration(-duration.months))


def _time_plus(value: Time, duration: DaysDuration) -> Time:
    return time_from_nanos((value.nanos() + duration.nanos) % DAY_NANOS, value.offset, value.zone)


def _time_minus(value: Time, duration: DaysDuration) -> Time:
    return _time_plus(value, DaysDuration(-duration.nanos))


def _between_datetimes(left: DateTime, right: DateTime) -> DaysDuration | None:
    if (left.offset() is None) is not (right.offset() is None):
        return None
    return days_duration(left.instant() - right.instant())


def _between_dates(left: Date, right: Date) -> DaysDuration | None:
    return days_duration((left.day_number() - right.day_number()) * DAY_NANOS)


def _between_times(left: Time, right: Time) -> DaysDuration | None:
    if (left.offset is None) is not (right.offset is None):
        return None
    shift = ((left.offset or 0) - (right.offset or 0)) * 1_000_000_000
    return DaysDuration(left.nanos() - right.nanos() - shift)


def _scaled(amount: int, factor: Decimal) -> int:
    return place(CONTEXT.multiply(Decimal(amount), factor))


def _shared(amount: int, divisor: Decimal) -> int:
    return place(CONTEXT.divide(Decimal(amount), divisor))


def _swapped(operation: Operation) -> Operation:
    return lambda left, right: operation(right, left)


_DAYS, _MONTHS = DaysDuration, MonthsDuration
_ADD: dict[tuple[type, type], Operation] = {
    (Decimal, Decimal): decimal_add,
    (str, str): _join,
    (Date, _DAYS): _date_plus_days,
    (Date, _MONTHS): _date_plus_months,
    (DateTime, _DAYS): _datetime_plus_days,
    (DateTime, _MONTHS): _datetime_plus_months,
    (Time, _DAYS): _time_plus,
    (_DAYS, _DAYS): lambda a, b: days_duration(a.nanos + b.nanos),
    (_MONTHS, _MONTHS): lambda a, b: months_duration(a.months + b.months),
}
_ADD |= {
    (second, first): _swapped(operation)
    for (first, second), operation in _ADD.items()
    if first is not second and first not in {_DAYS, _MONTHS}
}
_SUBTRACT: dict[tuple[type, type], Operation] = {
    (Decimal, Decimal): decimal_subtract,
    (Date, Date): _between_dates,
    (DateTime, DateTime): _between_datetimes,
    (Date, DateTime): lambda a, b: _between_datetimes(utc_midnight(a), b),
    (DateTime, Date): lambda a, b: _between_datetimes(a, utc_midnight(b)),
    (Time, Time): _between_times,
    (Date, _DAYS): _date_minus_days,
    (Date, _MONTHS): _date_minus_months,
    (DateTime, _DAYS): _datetime_minus_days,
    (DateTime, _MONTHS): _datetime_minus_months,
    (Time, _DAYS): _time_minus,
    (_DAYS, _DAYS): lambda a, b: days_duration(a.nanos - b.nanos),
    (_MONTHS, _MONTHS): lambda a, b: months_duration(a.months - b.months),
}
_MULTIPLY: dict[tuple[type, type], Operation] = {
    (Decimal, Decimal): decimal_multiply,
    (_DAYS, Decimal): lambda a, b: days_duration(_scaled(a.nanos, b)),
    (Decimal, _DAYS): lambda a, b: days_duration(_scaled(b.nanos, a)),
    (_MONTHS, Decimal): lambda a, b: months_duration(_scaled(a.months, b)),
    (Decimal, _MONTHS): lambda a, b: months_duration(_scaled(b.months, a)),
}
_DIVIDE: dict[tuple[type, type], Operation] = {
    (Decimal, Decimal): decimal_divide,
    (_DAYS, Decimal): lambda a, b: days_duration(_shared(a.nanos, b)),
    (_MONTHS, Decimal): lambda a, b: months_duration(_shared(a.months, b)),
    (_DAYS, _DAYS): lambda a, b: CONTEXT.divide(Decimal(a.nanos), Decimal(b.nanos)),
    (_MONTHS, _MONTHS): lambda a, b: CONTEXT.divide(Decimal(a.months), Decimal(b.months)),
}
_TABLES: dict[str, dict[tuple[type, type], Operation]] = {
    "+": _ADD,
    "-": _SUBTRACT,
    "*": _MULTIPLY,
    "/": _DIVIDE,
    "**": {(Decimal, Decimal): decimal_power},
}
DECIMAL_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": decimal_add,
    "-": decimal_subtract,
    "*": decimal_multiply,
    "/": decimal_divide,
    "**": decimal_power,
}


def arithmetic(operator: str, left: Value, right: Value) -> Value:
    """Apply + - * / or ** to two values; null when the pair has no meaning or the result is out of range."""
    operation = _TABLES[operator].get((type(left), type(right)))
    if operation is None:
        return None
    try:
        return operation(left, right)
    except DecimalException:
        return None


def negate(value: Value) -> Value:
    """Return the negative of a number or duration, else null."""
    if type(value) is Decimal:
        return value.copy_negate() if value else value
    if type(value) is DaysDuration:
        return DaysDuration(-value.nanos)
    if type(value) is MonthsDuration:
        return MonthsDuration(-value.months)
    return None
