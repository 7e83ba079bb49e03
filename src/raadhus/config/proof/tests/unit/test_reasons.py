"""A letter that leaves out what no decision may be sent without is told, and what it leaves out."""

import datetime as dt

import pytest

from raadhus.adapters.demo_people import find
from raadhus.config.proof.letters import ReadLetter
from raadhus.config.proof.page import says_amount
from raadhus.config.proof.reasons import judge_reasons

DAY = dt.date(2024, 3, 5)
WHOLE = (
    "Egeby Kommune Vera Toft Dato 5. marts 2024 Vi har brugt indtægtsskalaen for 2024. Din indtægt 22.640 kr. "
    "fra 1. januar 2024. Dagtilbudsloven § 43. Klag til kommunen, som sender klagen til Ankestyrelsen, "
    "senest 2. april 2024."
)


def test_a_letter_that_says_all_of_it_is_proven() -> None:
    line = judge_reasons(letter(WHOLE), find("vera"), (DAY,))

    assert line.is_true, line.said


def test_a_letter_written_around_midnight_may_bear_either_day() -> None:
    assert judge_reasons(letter(WHOLE), find("vera"), (DAY, DAY + dt.timedelta(days=1))).is_true


@pytest.mark.parametrize(
    ("words", "others", "lacks"),
    [
        ("Vera Toft", "Tage Bro", "whom it is for (Vera Toft)"),
        ("Egeby Kommune", "Nordby kommune", "whom it is from (Egeby Kommune)"),
        ("5. marts 2024", "15. marts 2024", "its day (2024-03-05)"),
        ("22.640 kr.", "22.641 kr.", "the income it counts (22640.00)"),
        ("skalaen for 2024", "skalaen for 2021", "the scale of 2024"),
        ("Dagtilbudsloven § 43", "Loven", "the law (Dagtilbudsloven § 43)"),
        ("Ankestyrelsen", "os", "who decides an appeal (Ankestyrelsen)"),
        ("2. april 2024", "26. marts 2024", "the last day to appeal (2024-04-02)"),
    ],
)
def test_what_a_letter_leaves_out_is_told(words: str, others: str, lacks: str) -> None:
    line = judge_reasons(letter(WHOLE.replace(words, others)), find("vera"), (DAY,))

    assert not line.is_true
    assert line.said == f"the letter does not say {lacks}"


def test_rules_that_people_changed_need_not_name_the_laws_scale() -> None:
    told = letter(WHOLE.replace("skalaen for 2024", "byens egne satser"))

    assert judge_reasons(told, find("vera"), (DAY,), names_scale=False).is_true


@pytest.mark.parametrize("text", ["3450", "3.450 kr.", "DKK 3,450", "3.450,00", "3450.00 a month", "(3.450)"])
def test_an_amount_is_known_however_it_is_written(text: str) -> None:
    assert says_amount(text, 3_450_00)


@pytest.mark.parametrize("text", ["", "13.450", "34.500", "3.450,50", "345", "3.450.000", "3 450"])
def test_another_amount_is_not_taken_for_it(text: str) -> None:
    assert not says_amount(text, 3_450_00)


def letter(text: str) -> ReadLetter:
    return ReadLetter(text=text, pages=1, standards=("PDF/UA-1", "PDF/A-2a"))
