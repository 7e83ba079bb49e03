"""The short way for plain cells makes the trees that the parser makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.language import Vocabulary, read_expression, read_tests
from raadhus.rules.domain.feel.plain_cells import plain_literal, plain_tests, plain_variable

WORDS = Vocabulary.of(["?"])
pieces = st.sampled_from(
    [*'0123456789."-<>=[](), aå\n', "..", '"a"', '"', "12.50", "-3", "<=", "[1..5)", "true", "\\", "\ud800"]
)
texts = st.one_of(
    st.lists(pieces, max_size=7).map("".join),
    st.from_regex(r"[\[\](]? ?-?[0-9]{1,3}(\.[0-9])?( ?\.\. ?-?[0-9]{1,3}[\])\[])?", fullmatch=True),
    st.from_regex(r"(<|<=|>|>=|=) ?-?[0-9]{1,3}", fullmatch=True),
    st.from_regex(r'"[a-zåØ 0-9]*"( ?, ?"[a-z]*"){0,2}', fullmatch=True),
)


@given(texts)
def test_a_plain_cell_is_read_as_the_parser_reads_it(text):
    tests, literal = plain_tests(text), plain_literal(text)

    if tests is not None:
        assert tests == read_tests(text, WORDS)
    if literal is not None:
        assert literal == read_expression(text, WORDS)


@pytest.mark.parametrize(
    "text", ["1", "-2.50", "< 5", "[1..5]", "(-1.5 .. 2)", "]0..1[", '"a"', '"a", "b"', '""']
)
def test_these_are_plain(text):
    assert plain_tests(text) == read_tests(text, WORDS)


@pytest.mark.parametrize("text", ["", "-0", "1e5", "1 2", "= 5", "not(1)", '"\\n"', '"a", 1', "1..2", "True"])
def test_all_else_is_for_the_parser(text):
    assert plain_tests(text) is None


def test_what_is_plain_is_never_an_error():
    with pytest.raises(FeelSyntaxError):
        read_tests('"a" "b"', WORDS)
    assert plain_tests('"a" "b"') is None


NAMES = (
    "Income",
    "Income a year",
    "Income of the year",
    "æble",
    "true",
    "not",
    "a and b",
    "a-b",
    "x.y",
    "if",
    "date",
    "item",
    "b2",
)
known = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(["income", "Income  a year", "Income a", "Income of", "b 2", "-", ""]),
)


@given(known)
def test_a_plain_variable_is_read_as_the_parser_reads_it(text):
    plain = plain_variable(text, NAMES)

    if plain is not None:
        assert plain == read_expression(text, Vocabulary.of(NAMES))


def test_words_of_the_language_are_no_plain_variables():
    found = {name for name in NAMES if plain_variable(name, NAMES)}

    assert found == {"Income", "Income a year", "æble", "date", "item", "b2"}


@pytest.mark.parametrize("text", ["-", "true", "false", "null"])
def test_a_constant_is_plain(text):
    assert plain_tests(text) == read_tests(text, WORDS)
