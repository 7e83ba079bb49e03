"""
Questions to the organisation, asked inside a tenant's transaction.

What is the same for every request (which host is whose, the units, today's hours) is kept in the process for a short while.
"""

import dataclasses
import datetime as dt
import functools
import importlib
import time
from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from raadhus.organisation.domain import (
    AboutPage,
    ClosedDayInfo,
    Counter,
    DeskDay,
    Hours,
    MunicipalityInfo,
    StaffInfo,
    UnitInfo,
    working_day_after,
)
from raadhus.organisation.models import (
    Association,
    ClosedDay,
    Municipality,
    OpeningHours,
    OwnText,
    RoleAssignment,
    StaffMember,
    Unit,
)
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant, transaction

KNOWN_FOR_SECONDS = 30


@dataclasses.dataclass(frozen=True, slots=True)
class _Directory:
    """All tenants, read at once: a stranger's host name costs no query and leaves nothing behind."""

    read_at: float
    by_host: dict[str, MunicipalityInfo]
    by_id: dict[UUID, MunicipalityInfo]


_directory: list[_Directory] = []
_units: dict[UUID, tuple[float, dict[str, UnitInfo]]] = {}
_hours: dict[UUID, tuple[float, dict[tuple[str, int], tuple[Hours, ...]]]] = {}
_closed_days: dict[UUID, tuple[float, frozenset[str]]] = {}
_SATURDAY = 5


@dataclasses.dataclass(frozen=True, slots=True)
class WorkingDays:
    """
    The working days of one tenant: no weekend, no public holiday of its country, no closed day of its own.

    Nothing is read before it is asked, and then once for a short while; asked within the tenant's transaction.
    """

    tenant: UUID

    def is_working(self, day: dt.date) -> bool:
        """Tell whether the municipality works on the local ``day``."""
        if day.weekday() >= _SATURDAY or day in _public_holidays(municipality(self.tenant).country, day.year):
            return False
        closed = _closed_days_of(self.tenant)
        return day.isoformat() not in closed and f"{day:%m-%d}" not in closed

    def after(self, day: dt.date, count: int) -> dt.date:
        """Return the ``count``-th working day after ``day``; of 0 the first from ``day`` on. Raises: ValueError."""
        return working_day_after(day, count, self.is_working)


def working_days(tenant: UUID) -> WorkingDays:
    """Return the working days of ``tenant``. Asks nothing yet."""
    return WorkingDays(tenant)


@functools.cache
def _public_holidays(country: str, year: int) -> frozenset[dt.date]:
    """Return the public holidays of a year; the library takes 0.2 s of CPU to load, so only who counts days has it."""
    library = importlib.import_module("holidays")
    return frozenset(library.country_holidays(country.upper(), years=year))


def _closed_days_of(tenant: UUID) -> frozenset[str]:
    known = _closed_days.get(tenant)
    if known is None or time.monotonic() - known[0] > KNOWN_FOR_SECONDS:
        expect_tenant(tenant)
        known = (time.monotonic(), frozenset(ClosedDay.objects.values_list("day", flat=True)))
        _closed_days[tenant] = known
    return known[1]


def list_closed_days(actor: Actor) -> tuple[ClosedDayInfo, ...]:
    """Return the days of its own on which the actor's municipality is closed, those of every year first."""
    expect_tenant(actor.tenant)
    rows = sorted(ClosedDay.objects.values_list("id", "day", "name"), key=lambda row: (len(row[1]), row[1]))
    return tuple(ClosedDayInfo(id=row[0], day=row[1], name=row[2]) for row in rows)


def municipality_by_host(host: str) -> MunicipalityInfo:
    """
    Return the tenant that ``host`` (no port, any case) belongs to.

    Raises: NotFoundHere for a host that is nobody's.
    """
    found = _known().by_host.get(host.lower().rstrip("."))
    if found is None:
        raise NotFoundHere(detail="unknown host")
    return found


def municipality(tenant: UUID) -> MunicipalityInfo:
    """Return the municipality or association of ``tenant``. Raises: NotFoundHere."""
    found = _known().by_id.get(tenant)
    if found is None:
        raise NotFoundHere(detail="unknown tenant")
    return found


def local_today(tenant: UUID) -> dt.date:
    """Return the day it is in ``tenant``'s town. Raises: NotFoundHere."""
    return clock.today(municipality(tenant).zone)


def list_municipalities() -> tuple[MunicipalityInfo, ...]:
    """Return every municipality by name; associations are not among them."""
    towns = (town for town in _known().by_id.values() if not town.is_association)
    return tuple(sorted(towns, key=lambda town: town.name))


def list_tenants() -> tuple[MunicipalityInfo, ...]:
    """Return every municipality and association by name."""
    return tuple(sorted(_known().by_id.values(), key=lambda town: town.name))


def find_own_text(actor: Actor, page: AboutPage, language: str) -> str:
    """Return what the municipality says on ``page`` in ``language``, as Markdown; empty where it says nothing of its own."""
    expect_tenant(actor.tenant)
    own = OwnText.objects.filter(page=page, language=language).values_list("text", flat=True).first()
    return own or ""


def forget_known() -> None:
    """Read tenants, units and hours anew at the next question: after set-up, and between tests."""
    _directory.clear()
    _units.clear()
    _hours.clear()
    _closed_days.clear()


def unit_by_key(actor: Actor, key: str) -> UnitInfo:
    """Return the unit called ``key`` in the actor's municipality. Raises: NotFoundHere."""
    expect_tenant(actor.tenant)
    known = _units.get(actor.tenant)
    if known is None or key not in known[1] or time.monotonic() - known[0] > KNOWN_FOR_SECONDS:
        known = (time.monotonic(), {unit.key: unit for unit in list_units(actor)})
        _units[actor.tenant] = known
    if key not in known[1]:
        raise NotFoundHere(detail=f"unit {key}")
    return known[1][key]


def list_units(actor: Actor) -> tuple[UnitInfo, ...]:
    """Return all units of the actor's municipality by name."""
    expect_tenant(actor.tenant)
    return tuple(_unit_info(unit) for unit in Unit.objects.order_by("name"))


def staff_for_person(actor: Actor, person_id: UUID) -> StaffInfo | None:
    """Return the active staff member that ``person_id`` is, None when they hold no role here. One query."""
    return next(iter(_list_staff(actor, staff__person_id=person_id)), None)


def find_staff(actor: Actor, staff_id: UUID) -> StaffInfo | None:
    """Return one active staff member, None when there is none of that id."""
    return next(iter(_list_staff(actor, staff_id=staff_id)), None)


def actor_of_staff(tenant: UUID, name: str, *, purpose: str) -> Actor:
    """
    Return the staff member of this name as who acts from a command, with their roles of today.

    Raises: NotFoundHere when nobody works there under that name, or more than one.
    """
    with transaction(tenant):
        found = _list_staff(Actor.system(tenant, purpose=purpose), staff__name=name)
    if len(found) != 1:
        raise NotFoundHere(detail=f"staff {name}")
    (member,) = found
    return Actor(
        tenant=tenant,
        person_id=member.person_id,
        staff_id=member.id,
        roles=member.roles,
        units=member.units,
        purpose=purpose,
    )


def list_staff(actor: Actor, *, unit_id: UUID) -> tuple[StaffInfo, ...]:
    """Return the active staff of one unit by name; each with the roles held in that unit."""
    return _list_staff(actor, unit_id=unit_id)


def staff_names(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of staff, also of those who have left; an unknown id is left out."""
    expect_tenant(actor.tenant)
    return dict(StaffMember.objects.filter(id__in=set(ids)).values_list("id", "name"))


def desk_today(tenant: UUID, on: dt.date) -> DeskDay:
    """Return when phone and desk of ``tenant`` are open on the local day ``on``."""
    known = _hours.get(tenant)
    if known is None or time.monotonic() - known[0] > KNOWN_FOR_SECONDS:
        known = (time.monotonic(), _read_hours(tenant))
        _hours[tenant] = known
    week = known[1]
    return DeskDay(
        on=on,
        phone=week.get((Counter.PHONE, on.weekday()), ()),
        desk=week.get((Counter.DESK, on.weekday()), ()),
    )


def _known() -> _Directory:
    if not _directory or time.monotonic() - _directory[-1].read_at > KNOWN_FOR_SECONDS:
        _directory[:] = [_read_directory()]
    return _directory[-1]


def _read_directory() -> _Directory:
    towns = [_info(row, row.association_id, is_association=False) for row in Municipality.objects.all()]
    towns += [_info(row, row.id, is_association=True) for row in Association.objects.all()]
    return _Directory(
        read_at=time.monotonic(),
        by_host={town.host: town for town in towns},
        by_id={town.id: town for town in towns},
    )


def _info(
    row: Municipality | Association, association_id: UUID | None, *, is_association: bool
) -> MunicipalityInfo:
    return MunicipalityInfo(
        id=row.id,
        slug=row.slug,
        name=row.name,
        host=row.host,
        country=row.country,
        language=row.language,
        zone=ZoneInfo(row.time_zone),
        theme=row.theme,
        phone=row.phone,
        email=row.email,
        desk_address=row.desk_address,
        association_id=association_id,
        is_association=is_association,
    )


def _unit_info(unit: Unit) -> UnitInfo:
    return UnitInfo(id=unit.id, key=unit.key, name=unit.name, phone=unit.phone)


def _list_staff(actor: Actor, **conditions: UUID | str) -> tuple[StaffInfo, ...]:
    expect_tenant(actor.tenant)
    rows = list(
        RoleAssignment.objects.filter(staff__is_active=True, **conditions)
        .order_by("staff__name")
        .values_list("staff_id", "staff__person_id", "staff__name", "role", "unit_id")
    )
    return tuple(
        StaffInfo(
            id=staff_id,
            person_id=person_id,
            name=name,
            roles=frozenset(Role(row[3]) for row in rows if row[0] == staff_id),
            units=frozenset(row[4] for row in rows if row[0] == staff_id and row[4] is not None),
        )
        for staff_id, person_id, name in dict.fromkeys(row[:3] for row in rows)
    )


def _read_hours(tenant: UUID) -> dict[tuple[str, int], tuple[Hours, ...]]:
    week: dict[tuple[str, int], tuple[Hours, ...]] = {}
    expect_tenant(tenant)
    for row in OpeningHours.objects.order_by("opens"):
        span = Hours(opens=row.opens, closes=row.closes)
        week[row.counter, row.weekday] = (*week.get((row.counter, row.weekday), ()), span)
    return week
