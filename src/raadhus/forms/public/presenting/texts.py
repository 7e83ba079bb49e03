"""Texts of a form in the language of the page, and answers as people read them."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from raadhus.forms.domain.definition import ChoiceField, MultipleChoiceField, Option, YesNoField
from raadhus.forms.domain.lines import Line
from raadhus.forms.domain.sheet import Figure
from raadhus.forms.use_cases.answers_in_words import answer_in_words, say, yes_no_in_words
from raadhus.ui import words

__all__ = [
    "amount_typed",
    "answer_in_words",
    "known_in_words",
    "note_on_contested",
    "note_on_contested_item",
    "options_of",
    "say",
]


def known_in_words(lines: Iterable[Line], currency: str) -> str:
    """Return what a register knows of an item, but its name, a line each: "Born: 3 May 2021"."""
    return "\n".join(
        f"{say(line.field.spec.label)}: {answer_in_words(line.field, line.value, currency)}"
        for line in lines
        if line.field.key != "name"
    )


def note_on_contested(figure: Figure, register_said: str) -> str:
    """Return what stands under a contested answer: ``register_said``, in words, and why it is not right."""
    return _("The register says %(value)s. You say: %(reason)s") % {
        "value": register_said,
        "reason": figure.reason,
    }


def note_on_contested_item(figure: Figure) -> str:
    """Return what stands under a contested thing of a group, whose answers are the register's own."""
    return _("You say that this is not right: %(reason)s") % {"reason": figure.reason}


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
