"""Where the values of expressions lie once a condition is known to hold, or not to hold."""

from raadhus.rules.domain.checking.checker import Fact
from raadhus.rules.domain.checking.known import span_of_test
from raadhus.rules.domain.feel.nodes import (
    Between,
    Comparison,
    Logic,
    Node,
    RangeOf,
    Sourced,
    UnaryComparison,
)

_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "!=": "="}


def facts_of(condition: Node, *, holds: bool) -> list[Fact]:
    """Return what a condition says of the expressions in it. Not holding, it may as well be null: see below."""
    if isinstance(condition, Sourced):
        return facts_of(condition.value, holds=holds)
    if isinstance(condition, Logic):
        if (condition.operator == "and") is not holds:
            return []
        return [fact for operand in condition.operands for fact in facts_of(operand, holds=holds)]
    if isinstance(condition, Comparison):
        # Where a comparison is null, so is every calculation with its sides: nothing is divided there.
        operator = condition.operator if holds else _OPPOSITE[condition.operator]
        return [
            (condition.left, span_of_test(UnaryComparison(operator, condition.right))),
            (condition.right, span_of_test(UnaryComparison(_MIRRORED[operator], condition.left))),
        ]
    if isinstance(condition, Between) and holds:
        return [(condition.value, span_of_test(RangeOf(condition.low, condition.high, True, True)))]
    return []
