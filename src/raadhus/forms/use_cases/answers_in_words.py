"""Texts of a form in the language of the page, and what was answered as people read it."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.forms.domain.compiled import CompiledField, CompiledForm
from raadhus.forms.domain.definition import (
    AttachmentField,
    ChoiceField,
    GroupField,
    MultipleChoiceField,
    NoticeField,
    YesNoField,
)
from raadhus.forms.domain.sheet import ITEM_ID, Figure, find
from raadhus.forms.queries import SubmissionInfo
from raadhus.forms.use_cases.forms_in_use import form_of
from raadhus.platform.money import Money
from raadhus.ui import words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SaidPart:
    """One answer in words; ``kind`` is its field's kind in the form, ``label`` empty when it is the whole answer."""

    kind: str
    value: str
    label: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SaidAnswer:
    """
    What was answered to one question, or for one thing of a group, in the active language.

    ``parts``: what holds in the application; ``register_name``: the register that was asked, empty for a plain question;
    ``is_contested``: the person says, with ``reason``, that ``register_parts`` are not right; ``own_parts``: what they
    say instead, empty when they were not asked for it or gave nothing.
    """

    key: str
    label: str
    parts: tuple[SaidPart, ...]
    register_name: str = ""
    is_from_register: bool = False
    is_contested: bool = False
    reason: str = ""
    register_parts: tuple[SaidPart, ...] = ()
    own_parts: tuple[SaidPart, ...] = ()


def answers_in_words(sent: SubmissionInfo) -> tuple[SaidAnswer, ...]:
    """Return everything that was answered in ``sent``, in the order of the form it was sent with; files are left out."""
    form = form_of(sent.package_hash)
    return tuple(answer for field in form.fields() for answer in _said(form, field, sent))


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


def yes_no_in_words(spec: YesNoField, *, is_yes: bool) -> str:
    """Return the field's own words, else yes or no."""
    own = spec.yes if is_yes else spec.no
    return say(own) or (_("Yes") if is_yes else _("No"))


def _said(form: CompiledForm, field: CompiledField, sent: SubmissionInfo) -> Iterator[SaidAnswer]:
    given = find(sent.answers, field.key)
    match field.spec:
        case NoticeField() | AttachmentField():
            return
        case GroupField() as group:
            for place, item in enumerate(given or (), start=1):
                figure = sent.figures.get(f"{field.key}.{item.get(ITEM_ID)}")
                yield from _said_item(group, place, item, figure, _Parts(field, form.spec.currency))
        case spec:
            figure = sent.figures.get(field.key)
            if given is None and figure is None:
                return
            fact = field.fact
            in_words = _Parts(field, form.spec.currency)
            yield SaidAnswer(
                key=field.key,
                label=say(spec.label),
                parts=in_words.of(given),
                register_name=say(fact.register_name) if fact is not None else "",
                **_judged(figure, in_words),
            )


def _said_item(
    group: GroupField, place: int, item: Mapping[str, Any], figure: Figure | None, in_words: "_Parts"
) -> Iterator[SaidAnswer]:
    """Say one thing of a group: what a register knows of it together, what its person answered each alone."""
    key = f"{group.key}.{item.get(ITEM_ID, place)}"
    title = f"{say(group.item)} {place}"
    source = group.filled_from
    if source is None or figure is None or not figure.is_from_register:
        yield SaidAnswer(key=key, label=title, parts=in_words.of(item), **_judged(figure, in_words))
        return
    told = {inner: item.get(inner) for inner in source.knows if figure.value.get(inner) is not None}
    yield SaidAnswer(
        key=key,
        label=title,
        parts=in_words.of(told),
        register_name=say(source.register_name),
        **_judged(figure, in_words),
    )
    for inner, part in in_words.each(item):
        if inner not in told:
            alone = dataclasses.replace(part, label="")
            yield SaidAnswer(key=f"{key}.{inner}", label=f"{title}: {part.label}", parts=(alone,))


@dataclasses.dataclass(frozen=True, slots=True)
class _Parts:
    """Puts values of one field, or items of one group, into words."""

    field: CompiledField
    currency: str

    def of(self, value: Any) -> tuple[SaidPart, ...]:
        """Return the parts of ``value``, none when there is none."""
        if value is None:
            return ()
        if self.field.group is None:
            said = answer_in_words(self.field, value, self.currency)
            return (SaidPart(kind=self.field.spec.kind, value=said),)
        return tuple(part for _key, part in self.each(value))

    def each(self, item: Mapping[str, Any]) -> Iterator[tuple[str, SaidPart]]:
        """Yield field key and answer of everything that is known of an item of a group."""
        for inner in self.field.fields:
            if item.get(inner.key) is not None:
                said = answer_in_words(inner, item[inner.key], self.currency)
                yield inner.key, SaidPart(kind=inner.spec.kind, label=say(inner.spec.label), value=said)


class _Judged(TypedDict, total=False):
    is_from_register: bool
    is_contested: bool
    reason: str
    register_parts: tuple[SaidPart, ...]
    own_parts: tuple[SaidPart, ...]


def _judged(figure: Figure | None, in_words: _Parts) -> _Judged:
    """Return what a person said of what a register gave; nothing for a plain question."""
    if figure is None:
        return {}
    if not figure.contested:
        return {"is_from_register": figure.is_from_register}
    return {
        "is_from_register": figure.is_from_register,
        "is_contested": True,
        "reason": figure.reason,
        "register_parts": in_words.of(figure.value),
        "own_parts": in_words.of(figure.own),
    }


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
