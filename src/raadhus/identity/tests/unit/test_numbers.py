"""Identity numbers are told from other digits by their form, not by a control digit."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.identity.domain.numbers import MalformedNumber, clean_number, country_of

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2035, 12, 31))


@given(DAYS, st.integers(min_value=0, max_value=9999))
def test_a_danish_number_and_its_invented_sister_are_read(day: dt.date, serial: int) -> None:
    for shift in (0, 60):
        digits = f"{day.day + shift:02d}{day:%m%y}{serial:04d}"
        assert clean_number(digits) == digits
        assert clean_number(f"{digits[:6]}-{digits[6:]}", "dk") == digits


@given(DAYS, st.integers(min_value=0, max_value=99999))
def test_a_norwegian_number_a_d_number_and_a_test_number_are_read(day: dt.date, rest: int) -> None:
    for day_shift, month_shift in ((0, 0), (40, 0), (0, 80), (40, 80)):
        digits = f"{day.day + day_shift:02d}{day.month + month_shift:02d}{day:%y}{rest:05d}"
        assert clean_number(digits, "no") == digits


@given(st.text(max_size=14))
def test_anything_else_is_refused_or_a_number(text: str) -> None:
    try:
        digits = clean_number(text)
    except MalformedNumber:
        return
    assert digits.isascii()
    assert digits.isdigit()
    assert country_of(digits) in {"dk", "no"}


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "12345",
        "3213900001",
        "0013900001",
        "0100900001",
        "9201900001",
        "01019000011234",
        "٠١٠١٩٠٠٠٠١",
        "010190-00-01",
    ],
)
def test_what_begins_with_no_day_or_has_no_length_of_ours_is_refused(wrong: str) -> None:
    with pytest.raises(MalformedNumber):
        clean_number(wrong)


def test_a_leading_zero_stays() -> None:
    assert clean_number("0101900001") == "0101900001"


def test_a_number_of_the_other_country_is_refused_where_one_is_asked() -> None:
    with pytest.raises(MalformedNumber):
        clean_number("0101900001", "no")
