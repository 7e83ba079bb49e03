"""Conversions: number, string and duration; dates and times have their own module."""

import re
from decimal import Decimal

from raadhus.rules.domain.feel.arithmetic import MAX_STRING
from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.decimals import number_from_text
from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.temporal import DaysDuration, MonthsDuration
from raadhus.rules.domain.feel.temporal_text import parse_duration
from raadhus.rules.domain.feel.values import Value

_NUMBER = re.compile(r"-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@built_in(
    "number(from: string)",
    "number(from: string, grouping separator: string?, decimal separator: string?)",
)
def number(text: str, grouping: str | None = None, decimal: str | None = None) -> Decimal | None:
    """Read a number written with those separators; null when it is none."""
    if grouping not in {None, " ", ",", "."} or decimal not in {None, ",", "."}:
        return None
    if grouping is not None and grouping == decimal:
        return None
    plain = text.replace(grouping, "") if grouping else text
    if decimal == ",":
        if "." in plain:
            return None
        plain = plain.replace(",", ".")
    return number_from_text(plain) if _NUMBER.fullmatch(plain) else None


@built_in("string(from: any)")
def string(value: Value) -> str:
    """Write a value as text."""
    text = value if type(value) is str else value_text(value)
    if len(text) > MAX_STRING:
        raise FeelLimitExceeded("A text became longer than a decision may make it")
    return text


@built_in("duration(from: string|days|months)")
def duration(value: str | DaysDuration | MonthsDuration) -> DaysDuration | MonthsDuration | None:
    """Read a duration of either kind; one that is a duration already stays as it is."""
    return parse_duration(value) if isinstance(value, str) else value
