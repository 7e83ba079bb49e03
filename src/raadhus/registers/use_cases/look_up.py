"""Look something up in a register: with a purpose, and logged whether it answers or not."""

import time
from collections.abc import Callable
from typing import TypeVar

from raadhus.platform import clock, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.appending import append
from raadhus.registers.domain.records import NotInRegister, RegisterAnswerRefused, RegisterUnavailable
from raadhus.registers.models import RegisterLookup

T = TypeVar("T")
_OUTCOMES = {
    NotInRegister: "unknown",
    RegisterUnavailable: "unavailable",
    RegisterAnswerRefused: "refused",
}


def look_up(actor: Actor, register: str, number: str, purpose: str, ask: Callable[[], T]) -> T:
    """
    Return what ``ask`` answers and write the look-up.

    Raises: ValueError without a purpose; what ``ask`` raises.
    """
    if not purpose:
        raise ValueError("A look-up in a register has a purpose.")
    began = time.monotonic()
    outcome = "failed"
    try:
        answer = ask()
        outcome = "answered"
    except tuple(_OUTCOMES) as error:
        outcome = _OUTCOMES[type(error)]
        raise
    finally:
        append(
            RegisterLookup(
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
        )
    return answer
