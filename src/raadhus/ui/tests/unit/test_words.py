"""Dates, amounts and deadlines in words, in each language."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from raadhus.platform.money import Money
from raadhus.ui import words

TUESDAY = dt.date(2020, 11, 3)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "tirsdag den 3.\u00a0november"),
        ("nb", "tirsdag 3.\u00a0november"),
        ("en", "Tuesday 3\u00a0November"),
    ],
)
def test_a_day_is_said_as_the_language_says_it(language, said):
    with translation.override(language):
        assert words.day_in_words(TUESDAY) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "tirsdag den 3.\u00a0november 2020"),
        ("nb", "tirsdag 3.\u00a0november 2020"),
        ("en", "Tuesday 3\u00a0November 2020"),
    ],
)
def test_a_day_of_another_year_names_the_year(language, said):
    with translation.override(language):
        assert words.day_in_words(TUESDAY, with_year=True) == said


def test_a_near_day_names_its_year_only_when_it_is_another_than_this():
    with translation.override("da"):
        assert words.near_date_in_words(TUESDAY, dt.date(2020, 1, 5)) == "3.\u00a0november"
        assert words.near_date_in_words(TUESDAY, dt.date(2019, 11, 3)) == "3.\u00a0november 2020"


@pytest.mark.parametrize(
    ("language", "said"),
    [("da", "1.850\u00a0kr."), ("nb", "1\u00a0850\u00a0danske kroner"), ("en", "DKK\u00a01,850")],
)
def test_a_whole_amount_shows_no_oere(language, said):
    with translation.override(language):
        assert words.amount_in_words(Money(Decimal("1850.00"), "DKK")) == said


def test_an_amount_with_oere_shows_two_places():
    with translation.override("da"):
        assert words.amount_in_words(Money(Decimal("24650.5"), "DKK")) == "24.650,50\u00a0kr."


def test_norwegian_kroner_need_no_country_at_home():
    with translation.override("nb"):
        assert words.amount_in_words(Money(Decimal(-4030), "NOK")) == "-4\u00a0030\u00a0kr"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-2, "2 dage over fristen"),
        (-1, "1 dag over fristen"),
        (0, "i dag"),
        (1, "i morgen"),
        (2, "om 2 dage"),
        (14, "om 14 dage"),
        (15, "om 2 uger"),
        (24, "om 3 uger"),
    ],
)
def test_a_deadline_is_told_as_its_distance(days, said):
    with translation.override("da"):
        assert words.deadline_in_words(TUESDAY + dt.timedelta(days=days), TUESDAY) == said


def test_an_instant_is_told_in_the_active_time_zone():
    at = dt.datetime(2024, 11, 4, 19, 14, tzinfo=dt.UTC)
    with translation.override("da"), timezone.override("Europe/Copenhagen"):
        assert words.instant_in_words(at) == "4.\u00a0november 2024 kl. 20.14"


def test_a_number_keeps_its_decimals_and_groups_its_thousands():
    with translation.override("da"):
        assert words.number_in_words(Decimal("12345.50")) == "12.345,5"
        assert words.number_in_words(200300) == "200.300"


def test_a_file_is_never_empty_in_words():
    with translation.override("da"):
        assert words.size_in_words(12) == "1\u00a0kB"
        assert words.size_in_words(2_437_000) == "2,4\u00a0MB"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("+4500001002", "+45\u00a000\u00a000\u00a010\u00a002"),
        ("+4700000112", "+47\u00a000\u00a000\u00a001\u00a012"),
        ("+46701740605", "+46701740605"),
        ("+45000", "+45000"),
        ("", ""),
    ],
)
def test_a_nordic_phone_number_is_read_in_pairs_and_others_stay_as_they_are(kept, said):
    assert words.phone_in_words(kept) == said


@pytest.mark.parametrize(("language", "said"), [("da", "62,5"), ("nb", "62,5"), ("en", "62.5")])
def test_a_share_is_written_with_the_decimals_of_its_language(language, said):
    with translation.override(language):
        assert words.percent_in_words(Decimal("62.50")) == said
        assert words.percent_in_words(Decimal("62.00")) == "62"
        assert words.percent_in_words(Decimal("100.00")) == "100"
    assert words.percent_in_words(None) == ""


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Du betaler 5 % af 270.389 kr. om året", "Du betaler 5\u00a0% af 270.389\u00a0kr. om året"),
        ("You pay 5% of DKK 270,389 a year", "You pay 5% of DKK\u00a0270,389 a year"),
        ("Du kan også ringe på 00 00 00 10.", "Du kan også ringe på 00\u00a000\u00a000\u00a010."),
        ("Ring +47 00 00 00 10, eller skriv", "Ring +47\u00a000\u00a000\u00a000\u00a010, eller skriv"),
        ("Sag 12 34 56 78 90", "Sag 12 34 56 78 90"),
        ("under 1 622 200 kroner", "under 1\u00a0622\u00a0200\u00a0kroner"),
        ("Torvet 1, 9990 Egeby", "Torvet 1, 9990 Egeby"),
        ("Grensen øker med 7000 kroner for 2 barn", "Grensen øker med 7000\u00a0kroner for 2 barn"),
    ],
)
def test_no_line_ends_between_a_figure_and_its_unit(said, kept):
    assert words.kept_together(said) == kept


@pytest.mark.parametrize(("language", "unit"), [("da", "kr."), ("nb", "danske kroner"), ("en", "DKK")])
def test_a_unit_stands_alone_beside_a_field(language, unit):
    with translation.override(language):
        assert words.currency_in_words("DKK") == unit


@pytest.mark.parametrize(("language", "said"), [("en", "Danish"), ("da", "dansk"), ("nb", "dansk")])
def test_a_language_is_named_as_within_a_sentence(language: str, said: str) -> None:
    with translation.override(language):
        assert words.language_in_words("da") == said
