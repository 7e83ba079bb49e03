"""Decimal arithmetic of FEEL: 34 digits, rounded half even (DMN 1.5 clause 10.3.2.3.1), null on failure."""

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    Underflow,
)

DIGITS = 34
CONTEXT = Context(
    prec=DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
# For operators: a result whose scale is out of range is no number, and no nought either (clause 10.3.2.15, table 59).
OPERATING = CONTEXT.copy()
OPERATING.traps[Underflow] = True
# For steps on the way to a result that is rounded once, at the end.
WIDE = Context(prec=3 * DIGITS, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])
# Holds every digit of the sum, product and remainder of two numbers.
EXACT = Context(prec=2 * (6144 + 6143 + DIGITS), rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])
ZERO = Decimal(0)
ONE = Decimal(1)


def number_from_text(text: str) -> Decimal | None:
    """Read a plain decimal number; None when it is none or too large."""
    try:
        value = CONTEXT.create_decimal(text)
    except DecimalException:
        return None
    return value if value.is_finite() else None


def number_text(value: Decimal) -> str:
    """Write a number without exponent and without trailing zeros."""
    if not value:
        return "0"
    sign, digits, exponent = value.as_tuple()
    whole = "".join(map(str, digits))
    places = int(exponent)
    if places >= 0:
        body = whole + "0" * places
    else:
        padded = whole.rjust(1 - places, "0")
        body = f"{padded[:places]}.{padded[places:]}".rstrip("0").rstrip(".")
    return f"-{body}" if sign else body


def is_whole(value: Decimal) -> bool:
    """Say whether the number is an integer."""
    return value == value.to_integral_value()


_FARTHEST = 40
_MOST: int = 10**_FARTHEST


def place(value: Decimal) -> int:
    """Return a number, cut off behind the point, as a place, length or year; beyond forty digits, forty: nothing is so long.

    Writing out six thousand digits takes a millisecond, for which no step is charged.
    """
    if value.adjusted() < _FARTHEST:
        return int(value)
    return -_MOST if value < 0 else _MOST
