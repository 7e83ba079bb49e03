"""Look something up in registers: with a purpose, and logged whether they answer or not, and whatever becomes of the act."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from raadhus.platform import clock, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.appending import append_all
from raadhus.platform.tenancy.scope import outlive_rollback
from raadhus.registers.domain.records import (
    NotInRegister,
    RegisterAnswerRefused,
    RegisterError,
    RegisterUnavailable,
)
from raadhus.registers.models import RegisterLookup

log = structlog.get_logger("raadhus.registers")
T = TypeVar("T")
ANSWERED = "answered"
UNAVAILABLE = "unavailable"
_OUTCOMES = {
    NotInRegister: "unknown",
    RegisterUnavailable: UNAVAILABLE,
    RegisterAnswerRefused: "refused",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of one look-up: ``outcome`` is answered, unknown, unavailable or refused; ``answer`` only when answered."""

    outcome: str
    answer: Any = None


def look_up(actor: Actor, register: str, number: str, purpose: str, ask: Callable[[], T]) -> T:
    """
    Return what ``ask`` answers and write the look-up.

    Raises: ValueError without a purpose; what ``ask`` raises.
    """
    _expect_purpose(purpose)
    began = time.monotonic()
    outcome = "failed"
    try:
        answer = ask()
        outcome = ANSWERED
    except RegisterError as error:
        outcome = _OUTCOMES[type(error)]
        raise
    finally:
        _write([_entry(actor, register, number, purpose, outcome, began)])
    return answer


def look_up_each(
    actor: Actor,
    number: str,
    purpose: str,
    questions: Mapping[str, Callable[[], Any]],
    *,
    within_seconds: float,
) -> dict[str, Told]:
    """
    Return, register → what came of it, and write all look-ups by one statement.

    A register that does not help is told of, not raised; after ``within_seconds`` nobody is asked any more, and those
    left count as unavailable. Raises: ValueError without a purpose.
    """
    _expect_purpose(purpose)
    told: dict[str, Told] = {}
    entries: list[RegisterLookup] = []
    begun = time.monotonic()
    for register, ask in questions.items():
        began = time.monotonic()
        if began - begun > within_seconds:
            told[register] = Told(outcome=UNAVAILABLE)
            continue
        try:
            told[register] = Told(outcome=ANSWERED, answer=ask())
        except RegisterError as error:
            told[register] = Told(outcome=_OUTCOMES[type(error)])
            log.warning("register did not help", register=register, outcome=told[register].outcome)
        entries.append(_entry(actor, register, number, purpose, told[register].outcome, began))
    _write(entries)
    return told


def _write(entries: list[RegisterLookup]) -> None:
    """Keep the look-ups, also when what they were for is refused or fails: the register was asked."""
    outlive_rollback(lambda: append_all(entries))


def _expect_purpose(purpose: str) -> None:
    if not purpose:
        raise ValueError("A look-up in a register has a purpose.")


def _entry(  # noqa: PLR0917 -- the columns, in their order
    actor: Actor, register: str, number: str, purpose: str, outcome: str, began: float
) -> RegisterLookup:
    return RegisterLookup(
        at=clock.now(),
        register=register,
        number_key=encryption.lookup_key(actor.tenant, number, "registers.number"),
        purpose=purpose,
        outcome=outcome,
        milliseconds=round((time.monotonic() - began) * 1000),
        person_id=actor.person_id,
        staff_id=actor.staff_id,
        correlation=actor.correlation,
    )
