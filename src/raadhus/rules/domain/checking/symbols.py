"""Columns whose limits are expressions (`<= Limit.first`): read as if the limits were numbers in the order that the
column's own ranges tell. Where they tell no order, or only part of one, the cells stay unclear.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from raadhus.rules.domain.checking.cells import NotConstant, constant_value
from raadhus.rules.domain.checking.walk import same
from raadhus.rules.domain.checking.wording import OMITTED, text_of_node
from raadhus.rules.domain.feel.nodes import Literal, Node, RangeOf, Tests, UnaryComparison
from raadhus.rules.domain.feel.temporal import Date, date_from_day_number
from raadhus.rules.domain.feel.values import Value

MOST_LIMITS = 50
_APART = 10
_STEPS: dict[type, str] = {Decimal: "1", Date: 'duration("P1D")'}


@dataclass(frozen=True, slots=True)
class Symbols:
    """The limits of a column in their order; each is stood for by a value."""

    kind: type
    limits: tuple[Node, ...]

    def stand_in(self, node: Node) -> Node:
        """Return the limit as the constant that stands for it. Raises: NotConstant for what is no limit."""
        for index, limit in enumerate(self.limits):
            if same(limit, node):
                return Literal(_value(self.kind, index))
        raise NotConstant

    def read(self, cell: Tests) -> Tests:
        """Return the cell with constants for its limits. Raises: NotConstant."""
        return replace(cell, tests=tuple(self._test(test) for test in cell.tests))

    def _test(self, test: Node) -> Node:
        if isinstance(test, UnaryComparison):
            return replace(test, right=self.stand_in(test.right))
        if isinstance(test, RangeOf):
            low, high = (None if end is None else self.stand_in(end) for end in (test.low, test.high))
            return replace(test, low=low, high=high)
        if isinstance(test, Literal) and test.value is None:
            return test
        return self.stand_in(test)

    def text(self, value: Value) -> str:
        """Return FEEL for a value between, before or behind the constants that stand for limits."""
        places = [_place(_value(self.kind, index)) for index in range(len(self.limits))]
        place, step = _place(value), _STEPS[self.kind]
        below = [
            text_of_node(limit) for limit, other in zip(self.limits, places, strict=True) if other <= place
        ]
        if place in places:
            return below[-1]
        return f"{below[-1]} + {step}" if below else f"{text_of_node(self.limits[0])} - {step}"


def _place(value: Value) -> Decimal:
    return Decimal(value.day_number()) if isinstance(value, Date) else Decimal(value)


def _value(kind: type, index: int) -> Value:
    return date_from_day_number(index * _APART) if kind is Date else Decimal(index * _APART)


def find_symbols(cells: Iterable[Tests], kind: type | None) -> Symbols | None:
    """Return the limits of a column in order; None if they are all constants, or their order is not told."""
    if kind not in _STEPS:
        return None
    limits: list[Node] = []
    pairs: list[tuple[int, int]] = []
    for cell in cells:
        for test in cell.tests:
            if len(limits) > MOST_LIMITS:
                return None
            indexes = [_add(limits, end) for end in _ends(test)]
            if isinstance(test, RangeOf) and len(indexes) == 2:
                pairs.append((indexes[0], indexes[1]))
    if all(map(_is_constant, limits)) or any(OMITTED in text_of_node(limit) for limit in limits):
        return None
    order = _only_order(len(limits), {*pairs, *_constant_pairs(limits)})
    return Symbols(kind, tuple(limits[index] for index in order)) if order else None


def _ends(test: Node) -> Iterator[Node]:
    if isinstance(test, UnaryComparison):
        yield test.right
    elif isinstance(test, RangeOf):
        yield from (end for end in (test.low, test.high) if end is not None)
    elif isinstance(test, Literal) and test.value is not None:
        yield test


def _add(limits: list[Node], end: Node) -> int:
    for index, limit in enumerate(limits):
        if same(limit, end):
            return index
    limits.append(end)
    return len(limits) - 1


def _is_constant(node: Node) -> bool:
    try:
        constant_value(node)
    except NotConstant:
        return False
    return True


def _constant_pairs(limits: list[Node]) -> Iterator[tuple[int, int]]:
    known = [(index, constant_value(limit)) for index, limit in enumerate(limits) if _is_constant(limit)]
    for low, first in known:
        for high, second in known:
            if type(first) is type(second) and first is not None and first < second:
                yield low, high


def _only_order(count: int, pairs: set[tuple[int, int]]) -> list[int]:
    """Return the only order that puts the first of each pair before the second; none if there are several."""
    left = set(range(count))
    order: list[int] = []
    while left:
        first = [index for index in left if not any(high == index and low in left for low, high in pairs)]
        if len(first) != 1:
            return []
        order += first
        left -= set(first)
    return order
