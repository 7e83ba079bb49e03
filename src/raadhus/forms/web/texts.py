"""Texts of a form in the language of the page, and answers as people read them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.forms.domain.compiled import CompiledField
from raadhus.forms.domain.definition import ChoiceField, MultipleChoiceField, Option, YesNoField
from raadhus.forms.domain.lines import Line
from raadhus.platform.money import Money
from raadhus.ui import words


def page_language(texts: Mapping[str, str]) -> str:
    """Return the language of the page when ``texts`` has it, else English."""
    language = get_language() or "en"
    return language if language in texts else "en"


def say(texts: Mapping[str, str] | None) -> str:
    """Return the text in the language of the page, else in English; empty for no text."""
    return texts[page_language(texts)] if texts else ""


def answer_in_words(field: CompiledField, value: Any, currency: str) -> str:
    """Return ``value`` of ``field`` as it stands on a summary; a dash for nothing."""
    if value is None:
        return "–"
    spec = field.spec
    match spec:
        case YesNoField():
            return yes_no_in_words(spec, is_yes=bool(value))
        case ChoiceField() | MultipleChoiceField():
            chosen = value if isinstance(value, list) else [value]
            return ", ".join(say(option.label) for option in spec.options if option.value in chosen)
    return _PLAIN[spec.kind](value, currency)


def known_in_words(lines: Iterable[Line], currency: str) -> str:
    """Return what a register knows of an item, but its name, a line each: "Born: 3 May 2021"."""
    return "\n".join(
        f"{say(line.field.spec.label)}: {answer_in_words(line.field, line.value, currency)}"
        for line in lines
        if line.field.key != "name"
    )


def yes_no_in_words(spec: YesNoField, *, is_yes: bool) -> str:
    """Return the field's own words, else yes or no."""
    own = spec.yes if is_yes else spec.no
    return say(own) or (_("Yes") if is_yes else _("No"))


def options_of(spec: YesNoField | ChoiceField | MultipleChoiceField) -> tuple[tuple[str, str, str], ...]:
    """Return value, label and hint of each option."""
    if isinstance(spec, YesNoField):
        return (
            ("yes", yes_no_in_words(spec, is_yes=True), ""),
            ("no", yes_no_in_words(spec, is_yes=False), ""),
        )
    return tuple(_option(option) for option in spec.options)


def amount_typed(text: str) -> str:
    """Return a kept amount ("24300.50") as the language of the page writes it; what was typed otherwise stays as typed."""
    whole, point, cents = text.rpartition(".")
    if not (point and len(cents) == 2 and cents.isdigit() and whole.isdigit()):
        return text
    return words.number_in_words(Decimal(text)) if cents == "00" else _with_cents(Decimal(text))


def _with_cents(amount: Decimal) -> str:
    shown = words.number_in_words(amount)
    return f"{shown}0" if amount.normalize().as_tuple().exponent == -1 else shown


def _option(option: Option) -> tuple[str, str, str]:
    return option.value, say(option.label), say(option.hint)


def _text(value: Any, _currency: str) -> str:
    return str(value)


def _address(value: Any, _currency: str) -> str:
    return f"{value['street']}, {value['postal_code']} {value['city']}"


def _date(value: Any, _currency: str) -> str:
    return words.date_in_words(dt.date.fromisoformat(value))


def _month(value: Any, _currency: str) -> str:
    return words.month_in_words(dt.date.fromisoformat(value))


def _money(value: Any, currency: str) -> str:
    return words.amount_in_words(Money(Decimal(value), currency))


def _number(value: Any, _currency: str) -> str:
    return words.number_in_words(int(value))


def _person(value: Any, _currency: str) -> str:
    return str(value.get("name") or _("An adult at your address"))


_PLAIN = {
    "text": _text,
    "long_text": _text,
    "name": _text,
    "address": _address,
    "date": _date,
    "month": _month,
    "money": _money,
    "whole_number": _number,
    "person": _person,
}
