"""What a register must be able to answer; adapters carry it out."""

import dataclasses
import datetime as dt
from typing import Protocol

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

__all__ = [
    "Address",
    "ChildRecord",
    "Custody",
    "CustodyRegister",
    "ExemptionRegister",
    "Household",
    "IncomeKind",
    "IncomeRecord",
    "IncomeRegister",
    "NotInRegister",
    "PersonRecord",
    "PersonRegister",
    "RegisterAnswerRefused",
    "RegisterError",
    "RegisterUnavailable",
    "Registers",
]


class PersonRegister(Protocol):
    """Names, addresses and households."""

    def person(self, number: str) -> PersonRecord:
        """Return one person. Raises: NotInRegister, RegisterUnavailable, RegisterAnswerRefused."""

    def household(self, number: str) -> Household:
        """Return the household of one person. Raises: as ``person``."""

    def residents(self, address: Address) -> tuple[PersonRecord, ...]:
        """Return the adults who live at an address, none where nobody does. Raises: as ``person``."""


class CustodyRegister(Protocol):
    """Children and who has custody of them."""

    def children_of(self, number: str) -> tuple[ChildRecord, ...]:
        """Return the children of a parent, eldest first. Raises: as ``PersonRegister.person``."""


class IncomeRegister(Protocol):
    """Incomes reported by employers."""

    def income(self, number: str, on: dt.date) -> IncomeRecord:
        """Return the monthly income known on a day. Raises: as ``PersonRegister.person``."""


class ExemptionRegister(Protocol):
    """Who is exempt from digital post."""

    def is_exempt_from_digital_post(self, number: str) -> bool:
        """Tell whether letters go on paper. Raises: as ``PersonRegister.person``."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The registers of one town hall, wired by ``config``."""

    person: PersonRegister
    custody: CustodyRegister
    income: IncomeRegister
    exemption: ExemptionRegister
