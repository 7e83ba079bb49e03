"""An amount is read as people write it, and nothing else is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.cases.domain.amounts import NotAnAmount, read_amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12345", "12345"),
        ("12.345,50", "12345.50"),
        ("12,345.50", "12345.50"),
        ("12 345,5", "12345.5"),
        ("12.345", "12345"),
        ("12,34", "12.34"),
        ("kr. 12.345,-", "12345"),
        ("12.345 kr.", "12345"),
        ("12\u00a0345 NOK", "12345"),
        ("0", "0"),
    ],
)
def test_an_amount_is_understood(typed, amount):
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["", "-5", "abc", "1e5", "99999999999", "12.34.5", "10000000,01", "NaN", "١٢"]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(NotAnAmount):
        read_amount(typed)


@given(st.decimals(0, 10_000_000, places=2))
def test_any_amount_survives_being_written_in_danish(amount):
    english = f"{amount:,.2f}"

    assert read_amount(english.translate(str.maketrans(",.", ".,"))) == amount
