"""How rules are told and figures written in a language: read once from its file, English where it says nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_ENGLISH = "en"
_FILES = files("raadhus.rules.domain.languages")


@dataclass(frozen=True, slots=True)
class Language:
    """A language: phrases by key, with places in braces; the ways of its figures; months from January on."""

    code: str
    phrases: Mapping[str, str]
    figures: Mapping[str, str]
    amounts: Mapping[str, str]
    months: tuple[str, ...]

    def phrase(self, key: str, *parts: str) -> str:
        """Return a phrase with its parts filled in. Raises: KeyError."""
        return self.phrases[key].format(*parts)

    def number(self, value: Decimal) -> str:
        """Return a number with marks for thousands: whole, or with two decimals."""
        is_whole = value == value.to_integral_value()
        shown = value if is_whole else value.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        whole, _, fraction = f"{shown:,f}".partition(".")
        grouped = whole.replace(",", self.figures["thousands"])
        return grouped if is_whole else f"{grouped}{self.figures['decimals']}{fraction}"

    def date(self, year: int, month: int, day: int) -> str:
        """Return a date with the name of its month."""
        return self.figures["date"].format(day=day, month=self.months[month - 1], year=year)

    def amount(self, written: str, currency: str) -> str:
        """Return a written number as an amount of money; ``currency`` is a code of ISO 4217."""
        return self.amounts.get(currency, self.figures["amount"]).format(written, currency)

    def percent(self, written: str) -> str:
        """Return a written number as a share of a hundred."""
        return self.figures["percent"].format(written)

    def quoted(self, text: str) -> str:
        """Return a text in the language's quotation marks."""
        return self.figures["quote"].format(text)

    def truth(self, value: bool | None) -> str:
        """Return yes, no, or that it is not known."""
        return self.figures["unknown" if value is None else "yes" if value else "no"]


def language(code: str) -> Language:
    """Return a language; English for one that has no file."""
    return LANGUAGES.get(code) or LANGUAGES[_ENGLISH]


def phrase(code: str, key: str, *parts: str) -> str:
    """Return a phrase of a language with its parts filled in. Raises: KeyError."""
    return language(code).phrase(key, *parts)


def read_language(code: str, text: str, english: Mapping[str, Any]) -> Language:
    """Return the language that a file tells; what it leaves out is said in English. Raises: TOMLDecodeError."""
    told = tomllib.loads(text)
    parts: dict[str, Mapping[str, str]] = {
        name: MappingProxyType({**english.get(name, {}), **told.get(name, {})})
        for name in ("phrases", "figures")
    }
    months = tuple(told.get("months", english.get("months", ())))
    return Language(
        code, parts["phrases"], parts["figures"], MappingProxyType(told.get("amounts", {})), months
    )


def _all() -> Mapping[str, Language]:
    texts = {
        file.name.removesuffix(".toml"): file.read_text("utf-8")
        for file in _FILES.iterdir()
        if file.name.endswith(".toml")
    }
    english = tomllib.loads(texts[_ENGLISH])
    return MappingProxyType(
        {code: read_language(code, text, english) for code, text in sorted(texts.items())}
    )


LANGUAGES = _all()
