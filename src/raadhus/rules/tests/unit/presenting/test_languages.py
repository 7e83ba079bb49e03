"""Languages are data: each file has all, another one can come, and figures look as they do on every page."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from raadhus.platform import languages
from raadhus.platform.money import Money
from raadhus.rules.domain.languages.language import LANGUAGES, language, phrase, read_language
from raadhus.ui.words import amount_in_words, date_in_words, number_in_words

ENGLISH = LANGUAGES["en"]


def test_every_shipped_language_has_a_file():
    assert set(LANGUAGES) == set(languages.LANGUAGES)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_says_all_with_the_same_places(code):
    spoken = LANGUAGES[code]

    assert len(spoken.months) == 12
    for own, english in ((spoken.phrases, ENGLISH.phrases), (spoken.figures, ENGLISH.figures)):
        assert own.keys() == english.keys()
        assert {key: own[key].count("{") for key in own} == {key: english[key].count("{") for key in english}


def test_a_language_that_comes_later_says_in_english_what_its_file_leaves_out():
    english = {"phrases": dict(ENGLISH.phrases), "figures": dict(ENGLISH.figures), "months": ENGLISH.months}
    faroese = read_language(
        "fo", '[phrases]\nany = "øll"\n[figures]\nthousands = "."\ndecimals = ","\n', english
    )

    assert faroese.phrase("any") == "øll"
    assert faroese.phrase("<", "5") == "below 5"
    assert faroese.number(Decimal("1234.5")) == "1.234,50"


def test_a_language_without_a_file_is_english():
    assert phrase("fo", "any") == "any"
    assert language("fo").truth(value=False) == "no"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_rules_write_numbers_amounts_and_dates_as_pages_do(code):
    spoken = LANGUAGES[code]
    with translation.override(code):
        for number in (Decimal(0), Decimal(999), Decimal(-1000), Decimal(1234567), Decimal("1234.56")):
            assert spoken.number(number) == number_in_words(number)
        for currency in ("DKK", "NOK", "EUR"):
            written = amount_in_words(Money(Decimal(205400), currency))
            assert spoken.amount(spoken.number(Decimal(205400)), currency) == written
        for month in range(1, 13):
            assert spoken.date(2027, month, 9) == date_in_words(dt.date(2027, month, 9))
