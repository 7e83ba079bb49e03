"""Operators over every pair of types: what is defined has its value, all else is null (DMN 1.5 clause 10.3.2.15)."""

from itertools import product

import pytest

from raadhus.rules.domain.feel.language import compile_node, read_expression
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.runtime import Runtime

KINDS = {
    "number": "6",
    "string": '"b"',
    "boolean": "true",
    "date": '@"2024-01-31"',
    "time": '@"10:00:00"',
    "datetime": '@"2024-01-31T10:00:00"',
    "days": '@"P1DT2H"',
    "months": '@"P1M"',
    "null": "null",
    "list": "[6]",
    "context": "{a: 6}",
    "range": "[1..6]",
    "function": "(function(x) x)",
}
ARITHMETIC = {
    ("number", "+", "number"): "12",
    ("number", "-", "number"): "0",
    ("number", "*", "number"): "36",
    ("number", "/", "number"): "1",
    ("number", "**", "number"): "46656",
    ("string", "+", "string"): '"bb"',
    ("date", "+", "days"): "2024-02-01",
    ("days", "+", "date"): "2024-02-01",
    ("date", "-", "days"): "2024-01-29",
    ("date", "+", "months"): "2024-02-29",
    ("months", "+", "date"): "2024-02-29",
    ("date", "-", "months"): "2023-12-31",
    ("date", "-", "date"): "PT0S",
    ("datetime", "-", "datetime"): "PT0S",
    ("datetime", "+", "days"): "2024-02-01T12:00:00",
    ("days", "+", "datetime"): "2024-02-01T12:00:00",
    ("datetime", "-", "days"): "2024-01-30T08:00:00",
    ("datetime", "+", "months"): "2024-02-29T10:00:00",
    ("months", "+", "datetime"): "2024-02-29T10:00:00",
    ("datetime", "-", "months"): "2023-12-31T10:00:00",
    ("time", "-", "time"): "PT0S",
    ("time", "+", "days"): "12:00:00",
    ("days", "+", "time"): "12:00:00",
    ("time", "-", "days"): "08:00:00",
    ("days", "+", "days"): "P2DT4H",
    ("days", "-", "days"): "PT0S",
    ("days", "*", "number"): "P6DT12H",
    ("number", "*", "days"): "P6DT12H",
    ("days", "/", "number"): "PT4H20M",
    ("days", "/", "days"): "1",
    ("months", "+", "months"): "P2M",
    ("months", "-", "months"): "P0M",
    ("months", "*", "number"): "P6M",
    ("number", "*", "months"): "P6M",
    ("months", "/", "number"): "P0M",
    ("months", "/", "months"): "1",
}
ORDERED = {"number", "string", "date", "time", "datetime", "days", "months"}
NEGATIVES = {"number": "-6", "days": "-P1DT2H", "months": "-P1M"}


def value(text: str) -> str:
    return value_text(compile_node(read_expression(text)).run({}, Runtime()))


@pytest.mark.parametrize(("left", "operator", "right"), [*product(KINDS, ["+", "-", "*", "/", "**"], KINDS)])
def test_arithmetic_of_a_pair_of_types(left, operator, right):
    expected = ARITHMETIC.get((left, operator, right), "null")

    assert value(f"{KINDS[left]} {operator} {KINDS[right]}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A date is midnight in UTC, so that only what has an offset can be taken from it.
        ('@"2024-01-31" - @"2024-01-31T10:00:00Z"', "-PT10H"),
        ('@"2024-01-31T10:00:00+01:00" - @"2024-01-31"', "PT9H"),
        ('@"2024-01-31T10:00:00Z" - @"2024-01-31T10:00:00"', "null"),
        ('@"10:00:00Z" - @"10:00:00"', "null"),
        ('@"10:00:00Z" - @"10:00:00+01:00"', "PT1H"),
        ('@"23:00:00" + @"PT2H"', "01:00:00"),
        ('@"01:00:00" - @"PT2H"', "23:00:00"),
        ('@"P1D" / 0', "null"),
        ('@"P1D" / @"PT0S"', "null"),
        ('@"P5M" / 2', "P2M"),
        ('@"P1Y" * -1.5', "-P1Y6M"),
        # The hour that a zone leaps over in spring is never told.
        ('@"2020-03-29T01:30:00@Europe/Oslo" + @"PT1H"', "2020-03-29T03:30:00@Europe/Oslo"),
        ('@"2020-03-29T03:30:00@Europe/Oslo" - @"PT1H"', "2020-03-29T01:30:00@Europe/Oslo"),
        ('@"2020-03-28T12:00:00@Europe/Oslo" + @"P1D"', "2020-03-29T13:00:00@Europe/Oslo"),
        ('@"2020-06-30T12:00:00@Asia/Kathmandu" + @"P1Y"', "2021-06-30T12:00:00@Asia/Kathmandu"),
        ('@"999999999-12-31T23:00:00@Europe/Oslo" + @"PT2H"', "null"),
        ('@"99999-12-31T23:00:00@Europe/Oslo" + @"PT2H"', "100000-01-01T01:00:00@Europe/Oslo"),
        ("1 / 3", "0." + "3" * 34),
        ("10 ** -400 * 10 ** 400", "1"),
        ("10 ** 7000", "null"),
        ("(-8) ** (1 / 3)", "null"),
        ("0 ** 0", "1"),
        ("0 ** -1", "null"),
        ("-0", "0"),
        ("-" + "9" * 34, "-" + "9" * 34),
        ("1 - 2 - 3", "-4"),
        ("2 ** 3 ** 2", "64"),
        ("-3 ** 2", "9"),
        ("2 + 3 * 4 ** 2", "50"),
    ],
)
def test_arithmetic_at_its_edges(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_the_negative_of_a_type(kind):
    assert value(f"-({KINDS[kind]})") == NEGATIVES.get(kind, "null")


@pytest.mark.parametrize(("left", "right"), [*product(KINDS, KINDS)])
def test_equality_of_a_pair_of_types(left, right):
    same, other = ("true", "false") if left == right else ("null", "null")
    if left != right and "null" in {left, right}:
        same, other = "false", "true"

    assert value(f"{KINDS[left]} = {KINDS[right]}") == same
    assert value(f"{KINDS[left]} != {KINDS[right]}") == other


@pytest.mark.parametrize(("left", "right"), [*product(KINDS, KINDS)])
def test_the_order_of_a_pair_of_types(left, right):
    has_order = left == right and left in ORDERED
    expected = {"<": "false", "<=": "true", ">": "false", ">=": "true"} if has_order else {}

    for operator in ("<", "<=", ">", ">="):
        assert value(f"{KINDS[left]} {operator} {KINDS[right]}") == expected.get(operator, "null")
    assert value(f"{KINDS[left]} between {KINDS[right]} and {KINDS[right]}") == (
        "true" if has_order else "null"
    )


@pytest.mark.parametrize(("left", "right"), [*product(["true", "false", *KINDS], ["true", "false", *KINDS])])
def test_three_valued_logic(left, right):
    known = {"true": "true", "false": "false", "boolean": "true"}
    a, b = known.get(left, "null"), known.get(right, "null")
    texts = {**KINDS, "true": "true", "false": "false"}
    both = "false" if "false" in {a, b} else "null" if "null" in {a, b} else "true"
    either = "true" if "true" in {a, b} else "null" if "null" in {a, b} else "false"

    assert value(f"{texts[left]} and {texts[right]}") == both
    assert value(f"{texts[left]} or {texts[right]}") == either


TYPES = {
    "number": "number",
    "string": "string",
    "boolean": "boolean",
    "date": "date",
    "time": "time",
    "datetime": "date and time",
    "days": "days and time duration",
    "months": "years and months duration",
    "null": "Null",
    "list": "list<number>",
    "context": "context<a: number>",
    "range": "range<number>",
    "function": "function<number>->Any",
}


@pytest.mark.parametrize(("kind", "other"), [*product(KINDS, TYPES)])
def test_instance_of_each_type(kind, other):
    assert value(f"{KINDS[kind]} instance of {TYPES[other]}") == ("true" if kind == other else "false")


@pytest.mark.parametrize("kind", KINDS)
def test_everything_but_null_is_an_instance_of_any(kind):
    assert value(f"{KINDS[kind]} instance of Any") == ("false" if kind == "null" else "true")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[] instance of list<number>", "true"),
        ('[1, "a"] instance of list<number>', "false"),
        ("[1, null] instance of list<number>", "true"),
        ("[[1]] instance of list<list<number>>", "true"),
        ("{a: 1, b: 2} instance of context<a: number>", "true"),
        ("{b: 2} instance of context<a: number>", "false"),
        ("{a: null} instance of context<a: number>", "true"),
        ("{} instance of context<a: Any>", "false"),
        ('["a".."b"] instance of range<number>', "false"),
        ("(< 5) instance of range<number>", "true"),
        ("[1] instance of number", "false"),
        ("1 instance of list<number>", "false"),
        ("1 instance of list", "null"),
        ("{} instance of context", "null"),
        ("1 instance of nothing known", "null"),
        ("abs instance of function<number>->number", "true"),
        ("(function(a: string) a) instance of function<number>->Any", "false"),
        ("(function(a: Any) a) instance of function<number>->Any", "true"),
        ("(function(a, b) a) instance of function<number>->Any", "false"),
        ("(function() 1) instance of function<>->Any", "true"),
    ],
)
def test_instance_of_what_is_built_of_types(text, expected):
    assert value(text) == expected
