"""Values of the organisation: a municipality, a unit, a staff member, hours of the desk."""

import dataclasses
import datetime as dt
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from raadhus.platform.actor import Role


class Country(StrEnum):
    """Whose law and whose identity numbers hold (ISO 3166-1, lower case)."""

    DENMARK = "dk"
    NORWAY = "no"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityInfo:
    """
    A tenant: a municipality, or an association of them.

    id: the tenant id; host: without port; language: the official one (BCP 47); theme: a key of the ui's themes.
    """

    id: UUID
    slug: str
    name: str
    host: str
    country: str
    language: str
    zone: ZoneInfo
    theme: str
    phone: str = ""
    email: str = ""
    desk_address: str = ""
    association_id: UUID | None = None
    is_association: bool = False


class AboutPage(StrEnum):
    """What every site of a public body says of itself."""

    ACCESSIBILITY = "accessibility"
    PRIVACY = "privacy"
    COOKIES = "cookies"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UnitInfo:
    """A unit of a municipality; ``key`` is what packages and rules call it."""

    id: UUID
    key: str
    name: str
    phone: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StaffInfo:
    """Somebody who works for the municipality, with the roles and units of today."""

    id: UUID
    person_id: UUID
    name: str
    roles: frozenset[Role]
    units: frozenset[UUID]


class Counter(StrEnum):
    """Where one can reach somebody."""

    PHONE = "phone"
    DESK = "desk"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """From when until when a counter is open, in local time."""

    opens: dt.time
    closes: dt.time


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeskDay:
    """When phone and desk are open on one local day; empty means closed."""

    on: dt.date
    phone: tuple[Hours, ...] = ()
    desk: tuple[Hours, ...] = ()
