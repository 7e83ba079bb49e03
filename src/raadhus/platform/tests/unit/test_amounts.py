"""Amounts as people write them in three languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.platform.amounts import CannotReadAmount, parse_amount

AMOUNTS = st.decimals(min_value=0, max_value=10_000_000, places=2, allow_nan=False, allow_infinity=False)


def written(amount: Decimal, group: str, point: str) -> str:
    """Write an amount with signs for thousands and decimals."""
    text = f"{amount:,.2f}"
    return text.replace(",", "\0").replace(".", point).replace("\0", group)


@given(
    AMOUNTS,
    st.sampled_from([(".", ","), (" ", ","), ("\u00a0", ","), ("\u202f", ","), (",", "."), ("'", ".")]),
)
def test_an_amount_written_by_any_of_our_customs_is_read_exactly(amount: Decimal, signs: tuple[str, str]):
    assert parse_amount(written(amount, *signs)) == amount


@given(AMOUNTS, st.sampled_from([",", "."]))
def test_an_amount_without_groups_is_read_exactly(amount: Decimal, point: str):
    assert parse_amount(written(amount, "", point)) == amount


@given(AMOUNTS, st.sampled_from(["{} kr.", "{} kr", "kr. {}", "DKK {}", "{} NOK", "{} kroner", "  {}  "]))
def test_the_unit_may_stand_before_or_behind(amount: Decimal, pattern: str):
    assert parse_amount(pattern.format(written(amount, ".", ","))) == amount


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_an_amount_with_two_decimals_or_a_refusal(text: str):
    try:
        amount = parse_amount(text)
    except CannotReadAmount:
        return
    assert amount.is_finite()
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("24.300,50", "24300.50"),
        ("24 300,50", "24300.50"),
        ("24,300.50", "24300.50"),
        ("24.300", "24300.00"),
        ("24,300", "24300.00"),
        ("24300", "24300.00"),
        ("24300,5", "24300.50"),
        ("1.234.567,8", "1234567.80"),
        ("1.850,-", "1850.00"),
        ("0", "0.00"),
        ("0,05", "0.05"),
        ("-12,50", "-12.50"),
        ("\u2212 12", "-12.00"),
        ("１２３", "123.00"),  # full-width digits
    ],
)
def test_amounts_are_read_as_meant(text: str, amount: str):
    assert str(parse_amount(text)) == amount


@pytest.mark.parametrize(
    "text",
    ["", "abc", "12abc", "1e5", "24.30.000", "1,23,4", "24.3000", "--5", "NaN", "inf", "1 000 kr for to", ",5", "5,",
     "0x10", "١٢٣", "12,345,6,7", "9" * 41, "⑳" * 24, "1" + " " * 1_000_000 + "x"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(CannotReadAmount):
        parse_amount(text)
