"""Cells that ask about their value alone: where on the line of values their answer may change."""

from raadhus.rules.domain.feel.nodes import Literal, Node, RangeOf, Tests, UnaryComparison
from raadhus.rules.domain.feel.values import Value


def constants_of(cell: Tests) -> list[Value] | None:
    """Return the constants that the tests of a cell compare with; None when they need more than the value.

    Between two neighbouring constants of a kind the answer for values of that kind is the same.
    """
    found: list[Value] = []
    for test in cell.tests:
        constants = _constants(test)
        if constants is None:
            return None
        found += constants
    return found


def _constants(test: Node) -> list[Value] | None:
    if isinstance(test, Literal):
        return [test.value]
    if isinstance(test, UnaryComparison):
        return [test.right.value] if isinstance(test.right, Literal) else None
    if isinstance(test, RangeOf):
        ends = [end for end in (test.low, test.high) if end is not None]
        known = [end.value for end in ends if isinstance(end, Literal)]
        return known if len(known) == len(ends) else None
    return None
