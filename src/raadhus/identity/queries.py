"""Questions about persons and sessions, asked inside a tenant's transaction."""

import dataclasses
import datetime as dt
import time
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from raadhus.identity.access import access_person
from raadhus.identity.domain.claims import ClaimMap
from raadhus.identity.models import (
    HouseholdMember,
    LoginProvider,
    Person,
    SeenEntry,
)
from raadhus.identity.ports import Registration
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotAllowed
from raadhus.platform.tenancy.scope import expect_tenant, transaction

_LISTED_LOOKS = 200
_KNOWN_FOR_SECONDS = 30
_looks = ReadyQuery(
    lambda person_id: SeenEntry.objects.filter(person_id=person_id).order_by("-at")[:_LISTED_LOOKS]
)
_registrations: dict[UUID, tuple[float, tuple[Registration, ...]]] = {}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonInfo:
    """A person as the actor may see them; ``name`` is a polite word where it is protected."""

    id: UUID
    name: str
    birth_on: dt.date | None
    is_name_protected: bool
    is_address_protected: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look at a person's data; by staff, or by a job when ``by_staff_id`` is None."""

    at: dt.datetime
    what: str
    case_id: UUID | None
    by_staff_id: UUID | None
    purpose: str


def registrations(tenant: UUID) -> tuple[Registration, ...]:
    """Return where one can log in to ``tenant``, in the order to show; kept in the process for half a minute."""
    known = _registrations.get(tenant)
    if known is None or time.monotonic() - known[0] > _KNOWN_FOR_SECONDS:
        with transaction(tenant):
            rows = LoginProvider.objects.filter(is_active=True).order_by("is_for_staff", "position", "key")
            known = (time.monotonic(), tuple(registration_of(row) for row in rows))
        _registrations[tenant] = known
    return known[1]


def forget_registrations() -> None:
    """Read the registrations anew at the next question: after set-up, and between tests."""
    _registrations.clear()


def registration_of(row: LoginProvider) -> Registration:
    """Return the registration that a row keeps."""
    return Registration(
        key=row.key,
        title=row.title,
        is_for_staff=row.is_for_staff,
        protocol=row.protocol,
        issuer=row.issuer,
        client_id=row.client_id,
        client_secret=str(row.client_secret),
        scopes=row.scopes,
        algorithms=tuple(row.algorithms),
        claims=ClaimMap(**row.claims),
        id=row.id,
    )


def person(actor: Actor, person_id: UUID) -> PersonInfo:
    """Return one person as the actor may see them. Raises: NotFoundHere."""
    return _info(actor, access_person(actor, person_id))


def display_names(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """
    Return what to call these persons on a page or letter; a protected name only to the cleared, to a job, and to the person.

    Whom the municipality does not know is left out. One query.
    """
    expect_tenant(actor.tenant)
    rows = Person.objects.filter(id__in=set(ids))
    return {row.id: _shown_name(actor, row) for row in rows}


def people(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, PersonInfo]:
    """
    Return these persons as the actor may see them, with the protection they have today; right to them is for the caller.

    Whom the municipality does not know is left out. One query.
    """
    expect_tenant(actor.tenant)
    return {row.id: _info(actor, row) for row in Person.objects.filter(id__in=set(ids))}


def household_of(actor: Actor, person_id: UUID) -> frozenset[UUID]:
    """Return the persons known to live with ``person_id``, without them; what a register told us of any of them counts."""
    expect_tenant(actor.tenant)
    told_for_somebody_of = HouseholdMember.objects.filter(member_id=person_id).values("told_for_id")
    rows = HouseholdMember.objects.filter(
        Q(told_for_id=person_id) | Q(told_for_id__in=told_for_somebody_of)
    ).values_list("told_for_id", "member_id")
    return frozenset(one for pair in rows for one in pair) - {person_id}


def list_seen(actor: Actor) -> tuple[Seen, ...]:
    """
    Return who has looked at the actor's own data, latest first, at most 200.

    Raises: NotAllowed when nobody is logged in.
    """
    expect_tenant(actor.tenant)
    if actor.person_id is None:
        raise NotAllowed(detail="nobody is logged in")
    return tuple(
        Seen(
            at=row.at,
            what=row.what,
            case_id=row.case_id,
            by_staff_id=row.by_staff_id,
            purpose=row.purpose,
        )
        for row in _looks.rows(person_id=actor.person_id)
    )


def _info(actor: Actor, row: Person) -> PersonInfo:
    return PersonInfo(
        id=row.id,
        name=_shown_name(actor, row),
        birth_on=dt.date.fromisoformat(row.birth_on) if row.birth_on else None,
        is_name_protected=row.is_name_protected,
        is_address_protected=row.is_address_protected,
    )


def _shown_name(actor: Actor, row: Person) -> str:
    may_see = actor.is_system or actor.person_id == row.id or actor.has(Role.CLEARED)
    if row.is_name_protected and not may_see:
        return gettext("Protected name")
    return f"{row.given_name} {row.family_name}".strip() or gettext("Name not known")
