"""Numeric functions: roundings at a scale, roots, logarithms, parity."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    InvalidOperation,
)
from functools import lru_cache

from raadhus.rules.domain.feel.arithmetic import negate
from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.decimals import CONTEXT, EXACT, ZERO, is_whole, place
from raadhus.rules.domain.feel.temporal import DaysDuration, MonthsDuration
from raadhus.rules.domain.feel.values import Value

MAX_SCALE = 6176
MIN_SCALE = -6111


def rounded(n: Decimal, scale: Decimal, rounding: str) -> Decimal | None:
    """Return n with so many decimals; null when the scale is out of the standard's bounds."""
    if not MIN_SCALE <= scale <= MAX_SCALE:
        return None
    unit = _unit(int(scale))
    try:
        return n.quantize(unit, rounding, CONTEXT)
    except InvalidOperation:
        # So many decimals would take more than 34 digits, so there is nothing to round away.
        return n


@lru_cache(maxsize=128)
def _unit(scale: int) -> Decimal:
    return Decimal((0, (1,), -scale))


@built_in("decimal(n: number, scale: number)")
def decimal(n: Decimal, scale: Decimal) -> Decimal | None:
    """Round half even."""
    return rounded(n, scale, ROUND_HALF_EVEN)


@built_in("floor(n: number)", "floor(n: number, scale: number)")
def floor(n: Decimal, scale: Decimal = ZERO) -> Decimal | None:
    """Round towards minus infinity."""
    return rounded(n, scale, ROUND_FLOOR)


@built_in("ceiling(n: number)", "ceiling(n: number, scale: number)")
def ceiling(n: Decimal, scale: Decimal = ZERO) -> Decimal | None:
    """Round towards plus infinity."""
    return rounded(n, scale, ROUND_CEILING)


@built_in("round up(n: number, scale: number)")
def round_up(n: Decimal, scale: Decimal) -> Decimal | None:
    """Round away from zero."""
    return rounded(n, scale, ROUND_UP)


@built_in("round down(n: number, scale: number)")
def round_down(n: Decimal, scale: Decimal) -> Decimal | None:
    """Round towards zero."""
    return rounded(n, scale, ROUND_DOWN)


@built_in("round half up(n: number, scale: number)")
def round_half_up(n: Decimal, scale: Decimal) -> Decimal | None:
    """Round to nearest, half away from zero."""
    return rounded(n, scale, ROUND_HALF_UP)


@built_in("round half down(n: number, scale: number)")
def round_half_down(n: Decimal, scale: Decimal) -> Decimal | None:
    """Round to nearest, half towards zero."""
    return rounded(n, scale, ROUND_HALF_DOWN)


@built_in("abs(n: number|days|months)")
def absolute(n: Value) -> Value:
    """Return the amount without its sign."""
    if isinstance(n, DaysDuration):
        return DaysDuration(abs(n.nanos))
    if isinstance(n, MonthsDuration):
        return MonthsDuration(abs(n.months))
    return negate(n) if n < 0 else n


@built_in("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """Return dividend - divisor * floor(dividend / divisor); null for the divisor 0."""
    if not divisor:
        return None
    rest = EXACT.remainder(dividend, divisor)
    if rest and (rest < 0) is not (divisor < 0):
        rest = EXACT.add(rest, divisor)
    return CONTEXT.plus(rest)


@built_in("sqrt(number: number)")
def sqrt(number: Decimal) -> Decimal | None:
    """Return the square root; null for a negative number."""
    return CONTEXT.sqrt(number) if number >= 0 else None


@built_in("log(number: number)", is_timed=True)
def log(number: Decimal) -> Decimal | None:
    """Return the natural logarithm; null unless positive."""
    return CONTEXT.ln(number) if number > 0 else None


@built_in("exp(number: number)", is_timed=True)
def exp(number: Decimal) -> Decimal:
    """Return e to that power."""
    return CONTEXT.exp(number)


@built_in("odd(number: number)")
def odd(number: Decimal) -> bool | None:
    """Say whether a whole number is odd; null for a fraction."""
    return place(number) % 2 == 1 if is_whole(number) else None


@built_in("even(number: number)")
def even(number: Decimal) -> bool | None:
    """Say whether a whole number is even; null for a fraction."""
    return place(number) % 2 == 0 if is_whole(number) else None
