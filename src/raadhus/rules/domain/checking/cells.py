"""What a cell of a table asks, if it can be said without running it: the constants at which its answer changes."""

from collections.abc import Iterable

from raadhus.rules.domain.checking.walk import parts
from raadhus.rules.domain.feel.comparing import ordered
from raadhus.rules.domain.feel.errors import FeelError
from raadhus.rules.domain.feel.language import BUILT_INS, INPUT, compile_node
from raadhus.rules.domain.feel.nodes import (
    Between,
    Call,
    Comparison,
    In,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    RangeOf,
    Tests,
    UnaryComparison,
)
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.temporal import DateTime, Time
from raadhus.rules.domain.feel.values import COMPARABLE, Range, Value

# A constant is computed once; one that needs more than this is an expression.
_STEPS = 2_000
MOST_CONSTANTS = 2_000
_ORDERS = frozenset({"<", "<=", ">", ">="})
_MOVING = frozenset({"now", "today"})


class NotConstant(Exception):
    """The cell is an expression whose answer cannot be foreseen."""


def constants_of(tests: Tests) -> tuple[Value, ...]:
    """Return the constants at which a cell's answer changes. Raises: NotConstant."""
    found = tuple(constant for test in tests.tests for constant in _test(test))
    if len(found) > MOST_CONSTANTS:
        raise NotConstant
    zoned = {value.offset() is not None for value in found if isinstance(value, DateTime)}
    if len(zoned) > 1 or any(isinstance(value, Time) and value.offset is not None for value in found):
        # Local and zoned moments have no common line, zoned times of day none at all.
        raise NotConstant
    return found


def _test(node: Node) -> Iterable[Value]:
    if isinstance(node, UnaryComparison):
        return _end(node.right, is_order=node.operator in _ORDERS)
    if _asks_input(node):
        return _condition(node)
    return _scalars(constant_value(node))


def _end(node: Node, *, is_order: bool) -> Iterable[Value]:
    value = constant_value(node)
    if is_order and type(value) is str:
        # Texts have an order, but no next one that could be an example.
        raise NotConstant
    return _scalars(value)


def _scalars(value: Value) -> Iterable[Value]:
    if isinstance(value, Range):
        ends = [end for end in (value.low, value.high) if end is not None]
        if any(type(end) is str for end in ends) and not value.sign:
            raise NotConstant
        return ends
    if type(value) is list:
        return [constant for item in value for constant in _scalars(item)]
    if value is None or type(value) in COMPARABLE or type(value) is bool:
        return [value]
    raise NotConstant


def _condition(node: Node) -> Iterable[Value]:
    """Return the constants of a condition on `?` made of comparisons, `and`, `or` and `not`. Raises: NotConstant."""
    if isinstance(node, Logic):
        return [constant for operand in node.operands for constant in _condition(operand)]
    if isinstance(node, Call) and node.callee == Name("not", at=node.callee.at) and len(node.arguments) == 1:
        return _condition(node.arguments[0])
    if not _asks_input(node):
        constant_value(node)
        return ()
    return _comparison(node)


def _comparison(node: Node) -> Iterable[Value]:
    if _is_input(node):
        return (True, False)
    if isinstance(node, Comparison):
        sides = (node.left, node.right) if _is_input(node.left) else (node.right, node.left)
        if _is_input(sides[0]):
            return _end(sides[1], is_order=node.operator in _ORDERS)
    if isinstance(node, Between) and _is_input(node.value):
        return [*_end(node.low, is_order=True), *_end(node.high, is_order=True)]
    if isinstance(node, In) and _is_input(node.value):
        return [constant for test in node.tests for constant in _test(test)]
    raise NotConstant


def _is_input(node: Node) -> bool:
    return isinstance(node, Name) and node.name == INPUT


def _asks_input(node: Node) -> bool:
    return _is_input(node) or any(_asks_input(part) for part in parts(node))


def constant_value(node: Node) -> Value:
    """Return the value of an expression that reads nothing. Raises: NotConstant."""
    if isinstance(node, Literal):
        return node.value
    if not _is_constant(node):
        raise NotConstant
    if _is_reversed(node):
        return []
    try:
        return compile_node(node, ()).run({}, Runtime(steps_left=_STEPS))
    except FeelError:
        raise NotConstant from None


def _is_constant(node: Node) -> bool:
    if isinstance(node, Name):
        return node.name in BUILT_INS and node.name not in _MOVING
    if not isinstance(node, (*_PLAIN, Call)):
        return False
    return all(_is_constant(part) for part in parts(node))


_PLAIN = (Literal, ListOf, RangeOf)


def _is_reversed(node: Node) -> bool:
    """Say whether it is a range that holds nothing, and so changes no answer."""
    return isinstance(node, RangeOf) and range_is_reversed(node)


def range_is_reversed(node: RangeOf) -> bool:
    """Say whether both ends are constants that stand the wrong way round."""
    if node.low is None or node.high is None or node.sign:
        return False
    try:
        low, high = constant_value(node.low), constant_value(node.high)
    except NotConstant:
        return False
    return type(low) is type(high) and type(low) in COMPARABLE and not ordered(low, high)
