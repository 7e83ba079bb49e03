"""Asks the registers once, when a draft begins; what they know stands as facts, what they do not is asked."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from raadhus.forms.domain.compiled import CompiledForm
from raadhus.forms.domain.definition import GroupField
from raadhus.forms.domain.sheet import ITEM_ID, Figure, Sheet
from raadhus.forms.domain.sources import register_of
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.registers.public import (
    ANSWERED,
    Address,
    ChildRecord,
    Household,
    IncomeRecord,
    PersonRecord,
    Told,
    look_up_in,
)

NO_FIGURE = "no_figure"
PROTECTED = "protected"  # in the detail of a child: "name", "address"
_PLAUSIBLE_NAME = 120
_PATIENCE_SECONDS = 3.0  # somebody waits for the page: what is not here by then becomes a question
_ORDER = ("person", "household", "custody", "income")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """One value of a register: as JSON, with what else it said and the day it holds for."""

    value: Any
    detail: dict[str, Any] = dataclasses.field(default_factory=dict)
    as_of: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """The sheet of a new draft, and the person and their household when the registers told of them."""

    sheet: Sheet
    person: PersonRecord | None
    household: Household | None


def prefill(actor: Actor, number: str, form: CompiledForm, *, on: dt.date, purpose: str) -> Prefilled:
    """
    Return the sheet of a new draft with what the registers know of the person ``number``.

    Each register that the form wants is asked once. A register that is down, slow, or answers nonsense is remembered in
    ``asked``; its fields become ordinary questions. A partner's income is never fetched.
    """
    registers = sorted({register_of(source) for source in _sources(form)}, key=_ORDER.index)
    patience = _PATIENCE_SECONDS * current_environment().patience_factor
    told = look_up_in(actor, registers, number, on=on, purpose=purpose, within_seconds=patience)
    person, household = (
        told[register].answer if register in told else None for register in ("person", "household")
    )
    return Prefilled(sheet=_fill(form, number, told), person=person, household=household)


def _fill(form: CompiledForm, number: str, told: Mapping[str, Told]) -> Sheet:
    answers = {register: one.answer for register, one in told.items() if one.outcome == ANSWERED}
    asked = {register: one.outcome for register, one in told.items()}
    figures: dict[str, Figure] = {}
    values: dict[str, Any] = {}
    at = clock.now().isoformat()
    for field in form.fields():
        if isinstance(field.spec, GroupField):
            if field.spec.filled_from is not None and (children := answers.get("custody")) is not None:
                knows = field.spec.filled_from.knows
                items, found = _items(field.key, children, knows, at)
                values[field.key] = items
                figures.update(found)
            continue
        if field.fact is None:
            continue
        source = field.fact.source
        register = register_of(source)
        known = _value(source, number, answers.get(register))
        figures[field.key] = _figure(register, asked.get(register, "unknown"), known, at)
    return Sheet(answers=values, figures=figures, asked=asked)


def _figure(register: str, outcome: str, known: _Known | None, at: str) -> Figure:
    """Return the fact, or the note that no register knows it and why."""
    if known is not None and known.value is not None:
        return Figure(
            value=known.value, register=register, fetched_at=at, as_of=known.as_of, detail=known.detail
        )
    return Figure(
        value=None,
        register=register,
        is_from_register=False,
        detail=known.detail if known is not None else {},
        missing=NO_FIGURE if outcome == ANSWERED else outcome,
    )


def _items(
    group: str, children: Iterable[ChildRecord], knows: tuple[str, ...], at: str
) -> tuple[list[dict[str, Any]], dict[str, Figure]]:
    items: list[dict[str, Any]] = []
    figures: dict[str, Figure] = {}
    for place, child in enumerate(children, start=1):
        everything = {
            "name": f"{child.given_name} {child.family_name}",
            "birth_date": child.birth_date.isoformat(),
            "lives_at_home": child.lives_at_home,
            "custody": str(child.custody),
        }
        known = {name: everything[name] for name in knows}
        items.append({ITEM_ID: f"r{place}", **known})
        figures[f"{group}.r{place}"] = Figure(
            value=known, register="custody", fetched_at=at, detail=_protection_of(child)
        )
    return items, figures


def _protection_of(child: ChildRecord) -> dict[str, Any]:
    """Return what of a child is protected, for who reads the application later; nothing where nothing is."""
    protected = {"name": child.name_protected, "address": child.address_protected}
    return (
        {PROTECTED: [what for what, holds in protected.items() if holds]} if any(protected.values()) else {}
    )


def _value(source: str, number: str, answer: Any) -> _Known | None:
    """Return what ``answer`` says of ``source``, None when it says nothing of it."""
    if answer is None:
        return None
    return _READERS[source](number, answer)


def _name(_number: str, person: PersonRecord) -> _Known | None:
    return _Known(value=person.name[:_PLAUSIBLE_NAME], detail={"protected": person.name_protected})


def _address(_number: str, person: PersonRecord) -> _Known | None:
    if person.address is None:
        return None
    return _Known(value=_address_json(person.address), detail={"protected": person.address_protected})


def _address_json(address: Address) -> dict[str, str]:
    return {"street": address.street, "postal_code": address.postal_code, "city": address.city}


def _has_partner(number: str, household: Household) -> _Known | None:
    return _Known(value=any(_partners(number, household)))


def _partner(number: str, household: Household) -> _Known | None:
    """A partner's name is what the applicant may see; nothing else of them is kept but the number to reach them."""
    for partner in _partners(number, household):
        name = "" if partner.name_protected else partner.name[:_PLAUSIBLE_NAME]
        return _Known(value={"name": name, "number": partner.number})
    return None


def _partners(number: str, household: Household) -> Iterator[PersonRecord]:
    own = next((adult for adult in household.adults if adult.number == number), None)
    for adult in household.adults:
        if own is not None and adult.number == own.partner_number:
            yield adult


def _income(_number: str, income: IncomeRecord) -> _Known | None:
    is_usable = income.monthly is not None and income.monthly >= 0
    return _Known(
        value=f"{income.monthly:.2f}" if is_usable else None,
        detail={"income_kind": str(income.income_kind), "complete": income.complete, "year": income.year},
        as_of=income.as_of.isoformat(),
    )


_READERS: dict[str, Callable[[str, Any], _Known | None]] = {
    "person.name": _name,
    "person.address": _address,
    "household.has_partner": _has_partner,
    "household.partner": _partner,
    "income.monthly": _income,
}


def _sources(form: CompiledForm) -> Iterator[str]:
    for field in form.fields():
        if isinstance(field.spec, GroupField):
            if field.spec.filled_from is not None:
                yield field.spec.filled_from.source
        elif field.fact is not None:
            yield field.fact.source
