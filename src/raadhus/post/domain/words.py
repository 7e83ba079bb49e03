"""The few words every letter has, in each official language, and dates as letters write them."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from babel.dates import format_date


@dataclasses.dataclass(frozen=True, slots=True)
class LetterWords:
    """Labels on every letter."""

    date: str
    case: str
    contact: str
    phone: str
    page: str
    greeting: str


_WORDS = {
    "da": LetterWords("Dato", "Sag", "Din kontakt", "Telefon", "Side", "Venlig hilsen"),
    "nb": LetterWords("Dato", "Sak", "Din kontakt", "Telefon", "Side", "Vennlig hilsen"),
    "en": LetterWords("Date", "Case", "Your contact", "Phone", "Page", "Kind regards"),
}


LANGUAGES = tuple(_WORDS)
NO_BREAK = "\u00a0"
_DATE = re.compile(r"\d{1,2}\.?[ \u00a0][^\W\d_]+ \d{4}")
_FIGURE = re.compile(r"[\d.,]+ (?:%|kr\.|kroner)")


def words_for(language: str) -> LetterWords:
    """Return the labels in ``language``. Raises: KeyError for a language without letters."""
    return _WORDS[language]


def date_in_words(date: dt.date, language: str) -> str:
    """Return ``5. november 2024``, ``5 November 2024``."""
    return format_date(date, format="long" if language != "en" else "d MMMM y", locale=language)


def hold_together(value: Any) -> Any:
    """
    Return ``value`` (JSON) with what belongs together on one line in each text: a date, a figure and its unit.

    Done here and not by a rule of the letter's template, which would cost a seventh of the whole letter.
    """
    if isinstance(value, str):
        return _FIGURE.sub(_held, _DATE.sub(_held, value))
    if isinstance(value, Mapping):
        return {name: hold_together(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [hold_together(part) for part in value]
    return value


def _held(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK)


def noon_of(date: dt.date) -> int:
    """Return the second since 1970 at noon of ``date`` in UTC: the same day everywhere we write letters."""
    return int(dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC).timestamp())
