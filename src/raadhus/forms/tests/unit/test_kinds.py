"""Each kind of field: what may be typed, what is kept, what is refused."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.forms.domain.kinds import KINDS
from raadhus.forms.domain.moment import month_from
from raadhus.forms.tests.formkit import TODAY, form_of, question


def read(kind: str, typed: dict[str, list[str]], **more: Any) -> Any:
    """Read what was typed into a field of that kind: the value, or the codes of what is wrong."""
    field = next(form_of(question("it", kind, **more)).fields())
    reading = KINDS[kind].read(field.spec, typed, TODAY)
    return [trouble.code for trouble in reading.troubles] or reading.value


def day(day: str, month: str, year: str) -> dict[str, list[str]]:
    return {"-day": [day], "-month": [month], "-year": [year]}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_typed_is_nothing_and_no_trouble(kind: str):
    options = {"options": [{"value": each, "label": {"da": each, "en": each}} for each in ("a", "b")]}
    assert read(kind, {}, **(options if "choice" in kind else {})) is None


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_every_day_that_exists_is_read(date: dt.date):
    assert read("date", day(str(date.day), str(date.month), f"{date.year}")) == date.isoformat()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (day("31", "2", "2021"), "no_such_date"),
        (day("29", "2", "2023"), "no_such_date"),
        (day("0", "1", "2023"), "no_such_date"),
        (day("1", "13", "2023"), "no_such_date"),
        (day("", "1", "2023"), "date_without_day"),
        (day("1", "", "2023"), "date_without_month"),
        (day("1", "1", ""), "date_without_year"),
        (day("1", "1", "24"), "year_with_four_digits"),
        (day("1", "marts", "2024"), "date_in_digits"),
        (day("-1", "3", "2024"), "date_in_digits"),
        (day("1", "1", "1850"), "date_too_early"),
        (day("15", "11", "2024"), "date_in_future"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(typed: dict[str, list[str]], code: str):
    assert read("date", typed, in_past=True) == [code]


def test_today_is_not_in_the_future():
    assert read("date", day("14", "11", "2024"), in_past=True) == "2024-11-14"


def test_months_are_offered_from_the_first_of_next_month():
    assert read("month", {"": ["2024-12-01"]}) == "2024-12-01"
    assert read("month", {"": ["2025-05-01"]}) == "2025-05-01"


@pytest.mark.parametrize("typed", ["2024-11-01", "2025-06-01", "2024-12-02", "december", "2024-12"])
def test_a_month_that_is_not_offered_is_refused(typed: str):
    assert read("month", {"": [typed]}) == ["month_not_offered"]


@given(st.dates(min_value=dt.date(1990, 1, 1)), st.integers(min_value=-24, max_value=24))
def test_months_are_counted_over_the_turn_of_years(date: dt.date, months: int):
    reached = month_from(date, months)
    assert reached.day == 1
    assert (reached.year * 12 + reached.month) - (date.year * 12 + date.month) == months


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2.150,50", "2150.50"),
        ("-1", ["negative"]),
        ("25.000,01", ["amount_too_large"]),
        ("99999999999999999999", ["amount_too_large"]),
        ("alt for meget", ["not_an_amount"]),
    ],
)
def test_amounts_are_held_to_their_limits(typed: str, answer: object):
    assert read("money", {"": [typed]}, maximum=25000) == answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("3", 3),
        ("1.000", 1000),
        ("3,5", ["not_a_whole_number"]),
        ("-1", ["number_outside"]),
        ("tre", ["not_a_whole_number"]),
    ],
)
def test_whole_numbers(typed: str, answer: object):
    assert read("whole_number", {"": [typed]}) == answer


def test_yes_and_no_and_nothing_else():
    assert read("yes_no", {"": ["yes"]}) is True
    assert read("yes_no", {"": ["no"]}) is False
    assert read("yes_no", {"": ["perhaps"]}) == ["choose_one_of_these"]


def test_a_choice_that_is_not_offered_is_refused():
    options = [{"value": each, "label": {"da": each, "en": each}} for each in ("a", "b", "c")]
    assert read("choice", {"": ["a"]}, options=options) == "a"
    assert read("choice", {"": ["z"]}, options=options) == ["choose_one_of_these"]
    assert read("multiple_choice", {"": ["c", "a"]}, options=options) == ["a", "c"]
    assert read("multiple_choice", {"": ["c", "z"]}, options=options) == ["choose_one_of_these"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Åse \t Ørsted ", "Åse Ørsted"),
        ("Mia 🌸 Lund", "Mia 🌸 Lund"),
        ("محمد علي", "محمد علي"),
        ("Ane\u202ednuL", "AnednuL"),  # a directional trick is taken out, the letters stay
        ("A\u030aase", "Åase"),  # one letter, composed
        ("Ib\x00\x07 Krog", "Ib Krog"),
    ],
)
def test_names_are_kept_as_their_bearers_write_them_without_tricks(typed: str, kept: str):
    assert read("name", {"": [typed]}) == kept


def test_a_text_beyond_its_length_is_refused_with_its_length():
    assert read("text", {"": ["x" * 121]}) == ["text_too_long"]
    assert read("long_text", {"": ["x" * 2001]}) == ["text_too_long"]
    assert read("name", {"": ["x" * 121]}) == ["text_too_long"]


def address(street: str, code: str, town: str) -> dict[str, list[str]]:
    return {"-street": [street], "-postal_code": [code], "-city": [town]}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            address("Egevej 1", "6700", "Esbjerg"),
            {"street": "Egevej 1", "postal_code": "6700", "city": "Esbjerg"},
        ),
        (address("", "6700", "Esbjerg"), ["address_without_street"]),
        (address("Egevej 1", "", "Esbjerg"), ["address_without_postal_code"]),
        (address("Egevej 1", "67", "Esbjerg"), ["postal_code_of_four_digits"]),
        (address("Egevej 1", "6700", ""), ["address_without_city"]),
    ],
)
def test_addresses_are_whole(typed: dict[str, list[str]], answer: object):
    assert read("address", typed) == answer


@pytest.mark.parametrize(
    ("number", "is_taken"),
    [
        ("620985-1003", True),  # an invented Danish one
        ("6209851003", True),
        ("310221 0000", False),  # no 31 February
        ("0013850000", False),
        ("12345", False),
        ("abcdefghij", False),
        ("17828911200", True),  # month + 80, as Norwegian test persons have it
    ],
)
def test_identity_numbers_begin_with_a_day(number: str, is_taken: bool):
    answer = read("person", {"-name": ["Ib"], "-number": [number]})
    assert isinstance(answer, dict) if is_taken else answer == ["not_an_identity_number"]


def test_a_person_needs_name_and_number():
    assert read("person", {"-name": ["Ib"]}) == ["person_without_number"]
    assert read("person", {"-number": ["6209851003"]}) == ["person_without_name"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "Hej"),
        ("date", "2021-06-23"),
        ("month", "2024-12-01"),
        ("money", "2150.50"),
        ("whole_number", 7),
        ("yes_no", False),
        ("address", {"street": "Egevej 1", "postal_code": "6700", "city": "Esbjerg"}),
        ("person", {"name": "Ib", "number": "6209851003"}),
    ],
)
def test_what_is_kept_can_be_typed_again(kind: str, value: object):
    assert read(kind, KINDS[kind].write(value)) == value
