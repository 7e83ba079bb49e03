"""Read contact details and messages."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.notifications.models import NEEDS_PERSON, ContactDetails, Message
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere

_PAGE = 50


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactInfo:
    """Where a person wants to be told."""

    phone: str
    email: str
    language: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MessageInfo:
    """One short message."""

    id: UUID
    person_id: UUID
    channel: str
    template: str
    state: str
    queued_at: dt.datetime
    note: str


_details = ReadyQuery(lambda person_id: ContactDetails.objects.filter(person_id=person_id)[:1])


def get_contact_details(actor: Actor, person_id: UUID) -> ContactInfo:
    """Return the person's details, empty when none are given. Raises: NotFoundHere for anybody else."""
    if not (actor.is_system or actor.person_id == person_id):
        raise NotFoundHere
    row = find_details(person_id)
    if row is None:
        return ContactInfo(phone="", email="", language="")
    return ContactInfo(phone=row.phone, email=row.email, language=row.language)


def find_details(person_id: UUID) -> ContactDetails | None:
    """Return the row of the person's details for this room's own acts, None when none are given."""
    return _details.first(person_id=person_id)


def list_messages_needing_a_person(actor: Actor) -> tuple[MessageInfo, ...]:
    """Return doubtful and failed messages, oldest first, to operators and caseworkers. Raises: NotFoundHere."""
    if not actor.has(Role.OPERATOR, Role.CASEWORKER):
        raise NotFoundHere
    rows = Message.objects.filter(NEEDS_PERSON).order_by("queued_at")[:_PAGE]
    return tuple(
        MessageInfo(
            id=row.id,
            person_id=row.person_id,
            channel=row.channel,
            template=row.template,
            state=row.state,
            queued_at=row.queued_at,
            note=row.note,
        )
        for row in rows
    )
