"""Compiles unary tests: the cells of decision tables, and what stands behind `in`."""

from collections.abc import Callable
from decimal import Decimal
from operator import ge, gt, le, lt

from raadhus.rules.domain.feel.comparing import (
    COMPARISONS,
    equals,
    less,
    less_or_equal,
    member_of,
    ordered,
    range_contains,
)
from raadhus.rules.domain.feel.compiler import Compiler, Handler
from raadhus.rules.domain.feel.nodes import In, Literal, Node, RangeOf, Tests, UnaryComparison
from raadhus.rules.domain.feel.runtime import GLOBALS, RUNTIME
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.values import Closure, Frame, Range, Value

# A test answers for a value, in a frame whose place for `?` holds that value already.
Test = Callable[[Frame, Value], bool | None]
INPUT = "?"
_DECIMAL_ORDER: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def compile_test(compiler: Compiler, node: Node, scope: Scope) -> Test:
    """Return the test that one member of a list of tests is."""
    if isinstance(node, UnaryComparison):
        return _comparison_test(compiler, node, scope)
    if isinstance(node, Literal):
        return _literal_test(node.value)
    if isinstance(node, RangeOf) and isinstance(node.low, Literal) and isinstance(node.high, Literal):
        return _constant_range_test(node)
    return _expression_test(compiler, node, scope)


def compile_tests(compiler: Compiler, node: Tests, scope: Scope) -> Test | None:
    """Return the test that a cell is; None when it holds for every value. The scope must have `?`."""
    if not node.tests:
        return None
    found = [compile_test(compiler, test, scope) for test in node.tests]
    any_of = found[0] if len(found) == 1 else _any_of(found)
    return _none_of(any_of) if node.negated else any_of


def _any_of(tests: list[Test]) -> Test:
    def any_of(frame: Frame, value: Value) -> bool | None:
        answer: bool | None = False
        for test in tests:
            hit = test(frame, value)
            if hit is True:
                return True
            if hit is None:
                answer = None
        return answer

    return any_of


def _none_of(test: Test) -> Test:
    def none_of(frame: Frame, value: Value) -> bool | None:
        hit = test(frame, value)
        return None if hit is None else not hit

    return none_of


def _comparison_test(compiler: Compiler, node: UnaryComparison, scope: Scope) -> Test:
    constant = node.right.value if isinstance(node.right, Literal) else None
    if type(constant) is Decimal and node.operator in _DECIMAL_ORDER:
        return _decimal_order_test(_DECIMAL_ORDER[node.operator], constant)
    right = compiler.compile(node.right, scope)
    compare = COMPARISONS[node.operator]

    def comparison(frame: Frame, value: Value) -> bool | None:
        return compare(value, right(frame))

    return comparison


def _decimal_order_test(order: Callable[[Decimal, Decimal], bool], limit: Decimal) -> Test:
    def comparison(frame: Frame, value: Value) -> bool | None:
        return order(value, limit) if type(value) is Decimal else None

    return comparison


def _literal_test(constant: Value) -> Test:
    kind = type(constant)
    if kind not in {Decimal, str, bool}:
        return lambda frame, value: equals(value, constant) is True

    def same(frame: Frame, value: Value) -> bool | None:
        if type(value) is kind:
            return bool(value == constant)
        return type(value) is list and member_of(constant, value) is True

    return same


def _constant_range_test(node: RangeOf) -> Test:
    low, high = getattr(node.low, "value", None), getattr(node.high, "value", None)
    interval = Range(low, high, node.low_included, node.high_included, node.sign)
    if not ordered(low, high):
        return lambda frame, value: None
    if type(low) is not Decimal or type(high) is not Decimal or node.sign:
        return lambda frame, value: range_contains(interval, value)
    above, below = (le if node.low_included else lt), (le if node.high_included else lt)

    def within(frame: Frame, value: Value) -> bool | None:
        if type(value) is Decimal:
            return bool(above(low, value) and below(value, high))
        return None

    return within


def _expression_test(compiler: Compiler, node: Node, scope: Scope) -> Test:
    inner = scope.inner({INPUT: place}) if (place := _input_place(scope)) is not None else scope.inner()
    expression = compiler.compile(node, inner)
    if INPUT in inner.used:
        return lambda frame, value: _holds(value, expression(frame))

    def test(frame: Frame, value: Value) -> bool | None:
        wanted = expression(frame)
        if wanted is True and type(value) is not bool:
            return True
        if type(wanted) is list or type(wanted) is dict:
            frame[RUNTIME].spend_on(wanted)
        return member_of(value, wanted)

    return test


def _holds(value: Value, answer: Value) -> bool | None:
    """Return what a test that asks about `?` answers; what it gives may also be what `?` must be in."""
    return answer if answer is None or type(answer) is bool else member_of(value, answer)


def _input_place(scope: Scope | None) -> int | None:
    while scope is not None:
        if INPUT in scope.places:
            return scope.places[INPUT]
        scope = scope.parent
    return None


def _in(compiler: Compiler, node: In, scope: Scope) -> Closure:
    value = compiler.compile(node.value, scope)
    place = compiler.place()
    inner = scope.inner({INPUT: place})
    tests = [_in_test(compiler, test, inner) for test in node.tests]
    first = tests[0]

    def contained(frame: Frame) -> bool | None:
        frame[place] = tested = value(frame)
        return first(frame, tested)

    def listed(frame: Frame) -> bool | None:
        frame[place] = tested = value(frame)
        return any(test(frame, tested) is True for test in tests)

    return listed if node.listed else contained


def _in_test(compiler: Compiler, node: Node, scope: Scope) -> Test:
    if isinstance(node, UnaryComparison):
        return _comparison_test(compiler, node, scope)
    if isinstance(node, RangeOf) and not node.sign and node.low is not None and node.high is not None:
        return _interval_test(compiler, node, scope)
    inner = scope.inner({INPUT: scope.places[INPUT]})
    wanted = compiler.compile(node, inner)
    compare = _holds if INPUT in inner.used else member_of

    def member(frame: Frame, value: Value) -> bool | None:
        among = wanted(frame)
        frame[RUNTIME].spend_on(among)
        return compare(value, among)

    return member


def _interval_test(compiler: Compiler, node: RangeOf, scope: Scope) -> Test:
    """Return the test of a range that is written out: its ends are compared one by one (DMN 1.5 table 55)."""
    interval = compiler.compile(node, scope)
    ends = [compiler.compile(end, scope) for end in (node.low, node.high) if end is not None]

    def within(frame: Frame, value: Value) -> bool | None:
        among = interval(frame)
        if among is not None:
            return member_of(value, among)
        low, high = (end(frame) for end in ends)
        above = (less_or_equal if node.low_included else less)(low, value)
        below = (less_or_equal if node.high_included else less)(value, high)
        if above is False or below is False:
            return False
        return None if above is None or below is None else True

    return within


def _tests(compiler: Compiler, node: Tests, scope: Scope) -> Closure:
    place = compiler.place()
    test = compile_tests(compiler, node, scope.inner({INPUT: place}))
    value = _input_place(scope)

    def cell(frame: Frame) -> bool | None:
        tested = frame[GLOBALS].get(INPUT) if value is None else frame[value]
        frame[place] = tested
        return True if test is None else test(frame, tested)

    return cell


HANDLERS: dict[type[Node], Handler] = {In: _in, Tests: _tests}
