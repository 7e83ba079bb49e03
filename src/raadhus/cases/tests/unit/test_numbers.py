"""Case numbers are written one way and understood in many."""

import pytest

from raadhus.cases.domain import numbers


def test_a_number_names_municipality_year_and_running_number():
    assert numbers.format_number("EGE", 2024, 123) == "EGE-2024-000123"


def test_more_than_a_million_cases_make_a_longer_number():
    assert numbers.format_number("EGE", 2024, 1_234_567) == "EGE-2024-1234567"


@pytest.mark.parametrize(
    ("slug", "prefix"), [("egeby", "EGE"), ("nordby", "NOR"), ("ærø", "AER"), ("ås", "AS"), ("ø", "OX")]
)
def test_the_prefix_is_capital_letters_without_marks(slug, prefix):
    assert numbers.prefix_of(slug) == prefix


@pytest.mark.parametrize(
    "typed",
    ["EGE-2024-000123", "ege-2024-123", " ege 2024 123 ", "2024-123", "2024/123", "123", "EGE–2024–123"],
)
def test_a_number_is_understood_as_people_type_it(typed):
    assert numbers.read_number(typed, prefix="EGE", year=2024) == "EGE-2024-000123"


@pytest.mark.parametrize("typed", ["", "Anne", "EGE", "12-34", "1-2-3-4", "EGE-24-1", "'; drop"])
def test_what_is_no_number_is_none(typed):
    assert numbers.read_number(typed, prefix="EGE", year=2024) is None
