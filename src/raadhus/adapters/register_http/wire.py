"""The registers' messages: JSON with exact types; anything else is refused."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from raadhus.platform.text import clean_line
from raadhus.registers.ports import (
    Address,
    ChildRecord,
    Custody,
    Household,
    IncomeKind,
    IncomeRecord,
    PersonRecord,
)

Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{10,11}$")]


def _cleaned(name: str) -> str:
    if not (cleaned := clean_line(name)):
        raise ValueError("an empty name")
    return cleaned


Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_cleaned)]


class _Message(BaseModel):
    # strict: "yes" is no truth value and 0 no date
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class AddressMessage(_Message):
    """A postal address."""

    street: Name
    postal_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
    city: Name
    country: Annotated[str, StringConstraints(pattern=r"^(dk|no)$")]


class PersonMessage(_Message):
    """One person."""

    number: Number
    given_name: Name
    family_name: Name
    birth_date: dt.date
    address: AddressMessage | None
    partner_number: Number | None
    name_protected: bool
    address_protected: bool
    country: Annotated[str, StringConstraints(pattern=r"^(dk|no)$")]

    def to_record(self) -> PersonRecord:
        """Return the value this message carries."""
        fields = self.model_dump(exclude={"address"})
        address = Address(**self.address.model_dump()) if self.address else None
        return PersonRecord(**fields, address=address)


class ChildMessage(_Message):
    """One child."""

    number: Number
    given_name: Name
    family_name: Name
    birth_date: dt.date
    custody: Custody
    lives_at_home: bool
    name_protected: bool = False  # a register that does not say it knows of no protection
    address_protected: bool = False

    def to_record(self) -> ChildRecord:
        """Return the value this message carries."""
        return ChildRecord(**self.model_dump())


class HouseholdMessage(_Message):
    """Adults and children at one address."""

    adults: Annotated[tuple[PersonMessage, ...], Field(min_length=1, max_length=20)]
    children: Annotated[tuple[ChildMessage, ...], Field(max_length=40)]

    def to_record(self) -> Household:
        """Return the value this message carries."""
        return Household(
            adults=tuple(adult.to_record() for adult in self.adults),
            children=tuple(child.to_record() for child in self.children),
        )


class ResidentsMessage(_Message):
    """The adults at one address."""

    adults: Annotated[tuple[PersonMessage, ...], Field(max_length=40)]

    def to_record(self) -> tuple[PersonRecord, ...]:
        """Return the values this message carries."""
        return tuple(adult.to_record() for adult in self.adults)


class ChildrenMessage(_Message):
    """The children of one parent."""

    children: Annotated[tuple[ChildMessage, ...], Field(max_length=40)]

    def to_record(self) -> tuple[ChildRecord, ...]:
        """Return the values this message carries."""
        return tuple(child.to_record() for child in self.children)


class IncomeMessage(_Message):
    """What somebody earns in a month; an amount no person earns is refused."""

    number: Number
    year: Annotated[int, Field(ge=2000, le=2100)]
    monthly: Annotated[Decimal, Field(ge=0, le=Decimal(10_000_000), decimal_places=2)] | None
    income_kind: IncomeKind
    complete: bool
    as_of: dt.date

    def to_record(self) -> IncomeRecord:
        """Return the value this message carries."""
        return IncomeRecord(**self.model_dump())


class ExemptionMessage(_Message):
    """Whether somebody is exempt from digital post."""

    exempt: bool

    def to_record(self) -> bool:
        """Return the value this message carries."""
        return self.exempt
