"""Odd, wrong and hostile texts: a value or a located error, within bounds; never anything else."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.expression import parse_expression, parse_unary_tests
from raadhus.rules.domain.feel.decimals import CONTEXT
from raadhus.rules.domain.feel.errors import FeelError, FeelLimitExceeded, FeelSyntaxError
from raadhus.rules.domain.feel.python_values import to_feel

WORDS = st.sampled_from(
    [
        *("if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not"),
        *("between", "instance", "of", "function", "1", "2.5", ".5", "x", "item", "null", "true", '"a"', "?"),
        *('@"2024-01-01"', "(", ")", "[", "]", "{", "}", "<", ">", "=", "!=", "..", ",", ":", ".", "+", "-"),
        *("*", "/", "**", "date", "time", "date and time", "sort", "count", "string join", "partial"),
    ]
)
ENDS = ("a value of FEEL", "a place in the text", "a limit")
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4)


def end_of(text: str, act: Callable[[], object]) -> str:
    """Say how ``act`` on ``text`` ended. Raises: what is neither a value nor an error of FEEL."""
    try:
        value = act()
    except FeelSyntaxError as error:
        lines = text.split("\n")
        is_inside = 1 <= error.line <= len(lines) and 1 <= error.column <= len(lines[error.line - 1]) + 1
        return "a place in the text" if is_inside else f"outside the text: {error}"
    except FeelLimitExceeded:
        return "a limit"
    to_feel(value)
    return "a value of FEEL"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("1 +", 1, 4),
        ("if a then b", 1, 12),
        ('"open', 1, 1),
        ("[1, 2", 1, 6),
        ("1 +\n  )", 2, 3),
        ("a # b", 1, 3),
        ("{a: 1, a: 2}", 1, 8),
        ('@"no date"', 1, 2),
        ("", 1, 1),
    ],
)
def test_a_wrong_text_is_told_with_its_place(text, line, column):
    with pytest.raises(FeelSyntaxError) as refused:
        parse_expression(text)

    assert (refused.value.line, refused.value.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "1" + ")" * 5000,
        "[" * 300 + "]" * 300,
        "-" * 5000 + "1",
        "+".join(["1"] * 20000),
        "not(" * 200 + "true" + ")" * 200,
        "1" * 200_000,
        "if true then " * 500 + "1",
        "{a:" * 200 + "1" + "}" * 200,
        "a" + "[1]" * 20_000,
        "a" + ".b" * 20_000,
        "a" + "()" * 20_000,
    ],
)
def test_what_is_nested_too_deeply_or_too_long_is_refused(text):
    with pytest.raises(FeelError):
        parse_expression(text).evaluate({})


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000000000 return i",
        "count(for a in 1..10000, b in 1..10000 return a)",
        "some i in 1..1000000000 satisfies i < 0",
        "{f: function(n) f(n + 1), r: f(1)}.r",
        "{f: function(l) concatenate(l, l), r: (for i in 1..40 return if i = 1 then [1, 2] else f(partial[-1]))}.r",
        'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]',
        (
            '{s: for i in 1..20 return if i = 1 then "ab" else partial[-1] + partial[-1], '
            't: for i in 1..900000 return s[-1] + "c"}.t[1]'
        ),
        "{l: for i in 1..90000 return i, r: for i in l return list contains(l, -i)}.r",
        "{l: for i in 1..90000 return i, r: for i in l return l = l}.r",
        "{l: for i in 1..90000 return i, r: for i in l return -i in l}.r",
        "distinct values(for i in 1..90000 return [i])",
        "for i in 1..5000 return if i = 1 then [] else [partial[-1]]",
        "{f: function(g, n) if n = 0 then 1 else g(g, n - 1) + g(g, n - 1), r: f(f, 60)}.r",
        'matches(text, "(a|aa|aaa){20}b")',
        'matches(text, "(a|aa)+[bc]")',
        'replace(text, "(a|aa)+[bc]", "")',
        'split(text, "(a|aa)+[bc]")',
        'sort([text, "(a|aa)+[bc]"], matches)',
        '{m: matches, r: m(text, "(a|aa)+[bc]")}.r',
        'matches(pattern: "(a|aa)+[bc]", input: text)',
        'matches(text, "((((a{999}){999}){999}){999}){999}")',
        'some i in 1..1000000 satisfies matches(text, "(a|aa){12}[bc]")',
        '{m: matches, r: some i in 1..1000000 satisfies m(text, "(a|aa){12}[bc]")}.r',
    ],
)
def test_what_takes_too_much_is_stopped(text):
    with pytest.raises(FeelLimitExceeded):
        parse_expression(text).evaluate({"text": "a" * 60 + "!"})


@pytest.mark.parametrize(
    ("pattern", "holds"),
    [
        ("^(a+)+$", False),
        ("^" + "a?" * 60 + "b", False),
        ("^(a?){24}a{24}", True),
        (r"^(a+)\\1!$", True),
        (r"^[a-z-[b]]+!$", True),
        (r"^\\i\\c*\\p{Po}$", True),
    ],
)
def test_a_pattern_that_can_be_searched_in_time_is_searched(pattern, holds):
    found = parse_expression(f'matches(text, "{pattern}")').evaluate({"text": "a" * 60 + "!"})

    assert found is holds


@pytest.mark.parametrize("text", [r'"\uD800"', r'"\uDC00\uD800"', r'"\U00D800"', '"\ud800"'])
def test_half_of_a_surrogate_pair_is_refused(text):
    with pytest.raises(FeelSyntaxError, match="surrogate"):
        parse_expression(text)


def test_a_whole_surrogate_pair_is_one_character():
    assert parse_expression(r'"\uD83D\uDE00"').evaluate({}) == "\U0001f600"


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^b]", "^", "$", "\\1", "()", ""]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "+?", "{2,9}", "{60}", "{999}", "{0,9999}"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(PATTERNS, st.integers(min_value=0, max_value=3000))
def test_any_pattern_on_any_text_ends_with_an_answer_or_a_limit(pattern, length):
    context = {"t": "a" * length, "p": pattern}

    assert end_of(pattern, lambda: parse_expression("matches(t, p)").evaluate(context)) in ENDS


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_words_in_any_order_give_a_value_or_a_located_error(text):
    assert end_of(text, lambda: parse_expression(text).evaluate({"x": 1})) in ENDS
    assert end_of(text, lambda: parse_unary_tests(text).hold(1)) in ENDS


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_text_gives_a_value_or_a_located_error(text):
    assert end_of(text, lambda: parse_expression(text).evaluate({})) in ENDS


@given(NUMBERS, NUMBERS, st.sampled_from("+-*/"))
def test_arithmetic_agrees_with_decimal(left, right, operator):
    found = parse_expression(f"a {operator} b", ("a", "b")).evaluate({"a": left, "b": right})

    if operator == "/" and not right:
        assert found is None
        return
    operations = {"+": CONTEXT.add, "-": CONTEXT.subtract, "*": CONTEXT.multiply, "/": CONTEXT.divide}
    assert found == operations[operator](left, right)


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_a_sorted_list_is_in_order_and_keeps_its_items(numbers):
    found = parse_expression("sort(l)", ("l",)).evaluate({"l": numbers})

    assert found == sorted(Decimal(number) for number in numbers)


@pytest.mark.parametrize(
    "text",
    ["for i in 1..100000 return i ** 0.3", "for i in 1..100000, j in 9e6144..9e6144 return 1"],
)
def test_what_takes_long_costs_more_than_a_step(text):
    with pytest.raises(FeelLimitExceeded):
        parse_expression(text).evaluate({})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("odd(9e6144)", False),
        ("even(-9e6144)", True),
        ("odd(9999999999999999999999999999999999)", True),
        ('substring("abc", 2, 9e6144)', "bc"),
        ('substring("abc", 9e6144)', None),
        ("date(9e6144, 1, 1)", None),
        ("date(2024, -9e6144, 1)", None),
        ("remove([1], -9e6144)", None),
        ('@"P1D" * 9e6000', None),
        ('@"P1D" / 9e6000', dt.timedelta(0)),
    ],
)
def test_numbers_of_thousands_of_digits_are_never_written_out(text, expected):
    assert parse_expression(text).evaluate({}) == expected


def under(calls, act):
    """Return what ``act`` gives below so many calls on the stack."""
    return under(calls - 1, act) if calls else act()


@pytest.mark.parametrize("operator", ["+", "-", "*", "**", "="])
@pytest.mark.parametrize("calls", [0, 300])
def test_how_long_a_sum_may_be_does_not_rest_on_where_it_is_asked_for(operator, calls):
    longest, longer = (operator.join(["1"] * terms) for terms in (200, 201))

    assert (
        end_of(longest, lambda: under(calls, lambda: parse_expression(longest).evaluate({})))
        == "a value of FEEL"
    )
    assert end_of(longer, lambda: under(calls, lambda: parse_expression(longer))) == "a place in the text"
