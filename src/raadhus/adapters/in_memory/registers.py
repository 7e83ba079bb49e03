"""The registers in memory: a book of invented people, for tests and for the demo registers' server."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from raadhus.registers.ports import (
    Address,
    ChildRecord,
    Household,
    IncomeRecord,
    NotInRegister,
    PersonRecord,
    Registers,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class RegisterBook:
    """What all registers know: keyed on identity number."""

    persons: Mapping[str, PersonRecord]
    children: Mapping[str, tuple[ChildRecord, ...]]
    incomes: Mapping[str, IncomeRecord]
    exempt: frozenset[str] = frozenset()

    def person(self, number: str) -> PersonRecord:
        """Return one person. Raises: NotInRegister."""
        if number not in self.persons:
            raise NotInRegister("No such person.")
        return self.persons[number]

    def household(self, number: str) -> Household:
        """Return who lives with ``number``. Raises: NotInRegister."""
        asked = self.person(number)
        partner = self.persons.get(asked.partner_number or "")
        adults = (asked, partner) if partner else (asked,)
        at_home = {
            child.number: child
            for adult in adults
            for child in self.children.get(adult.number, ())
            if child.lives_at_home
        }
        return Household(adults=adults, children=tuple(sorted(at_home.values(), key=lambda c: c.birth_date)))

    def residents(self, address: Address) -> tuple[PersonRecord, ...]:
        """Return the adults who live at an address, by name; upper and lower case are the same."""
        found = (
            person for person in self.persons.values() if person.address and _same(person.address, address)
        )
        return tuple(sorted(found, key=lambda person: (person.family_name, person.given_name)))

    def children_of(self, number: str) -> tuple[ChildRecord, ...]:
        """Return the children of ``number``, eldest first. Raises: NotInRegister."""
        self.person(number)
        return tuple(sorted(self.children.get(number, ()), key=lambda child: child.birth_date))

    def income(self, number: str, on: dt.date) -> IncomeRecord:
        """Return the income of ``number`` on a day. Raises: NotInRegister."""
        self.person(number)
        if number not in self.incomes:
            raise NotInRegister("No income is registered.")
        return dataclasses.replace(self.incomes[number], year=on.year, as_of=on)

    def is_exempt_from_digital_post(self, number: str) -> bool:
        """Tell whether ``number`` gets paper. Raises: NotInRegister."""
        self.person(number)
        return number in self.exempt


def _same(one: Address, other: Address) -> bool:
    pairs = ((one.street, other.street), (one.postal_code, other.postal_code))
    return all(" ".join(a.split()).casefold() == " ".join(b.split()).casefold() for a, b in pairs)


def registers_of(book: RegisterBook) -> Registers:
    """Return the ports of ``book``."""
    return Registers(person=book, custody=book, income=book, exemption=book)
