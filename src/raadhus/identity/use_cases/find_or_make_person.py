"""The person behind an identity number."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from raadhus.identity.domain.numbers import MalformedNumber, clean_number, country_of
from raadhus.identity.models import IdentityNumber, Person
from raadhus.platform import clock, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.scope import expect_tenant, transaction

LOOKUP = "identity.number"


class CannotReadNumber(Refusal):
    """What was given is no identity number."""

    status = 422
    code = "number-malformed"
    happened = _("This is not an identity number.")
    next_step = _("Check the digits and try again.")


def person_by_number(actor: Actor, number: str, *, register_if_absent: bool = True) -> UUID:
    """
    Return the id of the person who has, or had, ``number``; make the person when the municipality does not know them yet.

    Runs in the actor's tenant transaction. Raises: CannotReadNumber; NotFoundHere when absent and not to be made.
    """
    expect_tenant(actor.tenant)
    digits = read_number(number)
    known = find_person(actor.tenant, digits)
    if known is not None:
        return known
    if not register_if_absent:
        raise NotFoundHere(detail="no person has this number")
    try:
        with transaction(actor.tenant):
            return make_person(actor.tenant, digits=digits)
    except IntegrityError:
        made_meanwhile = find_person(actor.tenant, digits)
        if made_meanwhile is None:
            raise
        return made_meanwhile


_filed = ReadyQuery(
    lambda **keys: (
        IdentityNumber.objects.filter(lookup__in=list(keys.values()))
        .only("lookup", "person_id")
        .order_by("-id")
    )
)


def read_number(number: str) -> str:
    """Return the digits of ``number``. Raises: CannotReadNumber."""
    try:
        return clean_number(number)
    except MalformedNumber as error:
        raise CannotReadNumber(detail="malformed number") from error


_numbers = ReadyQuery(
    lambda **keys: (
        IdentityNumber.objects.filter(lookup__in=list(keys.values())).only("person_id").order_by("id")[:1]
    )
)


def find_person(tenant: UUID, digits: str) -> UUID | None:
    """Return who has, or had, the number ``digits``, under whichever key it was filed."""
    keys = encryption.lookup_keys(tenant, digits, LOOKUP)
    found = _numbers.first(**{f"key{place}": key for place, key in enumerate(keys)})
    return found.person_id if found else None


def find_people(tenant: UUID, numbers: Iterable[str]) -> dict[str, UUID]:
    """Return who has, or had, which of the numbers (digits only), as far as they are known here; one query."""
    filed = {key: digits for digits in numbers for key in encryption.lookup_keys(tenant, digits, LOOKUP)}
    found = _filed.rows(**{f"key{place}": key for place, key in enumerate(filed)})
    return {filed[bytes(number.lookup)]: number.person_id for number in found}


def make_person(tenant: UUID, name: str = "", digits: str | None = None) -> UUID:
    """Return a new person, with the name of their login until a register says it better. Raises: as ``file_person``."""
    given, _space, family = name.rpartition(" ")
    return file_person(tenant, Person(given_name=given, family_name=family), digits)


def file_person(tenant: UUID, person: Person, digits: str | None) -> UUID:
    """
    Write down a new person with their number, and return their id.

    Raises: IntegrityError when somebody else files the same number at this moment; call it behind a savepoint.
    """
    append(person)
    if digits is not None:
        _file_number(tenant, person.id, digits)
    return person.id


def give_number(tenant: UUID, person_id: UUID, digits: str) -> None:
    """File ``digits`` as the number of ``person_id`` from today; one that held before ends today."""
    IdentityNumber.objects.filter(person_id=person_id, country=country_of(digits), valid_until=None).update(
        valid_until=clock.now().date()
    )
    _file_number(tenant, person_id, digits)


def _file_number(tenant: UUID, person_id: UUID, digits: str) -> None:
    append(
        IdentityNumber(
            person_id=person_id,
            country=country_of(digits),
            number=digits,
            lookup=encryption.lookup_key(tenant, digits, LOOKUP),
            key_version=encryption.key_ring().current,
            valid_from=clock.now().date(),
        )
    )
