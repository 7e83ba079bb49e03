"""Values as people read them: amounts with their currency, shares, years, lengths of time, coded values."""

from collections.abc import Callable
from decimal import Decimal

from raadhus.rules.domain.dmn.explain import NO_BREAK, plain_text
from raadhus.rules.domain.feel.temporal import DAY_NANOS, DateTime, DaysDuration, MonthsDuration
from raadhus.rules.domain.feel.values import Value
from raadhus.rules.domain.presenting.phrases import phrase
from raadhus.rules.domain.presenting.words import PERCENT, YEAR, Lexicon

_CROWNS = {"DKK", "NOK"}
_QUOTES = {"da": "»{}«", "nb": "«{}»", "en": "“{}”"}
_MONTHS = 12
_CURRENCY_LETTERS = 3


def figure(value: Value, unit: str, lexicon: Lexicon) -> str:
    """Write a value; `unit` is a currency (ISO 4217), `percent`, `year`, `count` or nothing."""
    if value is None:
        return phrase(lexicon.language, "missing")
    write = _WRITERS.get(type(value))
    return plain_text(value, lexicon.language) if write is None else write(value, unit, lexicon)


def _text(value: str, _: str, lexicon: Lexicon) -> str:
    return lexicon.values.get(value) or lexicon.cover or _QUOTES[lexicon.language].format(value)


def _list(value: list[Value], unit: str, lexicon: Lexicon) -> str:
    return ", ".join(figure(item, unit, lexicon) for item in value) or phrase(lexicon.language, "nothing")


def _entries(value: dict[str, Value], _: str, lexicon: Lexicon) -> str:
    entries = ((lexicon.member("", key), item) for key, item in value.items())
    return ", ".join(f"{word.label}: {figure(item, word.unit, lexicon)}" for word, item in entries)


def _days(value: DaysDuration, _: str, lexicon: Lexicon) -> str:
    days, rest = divmod(value.nanos, DAY_NANOS)
    return plain_text(value, lexicon.language) if rest else _counted(days, "day", lexicon.language)


def _moment(value: DateTime, _: str, lexicon: Lexicon) -> str:
    return plain_text(value if value.time.nanos() else value.date, lexicon.language)


def _months(value: MonthsDuration, _: str, lexicon: Lexicon) -> str:
    years, months = divmod(value.months, _MONTHS)
    parts = [_counted(years, "year", lexicon.language)] if years else []
    parts += [_counted(months, "month", lexicon.language)] if months or not years else []
    return phrase(lexicon.language, "and").join(parts)


def _number(value: Decimal, unit: str, lexicon: Lexicon) -> str:
    language = lexicon.language
    if unit == YEAR:
        return str(value)
    written = plain_text(value, language).replace("-", "−")
    if unit == PERCENT:
        return f"{written}%" if language == "en" else f"{written}{NO_BREAK}%"
    if len(unit) != _CURRENCY_LETTERS:
        return written
    if unit in _CROWNS and language != "en":
        return f"{written}{NO_BREAK}{'kr.' if language == 'da' else 'kr'}"
    return f"{unit}{NO_BREAK}{written}"


def _counted(count: int, kind: str, language: str) -> str:
    return phrase(language, f"{kind}_one") if count == 1 else phrase(language, f"{kind}s", str(count))


_WRITERS: dict[type, Callable[[Value, str, Lexicon], str]] = {
    str: _text,
    Decimal: _number,
    list: _list,
    dict: _entries,
    MonthsDuration: _months,
    DaysDuration: _days,
    DateTime: _moment,
}
