"""What Java writes: `String.valueOf`, and `String.format` for texts, numbers and booleans (locale: root)."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from raadhus.rules.domain.feel.arithmetic import MAX_STRING
from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.printing import value_text

_PLACE = re.compile(r"%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])")
# From here on, and below the other, Java writes a `double` with an exponent.
_LARGE, _SMALL = 1e7, 1e-3
MAX_WIDTH = 10_000


def text_of(value: Any) -> str:
    """Write a value as `String.valueOf` does: an `int`, a `double`, a boolean, or an object."""
    if type(value) is float:
        return _double_text(value)
    if value is None or type(value) is str:
        return value or ("null" if value is None else "")
    return value_text(value) if type(value) is not int else str(value)


def _double_text(value: float) -> str:
    if value == 0 or _SMALL <= abs(value) < _LARGE:
        return format(Decimal(repr(value)), "f") if "e" in repr(value) else repr(value)
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    first, *rest = map(str, digits)
    return f"{'-' * sign}{first}.{''.join(rest) or '0'}E{int(exponent) + len(digits) - 1}"


def format_text(pattern: str, arguments: list[Any]) -> str:
    """Write the arguments in the places of the pattern.

    Raises: ValueError where Java throws: a missing argument, a place that is none, a value that does not go with it.
    """
    made: list[str] = []
    position = following = 0
    for found in _PLACE.finditer(pattern):
        made.append(_plain(pattern[position : found.start()]))
        position = found.end()
        explicit, flags, width, precision, kind = found.groups()
        if kind in "%n":
            made.append("%" if kind == "%" else "\n")
            continue
        index = int(explicit) - 1 if explicit else following
        following += not explicit
        if not 0 <= index < len(arguments):
            raise ValueError("An argument is missing")
        made.append(_placed(arguments[index], kind, flags, (int(width or 0), precision)))
        if sum(map(len, made)) > MAX_STRING:
            raise FeelLimitExceeded("A text became longer than a decision may make it")
    return "".join([*made, _plain(pattern[position:])])


def _plain(text: str) -> str:
    if "%" in text:
        raise ValueError("A place is not written as Java wants it")
    return text


def _placed(value: Any, kind: str, flags: str, size: tuple[int, str | None]) -> str:
    width, precision = size
    places = None if precision is None else int(precision)
    if width > MAX_WIDTH or (places or 0) > MAX_WIDTH:
        raise ValueError("The place is too wide")
    text = _written(value, kind.lower(), flags, places)
    if kind.isupper():
        text = text.upper()
    if "-" in flags:
        return text.ljust(width)
    if "0" in flags and kind.lower() in {"f", "e"}:
        sign = text[:1] if text[:1] in "+- " else ""
        return sign + text[len(sign) :].rjust(width - len(sign), "0")
    return text.rjust(width)


def _written(value: Any, kind: str, flags: str, places: int | None) -> str:
    if kind == "s":
        return text_of(value)[:places]
    if kind == "b":
        return text_of(value if type(value) is bool else value is not None)[:places]
    if value is None and kind in {"d", "f", "e", "c", "x"}:
        return "null"
    if kind == "f" and type(value) is Decimal:
        rounded = value.quantize(Decimal(1).scaleb(-(6 if places is None else places)), ROUND_HALF_UP)
        return _signed(format(abs(rounded), ",f" if "," in flags else "f"), rounded, flags)
    if kind == "e" and type(value) is Decimal:
        mantissa, _, exponent = format(abs(value), f".{6 if places is None else places}e").partition("e")
        return _signed(f"{mantissa}e{int(exponent):+03d}", value, flags)
    raise ValueError("The value does not go with the place")


def _signed(text: str, value: Decimal, flags: str) -> str:
    if value < 0:
        return f"({text})" if "(" in flags else f"-{text}"
    return f"+{text}" if "+" in flags else f" {text}" if " " in flags else text
