"""The door of the registers: each function asks one register, for a purpose, and is logged."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from raadhus.platform.actor import Actor
from raadhus.registers.domain.records import (
    Address,
    ChildRecord,
    Custody,
    Household,
    IncomeKind,
    IncomeRecord,
    NotInRegister,
    PersonRecord,
    RegisterAnswerRefused,
    RegisterError,
    RegisterUnavailable,
)
from raadhus.registers.ports import Registers
from raadhus.registers.use_cases.look_up import ANSWERED, UNAVAILABLE, Told, look_up, look_up_each
from raadhus.registers.wiring import use, wired

__all__ = [
    "ANSWERED",
    "UNAVAILABLE",
    "Address",
    "ChildRecord",
    "Custody",
    "Household",
    "IncomeKind",
    "IncomeRecord",
    "NotInRegister",
    "PersonRecord",
    "RegisterAnswerRefused",
    "RegisterError",
    "RegisterUnavailable",
    "Registers",
    "Told",
    "is_exempt_from_digital_post",
    "look_up_children",
    "look_up_household",
    "look_up_in",
    "look_up_income",
    "look_up_person",
    "look_up_residents",
    "use",
]


def look_up_person(actor: Actor, number: str, *, purpose: str) -> PersonRecord:
    """Return the person of ``number``. Raises: NotInRegister, RegisterUnavailable, RegisterAnswerRefused."""
    return look_up(actor, "person", number, purpose, lambda: wired().person.person(number))


def look_up_household(actor: Actor, number: str, *, purpose: str) -> Household:
    """Return the household of ``number``. Raises: as ``look_up_person``."""
    return look_up(actor, "household", number, purpose, lambda: wired().person.household(number))


def look_up_residents(actor: Actor, address: Address, *, purpose: str) -> tuple[PersonRecord, ...]:
    """Return the adults who live at ``address``, none where nobody does. Raises: as ``look_up_person``."""
    asked = f"{address.street} {address.postal_code}".casefold()
    return look_up(actor, "residents", asked, purpose, lambda: wired().person.residents(address))


def look_up_children(actor: Actor, number: str, *, purpose: str) -> tuple[ChildRecord, ...]:
    """Return the children of the parent ``number``, eldest first. Raises: as ``look_up_person``."""
    return look_up(actor, "custody", number, purpose, lambda: wired().custody.children_of(number))


def look_up_income(actor: Actor, number: str, *, on: dt.date, purpose: str) -> IncomeRecord:
    """Return the monthly income of ``number`` known on a day. Raises: as ``look_up_person``."""
    return look_up(actor, "income", number, purpose, lambda: wired().income.income(number, on))


def look_up_in(
    actor: Actor,
    registers: Iterable[str],
    number: str,
    *,
    on: dt.date,
    purpose: str,
    within_seconds: float,
) -> dict[str, Told]:
    """
    Ask several of ``person``, ``household``, ``custody`` and ``income`` about ``number``, in the order given.

    Nothing is raised for a register that does not help; those not reached in time count as unavailable.
    """
    asking: dict[str, Callable[[], Any]] = {
        "person": lambda: wired().person.person(number),
        "household": lambda: wired().person.household(number),
        "custody": lambda: wired().custody.children_of(number),
        "income": lambda: wired().income.income(number, on),
    }
    questions = {register: asking[register] for register in registers}
    return look_up_each(actor, number, purpose, questions, within_seconds=within_seconds)


def is_exempt_from_digital_post(actor: Actor, number: str, *, purpose: str) -> bool:
    """Tell whether letters to ``number`` go on paper. Raises: as ``look_up_person``."""
    return look_up(
        actor, "exemption", number, purpose, lambda: wired().exemption.is_exempt_from_digital_post(number)
    )
