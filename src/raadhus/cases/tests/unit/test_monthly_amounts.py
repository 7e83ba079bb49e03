"""What somebody earns a month is read as people write it; what nobody earns is none."""

from decimal import Decimal

import pytest

from raadhus.cases.domain.monthly_amounts import read_monthly_amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12.345,50", "12345.50"),
        ("12,345.50", "12345.50"),
        ("kr. 12.345,-", "12345.00"),
        ("0", "0.00"),
        ("10.000.000", "10000000.00"),
    ],
)
def test_an_amount_is_understood(typed: str, amount: str) -> None:
    assert read_monthly_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "-5", "abc", "1e5", "10000000,01", "NaN", "1" + " " * 100_000 + "x"])
def test_what_nobody_earns_is_none(typed: str) -> None:
    assert read_monthly_amount(typed) is None
