"""Fetch a letter and ask the right to it, in one step."""

from uuid import UUID

from raadhus.organisation.public import unit_by_key
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.post.models import Letter


def access_letter(actor: Actor, letter_id: UUID) -> tuple[Letter, UUID]:
    """Return a delivered letter to the actor, or to whom the actor acts for, with its document. Raises: NotFoundHere."""
    person = actor.on_behalf_of or actor.person_id
    letter = None
    if person is not None:
        letter = Letter.objects.filter(
            id=letter_id, recipient_id=person, state=Letter.State.DELIVERED, document__isnull=False
        ).first()
    if letter is None or letter.document_id is None:
        raise NotFoundHere
    return letter, letter.document_id


def access_letter_of_unit(actor: Actor, letter_id: UUID) -> Letter:
    """Return a letter that one of the caseworker's units wrote. Raises: NotFoundHere."""
    letter = Letter.objects.filter(id=letter_id).first() if actor.has(Role.CASEWORKER) else None
    if letter is None or unit_by_key(actor, letter.unit_key).id not in actor.units:
        raise NotFoundHere
    return letter
