"""The form in which a visitor tries the rules: fields for the inputs that the package asks, and what was typed, checked."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Self

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from raadhus.platform.amounts import CannotReadAmount, parse_amount
from raadhus.rules.public.presenting import COUNT, InputView
from raadhus.ui.fields import (
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NumberField,
    Option,
    Width,
    problems_of,
)
from raadhus.ui.parts import Problem
from raadhus.ui.words import currency_in_words, number_in_words

LARGEST = Decimal(1_000_000_000)
MOST = Decimal(100)
"""Of things that are counted, as children in a home."""
_LONGEST = 40
_CURRENCY_LETTERS = 3


class _OutsideError(ValueError):
    """A number, but none that can be calculated with."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalculationForm:
    """The inputs that are asked, what was typed by posted name, and the errors by input."""

    asked: tuple[InputView, ...]
    typed: Mapping[str, str]
    errors: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def begin(cls, asked: Iterable[InputView], today: dt.date) -> Self:
        """Return the empty form; a day is today until somebody says another."""
        inputs = tuple(asked)
        days = [name_of(one) for one in inputs if one.kind == "date"]
        parts = (("day", today.day), ("month", today.month), ("year", today.year))
        return cls(
            asked=inputs, typed={f"{name}-{part}": str(value) for name in days for part, value in parts}
        )

    @classmethod
    def sent(cls, asked: Iterable[InputView], post: Mapping[str, str]) -> tuple[Self, dict[str, Any]]:
        """Return the form as it was sent, and the values by input; none while something is wrong."""
        inputs = tuple(asked)
        typed = {
            name: post.get(name, "").strip()[:_LONGEST]
            for one in inputs
            for name in (name_of(one), *_boxes(one))
        }
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for one in inputs:
            try:
                values[one.name] = _value(one, typed)
            except _OutsideError:
                errors[one.name] = _bounds(one)
            except (ValueError, OverflowError):
                errors[one.name] = _error(one)
        return cls(asked=inputs, typed=typed, errors=errors), {} if errors else values

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in their order."""
        return tuple(self._field(one) for one in self.asked)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        return problems_of(self.fields)

    def _field(self, one: InputView) -> Field:
        name = name_of(one)
        about: dict[str, Any] = {
            "name": name,
            "label": one.label,
            "hint": one.about,
            "error": self.errors.get(one.name, ""),
        }
        if one.values:
            several = tuple(Option(value=code, label=capfirst(words)) for code, words in one.values)
            return ChoiceField(**about, options=several, value=self.typed.get(name, ""))
        if one.kind == "boolean":
            options = (Option(value="yes", label=_("Yes")), Option(value="no", label=_("No")))
            return ChoiceField(**about, options=options, value=self.typed.get(name, ""), is_inline=True)
        if one.kind == "date":
            boxes: dict[str, Any] = {
                part: self.typed.get(f"{name}-{part}", "") for part in ("day", "month", "year")
            }
            return DateField(**about, **boxes)
        if len(one.unit) == _CURRENCY_LETTERS:
            return MoneyField(**about, unit=currency_in_words(one.unit), value=self.typed.get(name, ""))
        return NumberField(**about, value=self.typed.get(name, ""), width=Width.TINY)


def name_of(one: InputView) -> str:
    """Return what an input is posted as."""
    return one.anchor.removeprefix("rule-").lower()


def _boxes(one: InputView) -> tuple[str, ...]:
    return tuple(f"{name_of(one)}-{part}" for part in ("day", "month", "year")) if one.kind == "date" else ()


def _value(one: InputView, typed: Mapping[str, str]) -> Any:
    """Return what was typed as the rules take it. Raises: ValueError (and CannotReadAmount, which is one)."""
    name = name_of(one)
    if one.values:
        if typed[name] not in dict(one.values):
            raise ValueError
        return typed[name]
    if one.kind == "boolean":
        if typed[name] not in {"yes", "no"}:
            raise ValueError
        return typed[name] == "yes"
    if one.kind == "date":
        year, month, day = (int(typed[f"{name}-{part}"]) for part in ("year", "month", "day"))
        return dt.date(year, month, day)
    try:
        amount = parse_amount(typed[name])
    except CannotReadAmount as error:
        raise (_OutsideError if error.code == "too_long" else ValueError) from error
    if not 0 <= amount <= _largest(one):
        raise _OutsideError
    if one.unit == COUNT and amount != amount.to_integral_value():
        raise ValueError
    return amount


def _largest(one: InputView) -> Decimal:
    return MOST if one.unit == COUNT else LARGEST


def _bounds(one: InputView) -> str:
    return _("Write a number from 0 to %(largest)s.") % {"largest": number_in_words(_largest(one))}


def _error(one: InputView) -> str:
    if one.values:
        return _("Choose one of the answers.")
    if one.kind == "boolean":
        return _("Choose yes or no.")
    if one.kind == "date":
        return _("Write a day, a month and a year that there are, for example 1 4 2024.")
    if one.unit == COUNT:
        return _("Write a whole number, for example 2.")
    return _("Write a number, for example 24,300.50.")
