"""Why, in plain sentences: remarks of rows that fired, in three languages, with figures as people write them."""

import datetime as dt
from decimal import Decimal

import pytest

from raadhus.rules.domain.dmn.explain import explain, plain_text, reasons
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.trace_data import trace_data, trace_from_data
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.tests.modelkit import table_model

ROWS = [
    ["< 1000", "x / 2", "{x} er lavt: {d}.", "{x} er lavt: {d}.", "{x} is low: {d}.", "loven § 1"],
    [">= 1000", "x", "{x} er højt.", "{x} er høyt.", "{x} is high.", ""],
]
SOURCE = table_model(["x"], ["o"], ROWS, remarks=("da", "nb", "en", "law"))


def trace_of(x):
    return load(SOURCE).evaluate("d", {"x": x}, trace=True).trace


def test_a_sentence_holds_the_figures_and_the_law():
    assert explain(trace_of(Decimal("99.9")), "da") == ("99,90 er lavt: 49,95. (loven § 1)",)


def test_a_row_that_did_not_fire_says_nothing():
    assert explain(trace_of(2000), "en") == ("2,000 is high.",)


def test_an_unknown_language_gets_english():
    assert explain(trace_of(2000), "se") == ("2,000 is high.",)


def test_a_reason_names_its_row():
    (reason,) = reasons(trace_of(1), "nb")

    assert (reason.row, reason.law) == ("r1", "loven § 1")


def test_a_stored_trace_explains_as_the_fresh_one():
    trace = trace_of(Decimal("12.50"))

    assert explain(trace_from_data(trace_data(trace)), "da") == explain(trace, "da")


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (Decimal(1234567), "da", "1.234.567"),
        (Decimal(1234567), "nb", "1\u00a0234\u00a0567"),
        (Decimal("-1234.5"), "en", "-1,234.50"),
        (True, "da", "ja"),
        (None, "nb", "ukjent"),
        (dt.date(2024, 5, 1), "da", "1.\u00a0maj 2024"),
        (["a", "b"], "en", "a, b"),
    ],
)
def test_values_are_written_as_the_language_does(value, language, expected):
    assert plain_text(to_feel(value), language) == expected
