"""Values of the organisation: a municipality, a unit, a staff member, hours of the desk."""

import dataclasses
import datetime as dt
from collections.abc import Callable
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
    LICENCE = "licence"  # of what it publishes as open data


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDayInfo:
    """A day on which the municipality is closed; ``day``: ``2026-05-15``, or ``12-24`` for every year."""

    id: UUID
    day: str
    name: str


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


_CLOSED_AT_MOST = 400


class AlwaysClosedError(ValueError):
    """No working day lies within more than a year: the closed days cannot be right."""


def working_day_after(day: dt.date, count: int, is_working: Callable[[dt.date], bool]) -> dt.date:
    """
    Return the ``count``-th working day after ``day``, which itself is not counted; of 0 the first from ``day`` on.

    Raises: AlwaysClosedError, ValueError for a negative count, OverflowError at the end of the calendar.
    """
    if count < 0:
        raise ValueError("A time of working days lies ahead.")
    day = day if count else day - dt.timedelta(days=1)
    for _ in range(max(count, 1)):
        day = _next_working_day(day, is_working)
    return day


def _next_working_day(day: dt.date, is_working: Callable[[dt.date], bool]) -> dt.date:
    for _ in range(_CLOSED_AT_MOST):
        day += dt.timedelta(days=1)
        if is_working(day):
            return day
    raise AlwaysClosedError(f"No working day within {_CLOSED_AT_MOST} days of {day}.")
