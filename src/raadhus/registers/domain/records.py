"""The values that registers answer with."""

import dataclasses
import datetime as dt
from decimal import Decimal
from enum import StrEnum


class Custody(StrEnum):
    """Who has custody of a child, as the register says it of the parent who asks."""

    SOLE = "sole"
    JOINT = "joint"
    SHARED_RESIDENCE = "shared_residence"
    NONE = "none"


class IncomeKind(StrEnum):
    """Where an income comes from."""

    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    NONE = "none"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address."""

    street: str
    postal_code: str
    city: str
    country: str

    def lines(self) -> tuple[str, str]:
        """Return the two lines that stand under a name on an envelope."""
        return self.street, f"{self.postal_code} {self.city}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One person as the person register knows them; ``address`` is None when unknown."""

    number: str
    given_name: str
    family_name: str
    birth_date: dt.date
    address: Address | None
    partner_number: str | None
    name_protected: bool
    address_protected: bool
    country: str

    @property
    def name(self) -> str:
        """Return the full name."""
        return f"{self.given_name} {self.family_name}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChildRecord:
    """One child of a parent."""

    number: str
    given_name: str
    family_name: str
    birth_date: dt.date
    custody: Custody
    lives_at_home: bool
    name_protected: bool = False
    address_protected: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Who lives at one address as a family."""

    adults: tuple[PersonRecord, ...]
    children: tuple[ChildRecord, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IncomeRecord:
    """
    What somebody earns in a month by the income register.

    ``monthly``: in the country's currency, None when the register holds no figure; ``complete``: False when months lack.
    """

    number: str
    year: int
    monthly: Decimal | None
    income_kind: IncomeKind
    complete: bool
    as_of: dt.date


class RegisterError(Exception):
    """A register gave no answer that can be used."""


class RegisterUnavailable(RegisterError):
    """The register is down or too slow."""


class RegisterAnswerRefused(RegisterError):
    """The register answered something that cannot be true."""


class NotInRegister(RegisterError):
    """The register knows nobody of that number."""
