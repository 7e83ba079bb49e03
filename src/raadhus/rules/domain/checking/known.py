"""What is known of a value before it is computed: its type, the values it may have, where a number may lie."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from raadhus.rules.domain.checking.cells import NotConstant, constant_value
from raadhus.rules.domain.checking.kinds import Kind, kind_of, kind_of_value, plain, type_of
from raadhus.rules.domain.checking.spans import ALL, Span, cover, narrowed, point
from raadhus.rules.domain.dmn.read_types import Allows
from raadhus.rules.domain.feel.nodes import Literal, Node, RangeOf, Tests, UnaryComparison
from raadhus.rules.domain.feel.types import (
    ANY,
    ConstrainedType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    NamedType,
)
from raadhus.rules.domain.feel.values import Value

MOST_VALUES = 200
_DEEPEST = 20


class WrittenContext(ContextType):
    """The type of a context that the model itself writes: it has these entries and no others."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class WrittenFunction(FunctionType):
    """The type of a function that the model defines, with the names of its parameters."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A value as far as it is known. `values`: what it is one of, if not null (None: not known).

    `members`: entries of a context that the model writes; those of a type are found by `entries_of`.
    """

    type: FeelType = ANY
    values: tuple[Value, ...] | None = None
    span: Span = ALL
    members: Mapping[str, "Known"] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The class of the value; None when not known."""
        return kind_of(self.type)

    @property
    def numbers(self) -> Span:
        """Where the value lies, if it is a number."""
        numbers = [value for value in self.values or () if type(value) is Decimal]
        if self.values is None or not numbers or len(numbers) != len(self.values):
            return self.span
        found = point(numbers[0])
        for number in numbers[1:]:
            found = cover(found, point(number))
        return narrowed(found, self.span)


UNKNOWN = Known()


def of_kind(kind: Kind, span: Span = ALL) -> Known:
    """Return what is known of a value of which only the kind is."""
    return Known(type_of(kind), span=span)


def of_value(value: Value) -> Known:
    """Return what is known of a constant."""
    kind = kind_of_value(value)
    members = {name: of_value(item) for name, item in value.items()} if type(value) is dict else {}
    wanted = (
        WrittenContext(tuple((name, item.type) for name, item in members.items()))
        if members
        else type_of(kind)
    )
    if type(value) is list:
        wanted = ListType(joined(of_value(item) for item in value).type)
    values = () if value is None else (value,)
    return Known(wanted, values, members=members)


def of_type(wanted: FeelType) -> Known:
    """Return what a type says of its values: kind, allowed values, where a number lies."""
    found = Known(wanted)
    for allowed in constraints_of(wanted):
        values, span = _limits(allowed)
        found = replace(found, values=values or found.values, span=narrowed(found.span, span))
    return found


def entries_of(known: Known) -> dict[str, Known]:
    """Return what is known of the entries of a context, by their names; none where they are not known."""
    bare = plain(known.type)
    typed = {name: of_type(item) for name, item in bare.fields} if isinstance(bare, ContextType) else {}
    return {**typed, **known.members}


def constraints_of(wanted: FeelType) -> list[Tests]:
    """Return the tests that values of the type must pass."""
    found: list[Tests] = []
    for _ in range(_DEEPEST):
        if isinstance(wanted, NamedType) and wanted.target is not None:
            wanted = wanted.target
        elif isinstance(wanted, ConstrainedType):
            if isinstance(wanted.allows, Allows):
                found.append(wanted.allows.tests)
            wanted = wanted.base
        else:
            break
    return found


def _limits(allowed: Tests) -> tuple[tuple[Value, ...] | None, Span]:
    if allowed.negated or not allowed.tests:
        return None, ALL
    if all(isinstance(test, Literal) for test in allowed.tests):
        return tuple(test.value for test in allowed.tests if isinstance(test, Literal)), ALL
    return (None, span_of_test(allowed.tests[0])) if len(allowed.tests) == 1 else (None, ALL)


def span_of_test(test: Node) -> Span:
    """Return where the numbers lie that pass a test."""
    try:
        if isinstance(test, Literal) and type(test.value) is Decimal:
            return point(test.value)
        if isinstance(test, UnaryComparison):
            return _half_line(test.operator, constant_value(test.right))
        if isinstance(test, RangeOf) and not test.sign:
            low = None if test.low is None else constant_value(test.low)
            high = None if test.high is None else constant_value(test.high)
            return Span(
                (low, test.low_included) if type(low) is Decimal else None,
                (high, test.high_included) if type(high) is Decimal else None,
            )
    except NotConstant:
        return ALL
    return ALL


def _half_line(operator: str, limit: Value) -> Span:
    if type(limit) is not Decimal:
        return ALL
    end = (limit, operator.endswith("="))
    if operator[0] in "<>":
        return Span(None, end) if operator[0] == "<" else Span(end, None)
    if operator == "=":
        return point(limit)
    return Span(not_zero=not limit)


def span_of_cell(cell: Tests) -> Span:
    """Return where the numbers lie that pass a cell."""
    if cell.negated:
        zero = any(isinstance(test, Literal) and test.value == 0 for test in cell.tests)
        return Span(not_zero=zero)
    found: Span | None = None
    for test in cell.tests:
        span = span_of_test(test)
        found = span if found is None else cover(found, span)
    return found or ALL


def joined(several: Iterable[Known]) -> Known:
    """Return what is known of a value that is one of several."""
    items = list(several)
    if not items:
        return UNKNOWN
    found = items[0]
    for item in items[1:]:
        found = _either(found, item)
    return found


def _either(left: Known, right: Known) -> Known:
    # Null is a value of every type.
    if left.values == () and not left.members:
        return replace(right, values=right.values)
    if right.values == () and not right.members:
        return left
    values = None
    if left.values is not None and right.values is not None and len(left.values) < MOST_VALUES:
        values = (*left.values, *(value for value in right.values if value not in left.values))
    if left.type is right.type:
        return Known(left.type, values, cover(left.span, right.span))
    shared = {
        name: _either(left.members[name], right.members[name])
        for name in left.members
        if name in right.members
    }
    kind = left.kind if left.kind is right.kind else None
    wanted: FeelType = type_of(kind)
    if kind is dict and left.members and set(left.members) == set(right.members):
        wanted = WrittenContext(tuple((name, item.type) for name, item in shared.items()))
    if kind is list:
        wanted = _either_list(left.type, right.type)
    return Known(wanted, values, cover(left.span, right.span), shared)


def _either_list(left: FeelType, right: FeelType) -> FeelType:
    items = [item_of(side) for side in (left, right)]
    return ListType(items[0] if kind_of(items[0]) is kind_of(items[1]) else ANY)


def item_of(wanted: FeelType) -> FeelType:
    """Return the type of a list's items; any type when it is no list of a known type."""
    bare = plain(wanted)
    return bare.item if isinstance(bare, ListType) else ANY
