"""Compiles literals, names, operators, paths and the plain collections."""

from decimal import Decimal, DecimalException

from raadhus.rules.domain.feel.arithmetic import DECIMAL_OPERATIONS, arithmetic, negate
from raadhus.rules.domain.feel.comparing import (
    COMPARISONS,
    greater_or_equal,
    less_or_equal,
    ordered,
)
from raadhus.rules.domain.feel.compiler import Compiler, Handler
from raadhus.rules.domain.feel.nodes import (
    Aliased,
    Arithmetic,
    Between,
    Coercion,
    Comparison,
    If,
    InstanceOf,
    ListOf,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    RangeOf,
    Sourced,
)
from raadhus.rules.domain.feel.properties import member
from raadhus.rules.domain.feel.runtime import GLOBALS, RUNTIME
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.types import ANY, FeelType, class_of, coerce, is_instance
from raadhus.rules.domain.feel.values import Closure, Frame, Range, Value


def _literal(_: Compiler, node: Literal, __: Scope) -> Closure:
    value = node.value

    def constant(frame: Frame) -> Value:
        return value

    return constant


def _name(compiler: Compiler, node: Name, scope: Scope) -> Closure:
    return compiler.variable(node, scope)


def _path(compiler: Compiler, node: Path, scope: Scope) -> Closure:
    base = compiler.compile(node.base, scope)
    name = node.member

    def path(frame: Frame) -> Value:
        value = base(frame)
        return value.get(name) if type(value) is dict else member(value, name)

    return path


# A root takes some fifty microseconds.
_STEPS_OF_A_POWER = 20


def _arithmetic(compiler: Compiler, node: Arithmetic, scope: Scope) -> Closure:
    left, right = compiler.compile(node.left, scope), compiler.compile(node.right, scope)
    operator = node.operator
    fast, is_power = DECIMAL_OPERATIONS[operator], operator == "**"

    def operation(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        if type(a) is Decimal and type(b) is Decimal:
            if is_power:
                frame[RUNTIME].spend(_STEPS_OF_A_POWER)
            try:
                return fast(a, b)
            except DecimalException:
                return None
        result = arithmetic(operator, a, b)
        frame[RUNTIME].spend_on(result)
        return result

    return operation


def _negation(compiler: Compiler, node: Negation, scope: Scope) -> Closure:
    operand = compiler.compile(node.operand, scope)

    def negation(frame: Frame) -> Value:
        return negate(operand(frame))

    return negation


def _comparison(compiler: Compiler, node: Comparison, scope: Scope) -> Closure:
    left, right = compiler.compile(node.left, scope), compiler.compile(node.right, scope)
    compare = COMPARISONS[node.operator]

    def comparison(frame: Frame) -> Value:
        value = left(frame)
        if type(value) is list or type(value) is dict:
            frame[RUNTIME].spend_on(value)
        return compare(value, right(frame))

    return comparison


def _logic(compiler: Compiler, node: Logic, scope: Scope) -> Closure:
    operands = [compiler.compile(operand, scope) for operand in node.operands]
    decisive = node.operator == "or"

    def logic(frame: Frame) -> bool | None:
        answer: bool | None = not decisive
        for operand in operands:
            value = operand(frame)
            if value is decisive:
                return bool(decisive)
            if value is not (not decisive):
                answer = None
        return answer

    return logic


def _between(compiler: Compiler, node: Between, scope: Scope) -> Closure:
    value = compiler.compile(node.value, scope)
    low, high = compiler.compile(node.low, scope), compiler.compile(node.high, scope)

    def between(frame: Frame) -> bool | None:
        tested = value(frame)
        above = greater_or_equal(tested, low(frame))
        below = less_or_equal(tested, high(frame))
        if above is False or below is False:
            return False
        return None if above is None or below is None else True

    return between


def _if(compiler: Compiler, node: If, scope: Scope) -> Closure:
    condition = compiler.compile(node.condition, scope)
    yes, no = compiler.compile(node.yes, scope), compiler.compile(node.no, scope)

    def conditional(frame: Frame) -> Value:
        return yes(frame) if condition(frame) is True else no(frame)

    def boxed(frame: Frame) -> Value:
        holds = condition(frame)
        if holds is not None and type(holds) is not bool:
            return None
        return yes(frame) if holds is True else no(frame)

    return boxed if node.boxed else conditional


def _list(compiler: Compiler, node: ListOf, scope: Scope) -> Closure:
    items = [compiler.compile(item, scope) for item in node.items]

    def collect(frame: Frame) -> list[Value]:
        return [item(frame) for item in items]

    return collect


def _range(compiler: Compiler, node: RangeOf, scope: Scope) -> Closure:
    low = None if node.low is None else compiler.compile(node.low, scope)
    high = None if node.high is None else compiler.compile(node.high, scope)
    low_included, high_included, sign = node.low_included, node.high_included, node.sign
    fits = _fit_either_way if node.iterated else ordered

    def interval(frame: Frame) -> Range | None:
        start = None if low is None else low(frame)
        end = None if high is None else high(frame)
        if low is not None and high is not None and not fits(start, end):
            return None
        return Range(start, end, low_included, high_included, sign)

    return interval


def _fit_either_way(low: Value, high: Value) -> bool:
    return ordered(low, high) or ordered(high, low)


def _instance_of(compiler: Compiler, node: InstanceOf, scope: Scope) -> Closure:
    value = compiler.compile(node.value, scope)
    wanted = node.type

    def instance_of(frame: Frame) -> bool | None:
        found = value(frame)
        frame[RUNTIME].spend_on(found)
        return is_instance(found, wanted)

    return instance_of


def _coercion(compiler: Compiler, node: Coercion, scope: Scope) -> Closure:
    name, kind = compiler.global_name(node.value, scope), class_of(node.type)
    if name is None or kind is None:
        return coerced(compiler.compile(node.value, scope), node.type)

    # The columns of most tables: a variable that has the type already.
    def variable(frame: Frame) -> Value:
        found = frame[GLOBALS].get(name)
        return found if type(found) is kind else coerce(found, node.type)

    return variable


def coerced(value: Closure, wanted: FeelType) -> Closure:
    """Return the closure whose value is made to conform to the type; what conforms by its class goes a short way."""
    if wanted is ANY:
        return value
    kind = class_of(wanted)

    def coercion(frame: Frame) -> Value:
        found = value(frame)
        return found if type(found) is kind else coerce(found, wanted)

    return coercion


def _sourced(compiler: Compiler, node: Sourced, scope: Scope) -> Closure:
    before = compiler.line, compiler.element
    compiler.line, compiler.element = node.line, node.element
    closure = compiler.compile(node.value, scope)
    compiler.line, compiler.element = before
    return closure


def _aliased(compiler: Compiler, node: Aliased, scope: Scope) -> Closure:
    return compiler.compile(node.value, scope.aliased(node.names))


HANDLERS: dict[type[Node], Handler] = {
    Literal: _literal,
    Name: _name,
    Path: _path,
    Arithmetic: _arithmetic,
    Negation: _negation,
    Comparison: _comparison,
    Logic: _logic,
    Between: _between,
    If: _if,
    ListOf: _list,
    RangeOf: _range,
    InstanceOf: _instance_of,
    Coercion: _coercion,
    Sourced: _sourced,
    Aliased: _aliased,
}
