"""Reads a range from text: ends are literals, or a date, time or duration function of a literal."""

import re
from collections.abc import Callable

from raadhus.rules.domain.feel.comparing import ordered
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.names import NameTable
from raadhus.rules.domain.feel.nodes import Call, Literal, Name, Node, RangeOf
from raadhus.rules.domain.feel.parser import Parser
from raadhus.rules.domain.feel.temporal_text import (
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from raadhus.rules.domain.feel.values import COMPARABLE, Range, Value

_READERS: dict[str, Callable[[str], Value]] = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "duration": parse_duration,
}
_NAMES = NameTable(_READERS)


# An end that is left out is not included, so the bracket on its side is an open one.
_UP_TO = re.compile(r"\s*[(\]]\s*\.\.(.+)([\])\[])\s*", re.DOTALL)
_FROM = re.compile(r"\s*([\[(\]])(.+)\.\.\s*[)\[]\s*", re.DOTALL)


def parse_range(text: str) -> Range | None:
    """Return the range that the text is, the lower end first or one end left out; None for anything else."""
    if (found := _UP_TO.fullmatch(text)) is not None:
        high = _end(_parsed(found[1]))
        return Range(None, high, False, found[2] == "]") if type(high) in COMPARABLE else None
    if (found := _FROM.fullmatch(text)) is not None:
        low = _end(_parsed(found[2]))
        return Range(low, None, found[1] == "[", False) if type(low) in COMPARABLE else None
    node = _parsed(text)
    if not isinstance(node, RangeOf) or node.low is None or node.high is None or node.sign:
        return None
    low, high = _end(node.low), _end(node.high)
    if type(low) not in COMPARABLE or not ordered(low, high):
        return None
    return Range(low, high, node.low_included, node.high_included)


def _parsed(text: str) -> Node | None:
    try:
        parser = Parser(text, (_NAMES,), NameTable())
        node = parser.expression()
        parser.expect_end()
    except FeelSyntaxError:
        return None
    return node


def _end(node: Node | None) -> Value:
    if isinstance(node, Literal):
        return node.value
    if not isinstance(node, Call) or not isinstance(node.callee, Name) or len(node.arguments) != 1:
        return None
    argument = node.arguments[0]
    reader = _READERS.get(node.callee.name)
    if reader is None or not isinstance(argument, Literal) or type(argument.value) is not str:
        return None
    return reader(argument.value)
