"""Questions as view models of the ui: one function a kind of field."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from raadhus.forms.domain.definition import (
    AttachmentField,
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    MonthField,
    MultipleChoiceField,
    TextField,
    YesNoField,
)
from raadhus.forms.domain.inputs import WRONG
from raadhus.forms.domain.kinds.dates import months_offered
from raadhus.forms.domain.lines import Line
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.reading import Given, first
from raadhus.forms.public.presenting.texts import amount_typed, options_of, say
from raadhus.forms.queries import AttachmentInfo
from raadhus.ui import fields as ui
from raadhus.ui import words
from raadhus.ui.fields import Width

_SHORT_OPTIONS = 12
_REASON_AT_MOST = 2000
_ACCEPT = ".pdf,.jpg,.jpeg,.png"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What all fields of a page need: errors are input name -> sentence."""

    currency: str
    files: tuple[AttachmentInfo, ...]
    moment: Moment
    errors: Mapping[str, str]

    def error_at(self, name: str, suffixes: tuple[str, ...] = ("",)) -> str:
        """Return the sentence for the first of the inputs that has one."""
        return next((self.errors[name + end] for end in suffixes if name + end in self.errors), "")


def fields_of(line: Line, making: Making, *, label: str = "") -> tuple[ui.Field, ...]:
    """Return the inputs that ask ``line``; ``label`` stands instead of the field's own (when a fact is contested)."""
    spec: Any = line.field.spec
    base = {
        "name": line.name,
        "label": label or say(spec.label),
        "hint": "" if label else say(spec.hint),
        "error": making.error_at(line.name, line.field.kind.suffixes if line.field.kind else ("",)),
        "is_required": line.is_required or bool(label),
    }
    return _MAKERS[spec.kind](spec, base, line.given, making)


def reason_field(name: str, label: str, given: Given, making: Making) -> ui.Field:
    """Return the question why a fact is not right."""
    return ui.TextAreaField(
        name=f"{name}{WRONG}",
        label=label,
        value=first(given, WRONG),
        rows=3,
        max_length=_REASON_AT_MOST,
        error=making.error_at(f"{name}{WRONG}"),
    )


Base = dict[str, Any]
Made = tuple[ui.Field, ...]


def _text(spec: TextField, base: Base, given: Given, making: Making) -> Made:
    return (
        ui.TextField(**base, value=first(given), max_length=spec.at_most, autocomplete=spec.autocomplete),
    )


def _name(spec: Any, base: Base, given: Given, making: Making) -> Made:
    return (ui.TextField(**base, value=first(given), max_length=120),)


def _long_text(spec: LongTextField, base: Base, given: Given, making: Making) -> Made:
    return (ui.TextAreaField(**base, value=first(given), max_length=spec.at_most),)


def _money(spec: MoneyField, base: Base, given: Given, making: Making) -> Made:
    unit = say(spec.unit) or words.currency_in_words(making.currency)
    return (ui.MoneyField(**base, value=amount_typed(first(given)), unit=unit),)


def _whole_number(spec: Any, base: Base, given: Given, making: Making) -> Made:
    return (ui.NumberField(**base, value=first(given)),)


def _date(spec: DateField, base: Base, given: Given, making: Making) -> Made:
    day, month, year = (first(given, f"-{part}") for part in ("day", "month", "year"))
    return (ui.DateField(**base, day=day, month=month, year=year),)


def _month(spec: MonthField, base: Base, given: Given, making: Making) -> Made:
    options = tuple(
        ui.Option(value=day.isoformat(), label=words.month_in_words(day))
        for day in months_offered(spec, making.moment)
    )
    return (ui.ChoiceField(**base, options=options, value=first(given)),)


def _choice(spec: YesNoField | ChoiceField, base: Base, given: Given, making: Making) -> Made:
    options = _options(spec)
    is_short = all(len(option.label) <= _SHORT_OPTIONS and not option.hint for option in options)
    return (
        ui.ChoiceField(**base, options=options, value=first(given), is_inline=is_short and len(options) < 4),
    )


def _checks(spec: MultipleChoiceField, base: Base, given: Given, making: Making) -> Made:
    return (ui.ChecksField(**base, options=_options(spec), values=frozenset(given.get("", []))),)


def _address(spec: Any, base: Base, given: Given, making: Making) -> Made:
    labels = {"-street": _("Street and number"), "-postal_code": _("Postal code"), "-city": _("Town")}
    widths = {"-street": Width.FULL, "-postal_code": Width.SHORT, "-city": Width.HALF}
    return tuple(
        ui.TextField(
            name=f"{base['name']}{end}",
            label=label,
            value=first(given, end),
            width=widths[end],
            input_mode="numeric" if end == "-postal_code" else "",
            max_length=120,
            error=making.error_at(f"{base['name']}{end}"),
            is_required=base["is_required"],
        )
        for end, label in labels.items()
    )


def _person(spec: Any, base: Base, given: Given, making: Making) -> Made:
    name = base["name"]
    return (
        ui.TextField(
            name=f"{name}-name",
            label=_("Name"),
            value=first(given, "-name"),
            max_length=120,
            error=making.error_at(f"{name}-name"),
            is_required=base["is_required"],
        ),
        ui.TextField(
            name=f"{name}-number",
            label=_("Identity number"),
            hint=_("Ten digits, eleven in Norway."),
            value=first(given, "-number"),
            width=Width.HALF,
            input_mode="numeric",
            max_length=20,
            error=making.error_at(f"{name}-number"),
            is_required=base["is_required"],
        ),
    )


def _attachment(spec: AttachmentField, base: Base, given: Given, making: Making) -> Made:
    limits = _("PDF, JPEG or PNG, at most 10 MB each.")
    files = tuple(
        ui.UploadedFile(
            key=str(file.attachment_id), name=file.name, size=words.size_in_words(file.size_bytes)
        )
        for file in making.files
        if file.field_key == spec.key
    )
    hint = f"{base['hint']} {limits}".strip()
    return (ui.FileField(**(base | {"hint": hint}), accept=_ACCEPT, is_multiple=True, files=files),)


def _options(spec: YesNoField | ChoiceField | MultipleChoiceField) -> tuple[ui.Option, ...]:
    return tuple(ui.Option(value=value, label=label, hint=hint) for value, label, hint in options_of(spec))


_MAKERS: dict[str, Callable[[Any, Base, Given, Making], Made]] = {
    "text": _text,
    "long_text": _long_text,
    "name": _name,
    "address": _address,
    "date": _date,
    "month": _month,
    "money": _money,
    "whole_number": _whole_number,
    "yes_no": _choice,
    "choice": _choice,
    "multiple_choice": _checks,
    "person": _person,
    "attachment": _attachment,
}
