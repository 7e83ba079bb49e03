"""What each hit policy makes of the outputs of the rows that hit (DMN 1.5 clause 8.2.8)."""

from collections.abc import Callable
from decimal import Decimal

from raadhus.rules.domain.dmn.nodes import HitPolicy
from raadhus.rules.domain.feel.builtins import lists
from raadhus.rules.domain.feel.comparing import equals, range_contains
from raadhus.rules.domain.feel.values import Range, Value

# Makes the table's value of the outputs of the rows that hit (one at least); what is against the policy is noted, with
# the table's id.
Choice = Callable[[list[Value], list[str], str], Value]
# Policies whose value is the output of one row.
SINGLE = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY})
# Policies whose value is the list of the outputs, in the order of the rows.
LISTS = frozenset({HitPolicy.COLLECT, HitPolicy.RULE_ORDER})
# Output columns (named when there are several) with their values, the most important first.
Priorities = list[tuple[str, tuple[Value, ...]]]


def _unique(_: Priorities, __: str) -> Choice:
    def choose(outputs: list[Value], notes: list[str], table: str) -> Value:
        if len(outputs) == 1:
            return outputs[0]
        notes.append(f"Table {table}: several rows hit, though the hit policy is UNIQUE")
        return None

    return choose


def _any(_: Priorities, __: str) -> Choice:
    def choose(outputs: list[Value], notes: list[str], table: str) -> Value:
        if all(equals(outputs[0], other) is True for other in outputs[1:]):
            return outputs[0]
        notes.append(f"Table {table}: rows with different outputs hit, though the hit policy is ANY")
        return None

    return choose


def _first(_: Priorities, __: str) -> Choice:
    return lambda outputs, notes, table: outputs[0]


def _rule_order(_: Priorities, __: str) -> Choice:
    return lambda outputs, notes, table: outputs


def _priority(priorities: Priorities, __: str) -> Choice:
    rank = _ranking(priorities)
    return lambda outputs, notes, table: min(outputs, key=rank)


def _output_order(priorities: Priorities, __: str) -> Choice:
    rank = _ranking(priorities)
    return lambda outputs, notes, table: sorted(outputs, key=rank)


def _ranking(priorities: Priorities) -> Callable[[Value], tuple[int, ...]]:
    def rank(output: Value) -> tuple[int, ...]:
        return tuple(position_of(output.get(name) if name else output, order) for name, order in priorities)

    return rank


def position_of(value: Value, order: tuple[Value, ...]) -> int:
    """Return the place of a value among output values, in or as which it comes first; their number for none."""
    for position, candidate in enumerate(order):
        is_within = type(candidate) is Range and range_contains(candidate, value) is True
        if is_within or equals(value, candidate) is True:
            return position
    return len(order)


AGGREGATORS: dict[str, Callable[[list[Value]], Value]] = {
    "SUM": lists.total,
    "COUNT": lambda outputs: Decimal(len(outputs)),
    "MIN": lists.minimum,
    "MAX": lists.maximum,
}
AGGREGATIONS = frozenset(AGGREGATORS)


def _collect(_: Priorities, aggregation: str) -> Choice:
    if not aggregation:
        return lambda outputs, notes, table: outputs
    aggregate = AGGREGATORS[aggregation]
    return lambda outputs, notes, table: aggregate(outputs)


CHOICES: dict[HitPolicy, Callable[[Priorities, str], Choice]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.FIRST: _first,
    HitPolicy.RULE_ORDER: _rule_order,
    HitPolicy.OUTPUT_ORDER: _output_order,
    HitPolicy.COLLECT: _collect,
}
