"""Writes a short part of a tree as an author would recognise it."""

from collections.abc import Callable, Mapping
from typing import Any

from raadhus.rules.domain.dmn.problems import short
from raadhus.rules.domain.feel.nodes import (
    Arithmetic,
    Call,
    Coercion,
    Literal,
    Name,
    Negation,
    Node,
    Path,
    RangeOf,
    Sourced,
)
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from raadhus.rules.domain.feel.values import Value

# What stands for a part of an expression that would be too long to say.
OMITTED = "(…)"
_MOMENTS = (Date, DateTime, DaysDuration, MonthsDuration, Time)


def text_of_node(node: Node) -> str:
    """Return the text of a name, path, constant or range; of others only that it is a value."""
    return short(_text(node))


def _text(node: Node) -> str:
    writer = _WRITERS.get(type(node))
    return OMITTED if writer is None else writer(node)


def _range(node: RangeOf) -> str:
    low, high = ("" if end is None else _text(end) for end in (node.low, node.high))
    return f"{'[' if node.low_included else '('}{low}..{high}{']' if node.high_included else ')'}"


def _operand(node: Node) -> str:
    return f"({_text(node)})" if isinstance(node, Arithmetic) else _text(node)


_WRITERS: dict[type[Node], Callable[[Any], str]] = {
    Sourced: lambda node: _text(node.value),
    Coercion: lambda node: _text(node.value),
    Literal: lambda node: feel_text(node.value),
    Name: lambda node: str(node.name),
    Path: lambda node: f"{_text(node.base)}.{node.member}",
    Call: lambda node: f"{_text(node.callee)}(…)",
    RangeOf: _range,
    Negation: lambda node: f"-{_text(node.operand)}",
    Arithmetic: lambda node: f"{_operand(node.left)} {node.operator} {_operand(node.right)}",
}


def feel_text(value: Value) -> str:
    """Write a value so that FEEL reads it as that value: moments and durations behind an @."""
    if isinstance(value, dict):
        return context_text({key: feel_text(item) for key, item in value.items()})
    text = value_text(value)
    return f'@"{text}"' if isinstance(value, _MOMENTS) else text


def context_text(entries: Mapping[str, str]) -> str:
    """Write a context of texts that are FEEL already."""
    return "{" + ", ".join(f"{_key(key)}: {text}" for key, text in entries.items()) + "}"


def _key(key: str) -> str:
    return key if key.replace(" ", "").isalnum() and not key[:1].isdigit() else value_text(key)
