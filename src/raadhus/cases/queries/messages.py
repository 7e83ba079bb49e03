"""What colleagues wrote to a caseworker that they have not read yet."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.cases.access import lies_with, require_desk
from raadhus.cases.models import Message
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed

LISTED = 10


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MessageInfo:
    """Who wrote when, in which case; what they wrote is read in the case, where the look is noted."""

    case_id: UUID
    case_number: str
    by: str
    at: dt.datetime


def list_messages(actor: Actor) -> tuple[MessageInfo, ...]:
    """Return the newest unread messages to the actor, in cases of their units. Raises: LoginNeeded, NotAllowed."""
    units = require_desk(actor)
    if actor.staff_id is None:
        raise NotAllowed(detail="cases.messages")
    unread = Message.objects.filter(
        lies_with(units, case="case"), to_staff=actor.staff_id, read_at__isnull=True
    )
    found = list(unread.select_related("case", "note").order_by("-at")[:LISTED])
    names = staff_names(actor, {one.note.staff_id for one in found}) if found else {}
    return tuple(
        MessageInfo(
            case_id=one.case_id,
            case_number=one.case.number,
            by=names.get(one.note.staff_id, ""),
            at=one.at,
        )
        for one in found
    )
