"""Writes FEEL values as FEEL text."""

from collections.abc import Callable
from decimal import Decimal

from raadhus.rules.domain.feel.decimals import number_text
from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from raadhus.rules.domain.feel.temporal_text import (
    date_text,
    date_time_text,
    days_text,
    months_text,
    time_text,
)
from raadhus.rules.domain.feel.values import FeelFunction, Range, Value

_WRITERS: dict[type, Callable[[Value], str]] = {
    Decimal: number_text,
    Date: date_text,
    Time: time_text,
    DateTime: date_time_text,
    DaysDuration: days_text,
    MonthsDuration: months_text,
}


def value_text(value: Value) -> str:
    """Write a value as FEEL would; texts inside lists and contexts are quoted."""
    kind = type(value)
    if kind in _WRITERS:
        return _WRITERS[kind](value)
    if kind is str:
        return _quoted(value)
    if kind is list:
        return "[" + ", ".join(value_text(item) for item in value) + "]"
    if kind is dict:
        return "{" + ", ".join(f"{_key_text(key)}: {value_text(item)}" for key, item in value.items()) + "}"
    if kind is Range:
        return _range_text(value)
    return _word(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _word(value: Value) -> str:
    if isinstance(value, FeelFunction):
        return f"function({', '.join(value.parameter_names)})"
    return "null" if value is None else str(value).lower()


def _key_text(key: str) -> str:
    return key if key.replace(" ", "").isalnum() and not key[:1].isdigit() else value_text(key)


def _range_text(value: Range) -> str:
    if value.sign:
        return f"{value.sign}{value_text(value.low)}"
    if value.low is None and value.high is not None:
        return f"{'<=' if value.high_included else '<'}{value_text(value.high)}"
    if value.high is None and value.low is not None:
        return f"{'>=' if value.low_included else '>'}{value_text(value.low)}"
    low, high = value_text(value.low), value_text(value.high)
    return f"{'[' if value.low_included else '('}{low}..{high}{']' if value.high_included else ')'}"
