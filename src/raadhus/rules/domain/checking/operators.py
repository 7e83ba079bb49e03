"""What is known of literals, names, paths and operators. Whether an operator has a result is asked of the engine."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from itertools import product

from raadhus.rules.domain.checking.checker import Checker, Handler, Names
from raadhus.rules.domain.checking.facts import facts_of
from raadhus.rules.domain.checking.kinds import NULL, SAMPLES, Kind, kind_of_value, name_of, plain, type_of
from raadhus.rules.domain.checking.known import (
    UNKNOWN,
    Known,
    entries_of,
    item_of,
    joined,
    of_kind,
    of_type,
    of_value,
)
from raadhus.rules.domain.checking.spans import (
    ALL,
    WHOLE,
    ZERO,
    Span,
    added,
    between,
    multiplied,
    negated,
)
from raadhus.rules.domain.checking.tests_of_cells import expect_test
from raadhus.rules.domain.checking.wording import text_of_node
from raadhus.rules.domain.feel.arithmetic import arithmetic, negate
from raadhus.rules.domain.feel.comparing import COMPARISONS
from raadhus.rules.domain.feel.language import BUILT_INS
from raadhus.rules.domain.feel.nodes import (
    Aliased,
    Arithmetic,
    Between,
    Coercion,
    Comparison,
    If,
    In,
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
    Tests,
)
from raadhus.rules.domain.feel.properties import member
from raadhus.rules.domain.feel.types import BOOLEAN, ContextType, ListType, RangeType
from raadhus.rules.domain.feel.values import FeelFunction, Range

# How many conditions before one count as known where it is looked at.
_LOOK_BACK = 10
_TRUTH = Known(BOOLEAN, (True, False))


def _literal(_: Checker, node: Literal, __: Names) -> Known:
    return of_value(node.value)


def _name(checker: Checker, node: Name, names: Names) -> Known:
    found = names.find(node.name)
    if found is not None:
        return found
    if node.name in BUILT_INS:
        return of_kind(FeelFunction)
    checker.findings.note("unknown-name", node.at, name=node.name)
    return UNKNOWN


_SPANS: dict[str, Span] = {
    "year": WHOLE,
    "month": between(1, 12),
    "day": between(1, 31),
    "weekday": between(1, 7),
    "hour": between(0, 23),
    "minute": between(0, 59),
    **dict.fromkeys(("days", "hours", "minutes", "years", "months"), WHOLE),
}
# Properties that there are, though a value may have none.
_MAY_LACK = frozenset({"timezone", "time offset"})
_OF_RANGES = frozenset({"start", "end", "start included", "end included"})


def _path(checker: Checker, node: Path, names: Names) -> Known:
    base = checker.know(node.base, names)
    found = _entry(base, node.member)
    if found is None:
        checker.findings.note("unknown-member", node.at, name=node.member, base=text_of_node(node.base))
        return UNKNOWN
    return found


def _entry(base: Known, name: str) -> Known | None:
    """Return what is known behind the dot; None when there is surely nothing."""
    if base.kind is list:
        within = of_type(item_of(base.type))
        item = UNKNOWN if within.kind is list else _entry(within, name)
        return None if item is None else Known(ListType(item.type))
    if base.kind is dict:
        bare = plain(base.type)
        is_open = not isinstance(bare, ContextType) or not bare.fields
        return entries_of(base).get(name, UNKNOWN if is_open else None)
    if base.kind in {None, NULL}:
        return UNKNOWN
    return UNKNOWN if base.kind is Range and name in _OF_RANGES else _property(base.kind, name)


@lru_cache(maxsize=512)
def _property(kind: Kind, name: str) -> Known | None:
    kinds = {kind_of_value(member(sample, name)) for sample in SAMPLES.get(kind or NULL, ())} - {NULL}
    if not kinds:
        return UNKNOWN if name in _MAY_LACK else None
    return of_kind(kinds.pop(), _SPANS.get(name, ALL))


@lru_cache(maxsize=2048)
def _result_of(operator: str, left: type, right: type) -> Kind:
    """Return the kind of the result; that of null where the engine has none."""
    results = (arithmetic(operator, a, b) for a, b in product(SAMPLES[left], SAMPLES[right]))
    return next((kind_of_value(result) for result in results if result is not None), NULL)


def _arithmetic(checker: Checker, node: Arithmetic, names: Names) -> Known:
    left, right = checker.know(node.left, names), checker.know(node.right, names)
    if node.operator == "/":
        expect_not_zero(checker, node.right, right)
    if left.kind not in SAMPLES or right.kind not in SAMPLES:
        return UNKNOWN
    kind = _result_of(node.operator, left.kind, right.kind)
    if kind is NULL:
        checker.findings.note(
            "no-arithmetic",
            node.at,
            left_kind=name_of(left.kind),
            right_kind=name_of(right.kind),
            operator=node.operator,
        )
        return UNKNOWN
    if left.kind is right.kind is Decimal and node.operator in _NUMBERS:
        return of_kind(kind, _NUMBERS[node.operator](left.numbers, right.numbers))
    return of_kind(kind)


_NUMBERS: dict[str, Callable[[Span, Span], Span]] = {
    "+": added,
    "-": lambda left, right: added(left, negated(right)),
    "*": multiplied,
    "/": lambda left, right: Span(not_zero=not left.holds(ZERO)),
}


def expect_not_zero(checker: Checker, node: Node, divisor: Known) -> None:
    """Note a divisor that is zero, or may be as far as anybody can see."""
    if divisor.kind is not Decimal or not divisor.numbers.holds(ZERO):
        return
    if divisor.values == (ZERO,):
        checker.findings.note("division-by-zero", node.at)
    elif divisor.values is None or any(value == ZERO for value in divisor.values):
        checker.findings.note("division-perhaps", node.at, divisor=text_of_node(node))


def _negation(checker: Checker, node: Negation, names: Names) -> Known:
    operand = checker.know(node.operand, names)
    if operand.kind not in SAMPLES:
        return UNKNOWN
    if negate(SAMPLES[operand.kind][0]) is None:
        checker.findings.note("no-negation", node.at, value_kind=name_of(operand.kind))
        return UNKNOWN
    if operand.values and len(operand.values) == 1:
        return of_value(negate(operand.values[0]))
    return of_kind(operand.kind, negated(operand.numbers))


@lru_cache(maxsize=2048)
def is_comparable(operator: str, left: type, right: type) -> bool:
    """Say whether the engine ever answers the comparison of two kinds."""
    compare = COMPARISONS[operator]
    return any(compare(a, b) is not None for a, b in product(SAMPLES[left], SAMPLES[right]))


def expect_comparable(checker: Checker, operator: str, sides: tuple[Known, Known], at: int) -> None:
    """Note a comparison that never has an answer."""
    left, right = sides[0].kind, sides[1].kind
    if left in SAMPLES and right in SAMPLES and not is_comparable(operator, left, right):
        checker.findings.note(
            "no-comparison", at, left_kind=name_of(left), right_kind=name_of(right), operator=operator
        )


def _comparison(checker: Checker, node: Comparison, names: Names) -> Known:
    sides = checker.know(node.left, names), checker.know(node.right, names)
    expect_comparable(checker, node.operator, sides, node.at)
    return _TRUTH


def _between(checker: Checker, node: Between, names: Names) -> Known:
    value = checker.know(node.value, names)
    for end in (node.low, node.high):
        expect_comparable(checker, "<=", (value, checker.know(end, names)), end.at)
    return _TRUTH


def _logic(checker: Checker, node: Logic, names: Names) -> Known:
    # What stands behind `and` is of interest only where what stands before it holds.
    seen: list[Node] = []
    for operand in node.operands:
        facts = [
            fact for before in seen[-_LOOK_BACK:] for fact in facts_of(before, holds=node.operator == "and")
        ]
        with checker.given(facts):
            checker.expect_condition(operand, names)
        seen.append(operand)
    return _TRUTH


def _if(checker: Checker, node: If, names: Names) -> Known:
    checker.expect_condition(node.condition, names)
    with checker.given(facts_of(node.condition, holds=True)):
        yes = checker.know(node.yes, names)
    with checker.given(facts_of(node.condition, holds=False)):
        no = checker.know(node.no, names)
    return joined((yes, no))


def _in(checker: Checker, node: In, names: Names) -> Known:
    value = checker.know(node.value, names)
    for test in node.tests:
        expect_test(checker, test, value, names)
    return _TRUTH


def _tests(checker: Checker, node: Tests, names: Names) -> Known:
    value = names.find("?") or UNKNOWN
    for test in node.tests:
        expect_test(checker, test, value, names)
    return _TRUTH


def _list(checker: Checker, node: ListOf, names: Names) -> Known:
    items = [checker.know(item, names) for item in node.items]
    return Known(ListType(joined(items).type))


def _range(checker: Checker, node: RangeOf, names: Names) -> Known:
    ends = [checker.know(end, names) for end in (node.low, node.high) if end is not None]
    if len(ends) == 2:
        expect_comparable(checker, "<=", (ends[0], ends[1]), node.at)
    return Known(RangeType(type_of(joined(ends).kind)))


def _instance_of(checker: Checker, node: InstanceOf, names: Names) -> Known:
    checker.know(node.value, names)
    return _TRUTH


def _coercion(checker: Checker, node: Coercion, names: Names) -> Known:
    return checker.typed(checker.know(node.value, names), node.type)


def _sourced(checker: Checker, node: Sourced, names: Names) -> Known:
    with checker.findings.at(checker.findings.on_line(node.line)):
        return checker.know(node.value, names)


def _aliased(checker: Checker, node: Aliased, names: Names) -> Known:
    known = {written: names.find(meant) or UNKNOWN for written, meant in node.names}
    return checker.know(node.value, names.inner(known))


HANDLERS: dict[type[Node], Handler] = {
    Literal: _literal,
    Name: _name,
    Path: _path,
    Arithmetic: _arithmetic,
    Negation: _negation,
    Comparison: _comparison,
    Between: _between,
    Logic: _logic,
    If: _if,
    In: _in,
    Tests: _tests,
    ListOf: _list,
    RangeOf: _range,
    InstanceOf: _instance_of,
    Coercion: _coercion,
    Sourced: _sourced,
    Aliased: _aliased,
}
