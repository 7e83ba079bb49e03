"""The invented towns of the demo: Egeby in Denmark, Nordby in Norway and their association."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from uuid import NAMESPACE_DNS, UUID, uuid5

from raadhus.organisation import public
from raadhus.organisation.domain import Counter, Country
from raadhus.organisation.models import Association, ClosedDay, Municipality, OpeningHours, StaffGroup, Unit
from raadhus.platform.actor import Actor, Role
from raadhus.platform.tenancy.scope import transaction

OWNER = "owner"  # reference tables are written by the role that owns them, at set-up
_WORKDAYS = range(5)
_THURSDAY = 3
_FRIDAY = 4
_FIRST_HOST = {
    "kommunekredsen.localhost": "kl.localhost"
}  # renamed: towns that stand already keep their rows


def tenant_of(host: str) -> UUID:
    """Return the tenant id that the demo gives to ``host``."""
    return uuid5(NAMESPACE_DNS, _FIRST_HOST.get(host, host))


EGEBY = tenant_of("egeby.localhost")
NORDBY = tenant_of("nordby.localhost")
ASSOCIATION = tenant_of("kommunekredsen.localhost")

_CLOSED_DAYS = {
    EGEBY: {"06-05": "Grundlovsdag", "12-24": "Juleaftensdag"},
    NORDBY: {"12-24": "Julaften"},
}
_ASSOCIATION = {
    "slug": "kommunekredsen",
    "name": "Kommunekredsen",
    "host": "kommunekredsen.localhost",
    "country": Country.DENMARK,
    "language": "da",
    "time_zone": "Europe/Copenhagen",
    "theme": "kommunekredsen",
    "phone": "00 00 00 30",
    "email": "post@kommunekredsen.example",
}
_TOWNS = {
    EGEBY: {
        "slug": "egeby",
        "name": "Egeby Kommune",
        "host": "egeby.localhost",
        "country": Country.DENMARK,
        "language": "da",
        "time_zone": "Europe/Copenhagen",
        "theme": "egeby",
        "phone": "00 00 00 10",
        "email": "post@egeby.example",
        "desk_address": "Rådhuspladsen 1, 9990 Egeby",
    },
    NORDBY: {
        "slug": "nordby",
        "name": "Nordby kommune",
        "host": "nordby.localhost",
        "country": Country.NORWAY,
        "language": "nb",
        "time_zone": "Europe/Oslo",
        "theme": "nordby",
        "phone": "00 00 00 20",
        "email": "post@nordby.example",
        "desk_address": "Rådhusgata 1, 9989 Nordby",
    },
}
_UNITS = {
    EGEBY: {
        "pladsanvisningen": "Pladsanvisningen",
        "borgerservice": "Borgerservice",
        "byg-og-miljoe": "Byg og Miljø",
        "digitaliseringskontoret": "Digitaliseringskontoret",
    },
    NORDBY: {
        "barnehagekontoret": "Barnehagekontoret",
        "innbyggertorget": "Innbyggertorget",
        "digitaliseringsavdelingen": "Digitaliseringsavdelingen",
    },
    ASSOCIATION: {"sekretariatet": "Sekretariatet"},
}
# What the groups of the staff's own directory mean; the local eID provider puts these groups into its claims.
_GROUPS = {
    EGEBY: (
        ("Pladsanvisning-Sagsbehandlere", Role.CASEWORKER, "pladsanvisningen"),
        ("Byg-Sagsbehandlere", Role.CASEWORKER, "byg-og-miljoe"),
        ("Borgerservice-Medarbejdere", Role.FRONTDESK, "borgerservice"),
        ("Ledere", Role.LEADER, None),
        ("Drift", Role.OPERATOR, "digitaliseringskontoret"),
        ("Beskyttede-Adresser", Role.CLEARED, None),
        ("Regelforfattere", Role.RULE_AUTHOR, None),
        ("Regelgodkendere", Role.RULE_APPROVER, None),
    ),
    NORDBY: (
        ("Barnehage-Saksbehandlere", Role.CASEWORKER, "barnehagekontoret"),
        ("Innbyggertorg-Ansatte", Role.FRONTDESK, "innbyggertorget"),
        ("Ledere", Role.LEADER, None),
        ("Drift", Role.OPERATOR, "digitaliseringsavdelingen"),
        ("Sperrede-Adresser", Role.CLEARED, None),
        ("Regelforfattere", Role.RULE_AUTHOR, None),
        ("Regelgodkjennere", Role.RULE_APPROVER, None),
    ),
    ASSOCIATION: (
        ("Sekretariat", Role.ASSOCIATION, "sekretariatet"),
        ("Regelforfattere", Role.RULE_AUTHOR, "sekretariatet"),
        ("Regelgodkendere", Role.RULE_APPROVER, "sekretariatet"),
    ),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DemoStaff:
    """An invented staff member: a person of ``tenant`` and the groups of their login."""

    tenant: UUID
    person_id: UUID
    name: str
    groups: tuple[str, ...]


def load(staff: Iterable[DemoStaff] = ()) -> None:
    """Lay down the towns and all in them; doing it again changes nothing."""
    load_towns()
    furnish_towns(staff)


def furnish_towns(staff: Iterable[DemoStaff] = ()) -> None:
    """Lay down units, hours, groups and staff in the name of each town; doing it again changes nothing."""
    for tenant in (*_TOWNS, ASSOCIATION):
        with transaction(tenant):
            load_units(tenant)
            _load_hours(tenant)
            _load_closed_days(tenant)
    for member in staff:
        _load_staff(member)
    public.forget_known()


def load_towns() -> None:
    """Lay down the reference rows that say which host is whose, in the name of the tables' owner."""
    Association.objects.using(OWNER).update_or_create(id=ASSOCIATION, defaults=_ASSOCIATION)
    for tenant, facts in _TOWNS.items():
        member_of = ASSOCIATION if tenant == EGEBY else None
        Municipality.objects.using(OWNER).update_or_create(
            id=tenant, defaults={**facts, "association_id": member_of}
        )
    public.forget_known()


def load_units(tenant: UUID) -> None:
    units = {
        key: Unit.objects.update_or_create(key=key, defaults={"name": name})[0]
        for key, name in _UNITS[tenant].items()
    }
    for group, role, unit_key in _GROUPS[tenant]:
        unit = units[unit_key] if unit_key else None
        StaffGroup.objects.get_or_create(group=group, role=role, unit=unit)


def _load_closed_days(tenant: UUID) -> None:
    for day, name in _CLOSED_DAYS.get(tenant, {}).items():
        ClosedDay.objects.get_or_create(day=day, defaults={"name": name})


def _load_hours(tenant: UUID) -> None:
    if OpeningHours.objects.exists():
        return
    for weekday in _WORKDAYS:
        late = dt.time(17) if weekday == _THURSDAY else dt.time(15)
        closes = dt.time(13) if weekday == _FRIDAY else late
        for counter, opens in ((Counter.PHONE, dt.time(9)), (Counter.DESK, dt.time(10))):
            OpeningHours.objects.create(counter=counter, weekday=weekday, opens=opens, closes=closes)


def _load_staff(member: DemoStaff) -> None:
    actor = Actor.system(member.tenant, purpose="organisation.demo")
    with transaction(member.tenant):
        given = StaffGroup.objects.filter(group__in=member.groups).values_list("role", "unit_id")
        roles = frozenset((Role(role), unit_id) for role, unit_id in given)
        public.employ_staff(
            actor, public.StaffOrder(person_id=member.person_id, name=member.name, roles=roles)
        )
