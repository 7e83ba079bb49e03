"""Trees and texts: what is written reads back the same, numbers are exact, and no text does harm."""

import random
from decimal import Context, Decimal, DecimalException, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.expression import parse_expression
from raadhus.rules.domain.feel import nodes as n
from raadhus.rules.domain.feel.decimals import CONTEXT, number_text
from raadhus.rules.domain.feel.errors import FeelError
from raadhus.rules.domain.feel.language import INPUT, Vocabulary, read_expression, read_tests
from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from raadhus.rules.domain.feel.tokens import KEYWORDS
from raadhus.rules.domain.feel.tree_text import tree_text
from raadhus.rules.domain.feel.types import BUILT_IN_TYPES, ContextType, FunctionType, ListType, RangeType

# What is generated refers to itself many times over, and names itself when it draws anew; nobody reads that name.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

NAMES = ("x", "y", "full name", "æble", "a-b", "profit and loss")
WORDS = Vocabulary.of((*NAMES, INPUT), NAMES)
names = st.sampled_from(NAMES)
numbers = st.decimals(allow_nan=False, allow_infinity=False).map(CONTEXT.plus)
temporals = st.sampled_from(
    [
        Date(2024, 2, 29),
        Time(10, 30, 0, 500_000_000, 3600),
        Time(10, 30, 0, 0, None, "Europe/Oslo"),
        DateTime(Date(-5, 1, 1), Time(0, 0, 0)),
        DaysDuration(-90_061_000_000_000),
        MonthsDuration(14),
    ]
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
literals = st.one_of(numbers, texts, st.booleans(), st.none(), temporals).map(n.Literal)
simple_types = st.sampled_from(["number", "string", "date and time", "days and time duration", "Any"]).map(
    BUILT_IN_TYPES.__getitem__
)
types = st.recursive(
    simple_types,
    lambda inner: st.one_of(
        inner.map(ListType),
        inner.map(RangeType),
        st.lists(st.tuples(names, inner), min_size=1, max_size=2).map(lambda f: ContextType(tuple(f))),
        st.builds(FunctionType, st.lists(inner, max_size=2).map(tuple), inner),
    ),
    max_leaves=4,
)


def several(inner, least=0, most=3):
    return st.lists(inner, min_size=least, max_size=most).map(tuple)


def logic(operator, operands):
    # A chain begun by a chain of the same operator is the same chain.
    first = operands[0]
    longer = isinstance(first, n.Logic) and first.operator == operator
    return n.Logic(operator, (*(first.operands if longer else operands[:1]), *operands[1:]))


def call(callee, arguments, named):
    keys = NAMES[: len(arguments)] if named else ()
    return n.Call(callee, arguments, keys)


def half_open(sign, end):
    if sign in {"=", "!="}:
        return n.RangeOf(end, end, sign == "=", sign == "=", sign=sign)
    if sign[0] == "<":
        return n.RangeOf(None, end, False, sign == "<=")
    return n.RangeOf(end, None, sign == ">=", False)


def grow(inner):
    comparison = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    unary = st.builds(n.UnaryComparison, comparison, inner)
    test = st.one_of(inner, unary)
    domain = st.one_of(
        inner, st.builds(lambda a, b: n.RangeOf(a, b, True, True, iterated=True), inner, inner)
    )
    rounds = several(st.builds(n.Iteration, names, domain), 1, 2)
    parameters = several(st.builds(n.Parameter, names, st.none() | types), 0, 2)
    entries = st.lists(st.builds(n.ContextEntry, names, inner), max_size=3, unique_by=lambda e: e.key)
    return st.one_of(
        st.builds(n.Path, inner, names),
        st.builds(n.Filter, inner, test),
        st.builds(call, inner, several(inner), st.booleans()),
        inner.map(n.Negation),
        st.builds(n.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        st.builds(n.Comparison, comparison, inner, inner),
        st.builds(logic, st.sampled_from(["and", "or"]), several(inner, 2)),
        st.builds(n.Between, inner, inner, inner),
        st.builds(n.In, inner, several(test, 1), st.just(value=True)),
        st.builds(n.In, inner, names.map(lambda name: (n.Name(name),))),
        st.builds(n.If, inner, inner, inner),
        st.builds(n.For, rounds, inner),
        st.builds(n.Quantified, st.booleans(), rounds, inner),
        st.builds(n.Function, parameters, inner),
        st.builds(n.ExternalFunction, parameters, inner),
        several(inner).map(n.ListOf),
        entries.map(lambda found: n.ContextOf(tuple(found))),
        st.builds(n.RangeOf, inner, inner, st.booleans(), st.booleans()),
        st.builds(half_open, comparison, inner),
        st.builds(n.InstanceOf, inner, types),
    )


trees = st.recursive(st.one_of(literals, names.map(n.Name)), grow, max_leaves=12)
cells = st.one_of(
    st.just(n.Tests(())),
    st.builds(
        n.Tests,
        several(st.one_of(trees, st.builds(n.UnaryComparison, st.sampled_from(["<", ">="]), trees)), 1),
        st.booleans(),
    ),
)


@settings(max_examples=300, deadline=None)
@given(trees)
def test_a_tree_that_is_written_reads_back_as_itself(tree):
    assert read_expression(tree_text(tree), WORDS) == tree


@settings(max_examples=150, deadline=None)
@given(cells)
def test_tests_that_are_written_read_back_as_themselves(tests):
    assert read_tests(tree_text(tests), WORDS) == tests


@settings(max_examples=300, deadline=None)
@given(numbers, st.sampled_from("+-*/"), numbers)
def test_arithmetic_is_that_of_34_decimal_digits_rounded_half_even(left, operator, right):
    found = parse_expression(f"x {operator} y").evaluate({"x": left, "y": right})

    with localcontext(Context(prec=34, Emin=-6143, Emax=6144)):
        try:
            expected = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[
                operator
            ](right)
        except DecimalException:
            expected = None
    assert found == expected


@settings(max_examples=200, deadline=None)
@given(numbers)
def test_a_number_that_is_written_is_the_same_number(number):
    assert parse_expression(number_text(number)).evaluate({}) == number


TOKENS = [
    *KEYWORDS,
    *("(", ")", "[", "]", "{", "}", ",", ".", "..", ":", "@", "|", "->", '"', '"a"', "//", "/*", "*/", "?"),
    *("+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "1", "0.5", "1e400", "9" * 40, "\\", "\x00"),
    *("x", "item", "partial", "list", "number", "context", "date", "matches", "sort", "count", "@", '"P1D"'),
    *("'", "#", "é", "🐎", "\ud800", "\n"),
]


def outcome(text):
    try:
        parse_expression(text).evaluate({"x": [Decimal(1), None, {"a": "b"}]})
    except FeelError as error:
        return str(error)
    return "a value"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join))
def test_any_row_of_tokens_gives_a_value_or_a_located_error(text):
    assert outcome(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")))
def test_any_text_gives_a_value_or_a_located_error(text):
    assert outcome(text)


@settings(max_examples=200, deadline=None)
@given(trees, st.randoms(use_true_random=False))
def test_a_text_that_is_spoilt_gives_a_value_or_a_located_error(tree, chance: random.Random):
    text = tree_text(tree)
    at = chance.randrange(len(text) + 1)

    assert outcome(text[:at] + chance.choice(TOKENS) + text[at + chance.randrange(3) :])


# Forty lists in one another, each of which holds the next one twice.
DOUBLED = "{{d: for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]], r: {}}}.r"
DOUBLED_USES = [
    *(
        "d",
        "d[40]",
        "d = d",
        "d[40] in d",
        "d instance of list<number>",
        "string(d)",
        "flatten(d)",
        "count(d)",
    ),
    *(
        "{a: d} = {a: d}",
        "(function(x: list<list<number>>) x)(d)",
        "d[item = d]",
        "sort(d, function(a, b) a < b)",
    ),
]


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000000000 return i",
        "count(for i in 1..1000000000 return i)",
        "some i in 1..1000000000 satisfies i < 0",
        "for i in 1..100000, j in 1..100000 return 1",
        "for i in 1..100000 return partial",
        "[1..1000000000][item > 5]",
        "{f: function(x) f(x) + f(x), r: f(1)}.r",
        *(DOUBLED.format(use) for use in DOUBLED_USES),
        'string join(for i in 1..900000 return "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")',
        "9 ** 999999999",
        "1.0000001 ** 999999999",
        "sort(for i in 1..999 return i, function(a, b) count(for j in 1..999 return j) < 0)",
        'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
        "(" * 5000 + "1" + ")" * 5000,
        "-" * 5000 + "1",
        "[" * 5000,
        "x" + ".a" * 5000,
        "if " * 5000,
        "not(" * 5000 + "true" + ")" * 5000,
        "1" + "+1" * 40_000,
        "f" + "(1)" * 5000,
        "9" * 90_000,
        '"' + "\\" * 90_001 + '"',
        "/*" * 40_000,
    ],
)
def test_what_is_endless_ends(text):
    assert outcome(text)
