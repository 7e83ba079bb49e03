"""Filters, paths and iterations (DMN 1.5 clauses 10.3.2.5, 10.3.2.14 and table 68), and their boxed forms."""

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.feel.language import compile_node, read_expression
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.tests.modelkit import decision, literal, model

FILTERS = [
    ("[1, 2, 3][1]", "1"),
    ("[1, 2, 3][-1]", "3"),
    ("[1, 2, 3][-3]", "1"),
    ("[1, 2, 3][0]", "null"),
    ("[1, 2, 3][4]", "null"),
    ("[1, 2, 3][-4]", "null"),
    ("[1, 2, 3][1.5]", "null"),
    ("[1, 2, 3][1 + 1]", "2"),
    ("[1, 2, 3][true]", "[1, 2, 3]"),
    ("[1, 2, 3][false]", "[]"),
    ("[1, 2, 3][null]", "[]"),
    ('[1, 2, 3]["a"]', "null"),
    ("[1, 2, 3][[1]]", "null"),
    ('[1, 2, 3][@"P1D"]', "null"),
    ("[1, 2, 3][item > 1]", "[2, 3]"),
    ("[1, 2, 3][item > null]", "[]"),
    ("[1, 2, 3][> 1]", "[2, 3]"),
    ("[][1]", "null"),
    ("[][true]", "[]"),
    ("[][item > 1]", "[]"),
    ("null[1]", "null"),
    ("null[true]", "null"),
    ("null[item > 1]", "null"),
    ("5[1]", "5"),
    ("5[-1]", "5"),
    ("5[0]", "null"),
    ("5[2]", "null"),
    ("5[true]", "[5]"),
    ("5[false]", "[]"),
    ("5[item > 4]", "[5]"),
    ("{a: 1}[a = 1]", "[{a: 1}]"),
    ("{a: 1}[1]", "{a: 1}"),
    ("[{x: 1}, {x: 2}][x = 1]", "[{x: 1}]"),
    ("[{x: 1}, {x: null}][x < 2]", "[{x: 1}]"),
    ("[{x: 1}, {y: 2}][x = null]", "[{y: 2}]"),
    ("[{item: 1}, {item: 2}][item = 2]", "[{item: 2}]"),
    ("[{item: {x: 9}, x: 1}][item.x = 9]", "[{item: {x: 9}, x: 1}]"),
    ("{x: 5, r: [1, 6][item > x]}.r", "[6]"),
    ("[[1, 2], [3]][item[1] = 3]", "[[3]]"),
    ("[[1, 2], [3]][1][2]", "2"),
    ("[1, 2, 3, 4][item > 2][1]", "3"),
    ("[1, 2][item > 1][2]", "null"),
]
PATHS = [
    ("{a: 1}.a", "1"),
    ("{a: 1}.b", "null"),
    ("{a: {b: {c: 3}}}.a.b.c", "3"),
    ("{a: null}.a.b", "null"),
    ("null.a", "null"),
    ("1.a", "null"),
    ('"x".a', "null"),
    ("true.a", "null"),
    ("[].a", "[]"),
    ("[{a: 1}, {a: 2}].a", "[1, 2]"),
    ("[{a: 1}, {b: 2}].a", "[1, null]"),
    ("[1, {a: 2}, null].a", "[null, 2, null]"),
    ("[{a: {b: [1]}}, {a: {b: [2, 3]}}].a.b", "[[1], [2, 3]]"),
    ('[@"2020-01-01", @"2021-01-01"].year', "[2020, 2021]"),
    ("[1..3].start", "1"),
    ("[1..3].middle", "null"),
    ("{a b: {c d: 1}}.a b.c d", "1"),
    ('{"a+b": 1}.a+b', "1"),
]
LOOPS = [
    ("for i in [1, 2] return i * 2", "[2, 4]"),
    ("for i in 1..3 return i", "[1, 2, 3]"),
    ("for i in 3..1 return i", "[3, 2, 1]"),
    ("for i in 1..1 return i", "[1]"),
    ("for i in -1..1 return i", "[-1, 0, 1]"),
    ("for i in 1..2.5 return i", "null"),
    ("for i in 1..null return i", "null"),
    ('for i in "a".."c" return i', "null"),
    ('for i in @"2020-02-28"..@"2020-03-01" return i.day', "[28, 29, 1]"),
    ('for i in @"2020-01-02"..@"2020-01-01" return i.day', "[2, 1]"),
    ("for i in [1..3] return i", "[1, 2, 3]"),
    ("for i in (1..4) return i", "[2, 3]"),
    ("for i in [] return i", "[]"),
    ("for i in null return i", "null"),
    ("for i in 5 return i", "[5]"),
    ("for i in [1, 2], j in [3, 4] return i * j", "[3, 4, 6, 8]"),
    ("for i in [1, 2], j in 1..i return j", "[1, 1, 2]"),
    ("for i in [1, 2], j in [] return j", "[]"),
    ("for i in [], j in null return j", "[]"),
    ("for i in [1], i in [2] return i", "[2]"),
    ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
    ("for i in [1, 2] return count(partial)", "[0, 1]"),
    ("for i in [1, 2] return for j in [1, 2] return count(partial)", "[[0, 1], [0, 1]]"),
    ("some i in [1, 2] satisfies i > 1", "true"),
    ("some i in [] satisfies i > 1", "false"),
    ("every i in [] satisfies i > 1", "true"),
    ("some i in null satisfies i > 1", "null"),
    ("every i in null satisfies i > 1", "null"),
    ("some i in [null, 2] satisfies i > 1", "true"),
    ("some i in [null, 1] satisfies i > 1", "null"),
    ("every i in [null, 1] satisfies i > 1", "false"),
    ("every i in [null, 2] satisfies i > 1", "null"),
    ("some i in [1, 2], j in [2, 3] satisfies i = j", "true"),
    ("every i in [1, 2], j in [i] satisfies i = j", "true"),
    ("some i in 1..3 satisfies i = 3", "true"),
    ("every i in [1..3] satisfies i < 3", "false"),
]


@pytest.mark.parametrize(("text", "expected"), [*FILTERS, *PATHS, *LOOPS])
def test_a_filter_a_path_and_an_iteration_have_their_value(text, expected):
    assert value_text(compile_node(read_expression(text)).run({}, Runtime())) == expected


def boxed(kind: str, **parts: str) -> str:
    variable = ' iteratorVariable="i"' if kind in {"for", "some", "every"} else ""
    inside = "".join(
        f"<{name.strip('_')}>{literal(text)}</{name.strip('_')}>" for name, text in parts.items()
    )
    source = model(decision("d", f"<{kind}{variable}>{inside}</{kind}>"))
    return value_text(to_feel(load(source).evaluate("d", {}).value))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("1 < 2", "1"), ("1 > 2", "2"), ("null", "2"), ('"not a boolean"', "null"), ("1", "null")],
)
def test_a_boxed_conditional_wants_a_boolean(condition, expected):
    assert boxed("conditional", if_=condition, then="1", else_="2") == expected


@pytest.mark.parametrize(
    ("items", "match", "expected"),
    [
        ("[1, 2, 3]", "item > 1", "[2, 3]"),
        ("[1, null, 3]", "item > 1", "[3]"),
        ("[{x: 1}, {x: 2}]", "x = 2", "[{x: 2}]"),
        ("[]", "true", "[]"),
        ("5", "item = 5", "[5]"),
        ("null", "true", "null"),
        ("[1, 2]", '"not a boolean"', "null"),
        ("[1, 2]", "1", "null"),
    ],
)
def test_a_boxed_filter_wants_a_boolean_for_each_item(items, match, expected):
    assert boxed("filter", in_=items, match=match) == expected


@pytest.mark.parametrize(
    ("kind", "items", "condition", "expected"),
    [
        ("some", "[1, 2]", "i = 2", "true"),
        ("some", "[1, 2]", "i = 3", "false"),
        ("every", "[1, 2]", "i > 0", "true"),
        ("every", "[1, 2]", "i > 1", "false"),
        ("some", "[]", "true", "false"),
        ("every", "[]", "false", "true"),
        ("some", "[1, 2]", 'if i = 2 then true else "not a boolean"', "null"),
        ("every", "[1, 2]", 'if i = 1 then true else "not a boolean"', "null"),
        ("some", "null", "true", "null"),
    ],
)
def test_a_boxed_quantifier_wants_a_boolean_for_each_item(kind, items, condition, expected):
    assert boxed(kind, in_=items, satisfies=condition) == expected


@pytest.mark.parametrize(
    ("items", "body", "expected"),
    [
        ("[1, 2]", "i * 2", "[2, 4]"),
        ("[]", "i", "[]"),
        ("[1, 2]", "count(partial)", "[0, 1]"),
        ("null", "i", "null"),
    ],
)
def test_a_boxed_iteration_gives_a_list(items, body, expected):
    assert boxed("for", in_=items, return_=body) == expected
