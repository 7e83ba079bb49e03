"""The invented families of Egeby who applied for cheaper day care before the demo begins; the same ones each time."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from raadhus.registers.public import Address, PersonRecord

FAMILIES = 160
_GIVEN = [
    "Alma",
    "Asta",
    "Bente",
    "Clara",
    "Dagny",
    "Ella",
    "Freja",
    "Gerda",
    "Hanne",
    "Inga",
    "Jytte",
    "Kaja",
    "Laura",
    "Maja",
    "Nanna",
    "Oda",
    "Petra",
    "Rikke",
    "Sara",
    "Tove",
]
_FAMILY = [
    "Agger",
    "Bakke",
    "Dalgaard",
    "Eng",
    "Fjord",
    "Gran",
    "Holt",
    "Iversen",
    "Juul",
    "Kjær",
    "Lind",
    "Mose",
    "Nygaard",
    "Odde",
    "Piil",
    "Rask",
    "Skov",
    "Toft",
    "Vang",
    "Ås",
]
_CHILDREN = [
    "Aksel",
    "Bo",
    "Dina",
    "Emil",
    "Frida",
    "Gry",
    "Hugo",
    "Ida",
    "Jon",
    "Karla",
    "Liv",
    "Max",
    "Nora",
    "Otto",
    "Pil",
]
_PRICES = (Decimal("2150.00"), Decimal("2840.00"), Decimal("3365.00"), Decimal("4120.00"))
_FIRST_BIRTH = dt.date(1982, 3, 4)
_FIRST_SERIAL = 4000  # with a year of birth above 36 the 1900s; no resident and nobody of a crowd has it
_FROM = "2024-01-01"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A single parent who applied: who it is, and what the form and the income register said. DKK a month."""

    record: PersonRecord
    sent_on: dt.date
    income: Decimal
    children: tuple[dict[str, Any], ...]

    @property
    def answers(self) -> dict[str, Any]:
        """Return the application by dotted key, as the form keeps it."""
        return {
            "applicant.name": f"{self.record.given_name} {self.record.family_name}",
            "applicant.self_employed": False,
            "household.has_partner": False,
            "children": list(self.children),
            "income.monthly": f"{self.income:.2f}",
            "subsidy_from": _FROM,
        }


def families() -> Iterator[Family]:
    """Yield them in the order in which they applied, in November and December 2023."""
    for place in range(FAMILIES):
        born = _FIRST_BIRTH + dt.timedelta(days=place * 17)
        yield Family(
            record=_record(place, born),
            sent_on=dt.date(2023, 11, 1) + dt.timedelta(days=place * 56 // FAMILIES),
            income=_income(place),
            children=tuple(_child(place, number) for number in range(1 + place % 5 % 3)),
        )


def _record(place: int, born: dt.date) -> PersonRecord:
    return PersonRecord(
        number=f"{born.day + 60:02d}{born:%m%y}{_FIRST_SERIAL + place:04d}",
        given_name=_GIVEN[place % len(_GIVEN)],
        family_name=_FAMILY[place // len(_GIVEN) % len(_FAMILY)],
        birth_date=born,
        address=Address(street=f"Lærkevej {1 + place}", postal_code="9990", city="Egeby", country="dk"),
        partner_number=None,
        name_protected=False,
        address_protected=False,
        country="dk",
    )


def _income(place: int) -> Decimal:
    """Return an income between 12,000 and 60,000 DKK a month, most of them in the middle; spread, not random."""
    low, high = (place * 73) % 240, (place * 131 + 40) % 240
    return Decimal(12_000 + (low + high) * 100) + Decimal(place * 37 % 100) / 100


def _child(place: int, number: int) -> dict[str, Any]:
    born = dt.date(2019, 2, 1) + dt.timedelta(days=(place * 31 + number * 411) % 1600)
    return {
        "name": _CHILDREN[(place + number * 4) % len(_CHILDREN)],
        "birth_date": born.isoformat(),
        "lives_at_home": True,
        "custody": "sole",
        "daycare": "nursery" if born.year > 2020 else "kindergarten",
        "fee_monthly": f"{_PRICES[(place + number) % len(_PRICES)]:.2f}",
    }
