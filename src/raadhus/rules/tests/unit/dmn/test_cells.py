"""What a cell of a table asks of a value (DMN 1.5 clauses 7.3.4 and 10.3.2.10), and `in` asks the same."""

from decimal import Decimal

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.expression import parse_expression
from raadhus.rules.tests.modelkit import table_model

# A cell with the values that it holds for and those that it does not.
CELLS = {
    "-": ([1, "a", None, []], []),
    "1": ([1, [1], [1, 2]], [2, "1", None, True]),
    '"a"': (["a", ["a", "b"]], ["b", 1, None]),
    "true": ([True], [False, None, 1]),
    "null": ([None], [1, "null", False]),
    "1, 2": ([1, 2], [3, None, "a"]),
    "not(1, 2)": ([3, None, "a"], [1, 2]),
    "not(null)": ([1, "a"], [None]),
    "not(true)": ([False], [True]),
    "< 5": ([4, -4], [5, None, "a"]),
    ">= 5": ([5, 6], [4, None]),
    "= 5": ([5], [4, None]),
    "!= 5": ([4, None], [5]),
    '< "b"': (["a"], ["b", 1]),
    "-5": ([-5], [5]),
    "not(-5)": ([5], [-5]),
    "[1..5)": ([1, Decimal("4.9")], [5, 0, None, "a"]),
    "]1..5]": ([2, 5], [1]),
    "(1..5[": ([2], [1, 5]),
    "not([1..5])": ([6, 0], [1, 5, None]),
    "[1..2], [4..5], 9": ([1, 5, 9], [3, 8]),
    "(< 3), (> 7)": ([2, 8], [5]),
    '["a".."c"]': (["b"], ["d", 1]),
    "y": ([3], [4]),
    "y + 1": ([4], [3]),
    "> y": ([4], [3]),
    "[1..y]": ([3], [4]),
    "y = 3": ([1, 2], []),
    "y > 3": ([], [1, 2]),
    "[1, 2]": ([1, 2, [1, 2]], [3, [1, 3]]),
    "[1..2], y": ([1, 3], [4]),
    "{a: 1}": ([{"a": 1}], [{"a": 2}, {"b": 1}, 1]),
    "? > 5 and ? < 8": ([6], [9, None]),
    "count(?) > 1": ([[1, 2]], [[1], 1]),
    'starts with(?, "a")': (["ab"], ["b"]),
    'not(starts with(?, "a"))': (["b"], ["ab"]),
    "? in [1, 2]": ([1], [3]),
    "every i in ? satisfies i > 0": ([[1, 2]], [[1, -1]]),
    "if y > 1 then 3 else 4": ([3], [4]),
    "function(x) x": ([], [1, None]),
}
PAIRS = [
    (cell, value, holds)
    for cell, (yes, no) in CELLS.items()
    for holds in (True, False)
    for value in (no, yes)[holds]
]


@pytest.mark.parametrize(("cell", "value", "holds"), PAIRS)
def test_a_row_hits_when_the_value_satisfies_the_cell(cell, value, holds):
    model = load(table_model(["x"], ["o"], [[cell, "true"]]))

    assert model.evaluate("d", {"x": value, "y": 3}).value is (True if holds else None)


IN = [
    ("x in 1", 1, True),
    ("x in (1)", 2, False),
    ("x in (1, 2)", 2, True),
    ("x in < 5", 4, True),
    ("x in (< 2, > 8)", 9, True),
    ("x in [1, 2]", 2, True),
    ("x in [1, 2]", 3, False),
    ("x in [1..3]", 3, True),
    ("x in (1..3)", 3, False),
    ("x in ([1..3], [5..6])", 6, True),
    ("x in [[1..3], [5..6]]", 6, True),
    ("x in [(< 2), (> 8)]", 9, True),
    ("x in [[1, 2], [3]]", [3], True),
    ("x in [1, 2]", [1, 2], True),
    ("x in [1, 2]", [1], False),
    ("x in (? > 3)", 4, True),
    ("x in (? > 3 and ? < 5, 9)", 9, True),
    ("x in (? > 3 and ? < 5)", 5, False),
    ('x in (starts with(?, "a"))', "ab", True),
    ("x in [1..3] and true", 2, True),
    ("x in {a: 1}", {"a": 1}, True),
    ("x in null", None, True),
    ("x in [null]", None, True),
    ("x in [1..3]", None, None),
    ('x in "a"', 1, None),
    ('x in ["a".."b"]', 1, None),
    ("x in < 5", "a", None),
    ("x in list", 2, True),
    ("x in range", 2, True),
    ("x in nothing", 2, False),
    ('x in ("a", "b")', 1, False),
    ("x in (< 5)", None, False),
    ("x in ([1..3])", None, False),
    ('x in [1.."b"]', 2, None),
    ('x in [1.."b"]', 0, False),
    ("x in [nothing..3]", 2, None),
    ("x in [nothing..3]", 4, False),
    ("x in [3..1]", 2, False),
    ("x in [2..2]", 2, True),
]


@pytest.mark.parametrize(("text", "value", "expected"), IN)
def test_in_asks_what_a_cell_asks(text, value, expected):
    given = {"x": value, "list": [1, 2], "range": parse_expression("[1..3]").evaluate({}), "nothing": None}

    assert parse_expression(text, tuple(given)).evaluate(given) is expected


@pytest.mark.parametrize("value", [1, "a", None, True])
def test_a_broken_cell_never_holds(value):
    model = load(table_model(["x"], ["o"], [["1 2 3", "true"]]), tolerant=True)

    assert model.evaluate("d", {"x": value}).value is None
