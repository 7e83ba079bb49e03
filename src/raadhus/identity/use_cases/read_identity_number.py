"""Read somebody's identity number: a look by staff is written down."""

from uuid import UUID

from raadhus.identity.access import access_person
from raadhus.identity.models import IdentityNumber
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant

_held_number = ReadyQuery(
    lambda person_id: (
        IdentityNumber.objects.filter(person_id=person_id, valid_until=None)
        .only("number")
        .order_by("-valid_from")[:1]
    )
)


def identity_number_of(actor: Actor, person_id: UUID, purpose: str) -> str:
    """
    Return the number that ``person_id`` has today; a look by staff is written to the audit trail with its purpose.

    Raises: NotFoundHere for a person who is not the actor's to know, or has no number.
    """
    expect_tenant(actor.tenant)
    if not (actor.is_system or actor.person_id == person_id):  # whoever has a number is there
        access_person(actor, person_id)
    held = _held_number.first(person_id=person_id)
    if held is None:
        raise NotFoundHere(detail="the person has no number")
    if actor.is_staff:
        audit.record(actor.with_purpose(purpose), "identity.read_number", f"person:{person_id}")
    return str(held.number)
