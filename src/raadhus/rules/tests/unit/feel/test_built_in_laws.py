"""Laws that built-ins keep for every value: relations against the points themselves, texts there and back."""

import math
import statistics
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from raadhus.rules.domain.feel.builtins.families import BUILT_INS
from raadhus.rules.domain.feel.decimals import EXACT
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    days_in_month,
)
from raadhus.rules.domain.feel.temporal_text import parse_at_literal
from raadhus.rules.domain.feel.values import Range, Value

GRID = [Fraction(step, 4) for step in range(-4, 29)]
ENDS = st.integers(0, 6)
RANGES = (
    st.tuples(ENDS, ENDS, st.booleans(), st.booleans())
    .filter(lambda shape: shape[0] < shape[1])
    .map(lambda shape: Range(Decimal(shape[0]), Decimal(shape[1]), shape[2], shape[3]))
)
NUMBERS = st.decimals(-1_000_000, 1_000_000, places=3)
DATES = st.builds(
    lambda year, month, day: Date(year, month, min(day, days_in_month(year, month))),
    st.integers(-999_999_999, 999_999_999),
    st.integers(1, 12),
    st.integers(1, 31),
)
OFFSETS = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: minutes * 60)
TIMES = st.builds(
    Time,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    st.integers(0, 999_999_999),
    OFFSETS,
)
TEMPORAL = st.one_of(
    DATES,
    TIMES,
    st.builds(DateTime, DATES, TIMES),
    st.integers(-(10**20), 10**20).map(DaysDuration),
    st.integers(-(10**10), 10**10).map(MonthsDuration),
)


def call(name: str, *arguments: Value) -> Value:
    return BUILT_INS[name].invoke(list(arguments))


def points(interval: Range) -> set[Fraction]:
    """Return those points of the grid that the range holds."""
    return {
        point
        for point in GRID
        if interval.low < point < interval.high
        or (point == interval.low and interval.low_included)
        or (point == interval.high and interval.high_included)
    }


@given(RANGES, RANGES)
def test_relations_of_ranges_are_those_of_their_points(first, second):
    left, right = points(first), points(second)

    assert call("before", first, second) is (max(left) < min(right))
    assert call("overlaps", first, second) is bool(left & right)
    assert call("includes", first, second) is (left >= right)
    assert call("coincides", first, second) is (left == right)
    assert call("starts", first, second) is (left <= right and min(left) == min(right))
    assert call("finishes", first, second) is (left <= right and max(left) == max(right))
    assert call("meets", first, second) is (max(left) == min(right) and left & right == {max(left)})


@given(RANGES, RANGES)
def test_each_relation_has_its_converse(first, second):
    for relation, converse in (
        ("before", "after"),
        ("meets", "met by"),
        ("overlaps before", "overlaps after"),
        ("finishes", "finished by"),
        ("includes", "during"),
        ("starts", "started by"),
        ("overlaps", "overlaps"),
        ("coincides", "coincides"),
    ):
        assert call(relation, first, second) is call(converse, second, first)


@given(TEMPORAL)
def test_a_temporal_value_is_read_back_from_its_text(value):
    assert parse_at_literal(value_text(value)) == value


@given(st.lists(NUMBERS, min_size=2, max_size=12))
def test_figures_of_a_list_agree_with_fractions(items):
    exact = [Fraction(item) for item in items]

    assert call("median", items) == Decimal(str(statistics.median(items)))
    assert abs(Fraction(call("mean", items)) - statistics.mean(exact)) < Fraction(1, 10**26)
    variance = statistics.variance(exact)
    assert abs(Fraction(call("stddev", items)) ** 2 - variance) <= variance * Fraction(1, 10**32)


def nearest(value: Fraction, *, on_tie: Callable[[int], int]) -> int:
    below = math.floor(value)
    rest = value - below
    return on_tie(below) if rest == Fraction(1, 2) else below + (rest > Fraction(1, 2))


ROUNDINGS: dict[str, Callable[[Fraction], int]] = {
    "floor": math.floor,
    "ceiling": math.ceil,
    "round down": math.trunc,
    "round up": lambda value: math.ceil(value) if value > 0 else math.floor(value),
    "decimal": round,
    "round half up": lambda value: nearest(value, on_tie=lambda below: below + (value > 0)),
    "round half down": lambda value: nearest(value, on_tie=lambda below: below + (value < 0)),
}


@given(
    st.integers(-(10**34) + 1, 10**34 - 1),
    st.integers(-40, 10),
    st.integers(-45, 45),
    st.sampled_from(list(ROUNDINGS)),
)
def test_a_rounding_is_that_of_the_exact_value(digits, exponent, scale, name):
    unit = Fraction(10) ** scale
    number = Decimal(digits).scaleb(exponent, EXACT)

    found = Fraction(call(name, number, Decimal(scale)))

    assert found == ROUNDINGS[name](Fraction(digits) * Fraction(10) ** exponent * unit) / unit


@given(NUMBERS, NUMBERS.filter(bool))
def test_modulo_is_what_the_division_leaves(dividend, divisor):
    left, right = Fraction(dividend), Fraction(divisor)

    assert Fraction(call("modulo", dividend, divisor)) == left - right * (left // right)


@given(st.text(), st.text(min_size=1), st.text())
def test_a_literal_pattern_is_plain_text(text, literal, new):
    assert call("matches", text, literal, "q") is (literal in text)
    assert call("replace", text, literal, new, "q") == text.replace(literal, new)


@given(st.lists(st.integers(0, 5).map(Decimal), min_size=1), st.data())
def test_a_removed_item_comes_back_where_it_was(items, data):
    position = data.draw(st.integers(1, len(items)))
    rest = call("remove", items, Decimal(position))

    found = call("insert before", [*rest, None], Decimal(position), items[position - 1])

    assert found == [*items, None]
    assert call("list replace", items, Decimal(position - len(items) - 1), None)[position - 1] is None
    assert call("concatenate", *([item] for item in items)) == items
    assert call("sublist", items, Decimal(position)) == items[position - 1 :]
