"""Values as people read them: amounts with their currency, shares, years, lengths of time, coded values."""

from collections.abc import Callable
from decimal import Decimal

from raadhus.rules.domain.dmn.explain import plain_text
from raadhus.rules.domain.feel.temporal import DAY_NANOS, DateTime, DaysDuration, MonthsDuration
from raadhus.rules.domain.feel.values import Value
from raadhus.rules.domain.languages.language import language, phrase
from raadhus.rules.domain.presenting.words import PERCENT, YEAR, Lexicon

_MONTHS = 12
_CURRENCY_LETTERS = 3


def figure(value: Value, unit: str, lexicon: Lexicon) -> str:
    """Write a value; `unit` is a currency (ISO 4217), `percent`, `year`, `count` or nothing."""
    if value is None:
        return phrase(lexicon.language, "missing")
    write = _WRITERS.get(type(value))
    return plain_text(value, lexicon.language) if write is None else write(value, unit, lexicon)


def _text(value: str, _: str, lexicon: Lexicon) -> str:
    return lexicon.values.get(value) or lexicon.cover or language(lexicon.language).quoted(value)


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
    if unit == YEAR:
        return str(value)
    spoken = language(lexicon.language)
    written = spoken.number(value).replace("-", "−")
    if unit == PERCENT:
        return spoken.percent(written)
    return spoken.amount(written, unit) if len(unit) == _CURRENCY_LETTERS else written


def _counted(count: int, kind: str, code: str) -> str:
    return phrase(code, f"{kind}_one") if count == 1 else phrase(code, f"{kind}s", str(count))


_WRITERS: dict[type, Callable[[Value, str, Lexicon], str]] = {
    str: _text,
    Decimal: _number,
    list: _list,
    dict: _entries,
    MonthsDuration: _months,
    DaysDuration: _days,
    DateTime: _moment,
}
