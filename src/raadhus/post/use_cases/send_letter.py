"""Order a letter: it exists from this moment; making and bringing it follows."""

import dataclasses
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from raadhus.bus import queue
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.appending import append
from raadhus.post.models import DeliveryStep, Letter


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterOrder:
    """
    A letter to write.

    ``service_hash`` and ``template`` name a file ``letters/<template>.typ`` of an installed service package; ``data``
    are the values its words need, ready for reading in ``language``; ``subject`` is the event subject.
    """

    recipient_id: UUID
    service_hash: str
    template: str
    title: str
    subject: str
    unit_key: str
    language: str
    data: Mapping[str, Any]
    case_id: UUID | None = None
    case_number: str = ""
    letter_id: UUID = dataclasses.field(default_factory=new_id)


def send_letter(actor: Actor, order: LetterOrder) -> UUID:
    """Order the letter and return its id; it goes out once the caller's transaction commits."""
    now = clock.now()
    letter = append(
        Letter(
            id=order.letter_id,
            recipient_id=order.recipient_id,
            case_id=order.case_id,
            case_number=order.case_number,
            subject=order.subject,
            title=order.title,
            unit_key=order.unit_key,
            language=order.language,
            service_hash=order.service_hash,
            template=order.template,
            data=dict(order.data),
            ordered_at=now,
        )
    )
    append(DeliveryStep(letter=letter, at=now, step="ordered"))
    audit.record(actor, "post.send_letter", f"letter:{letter.id}")
    queue.defer("post.make_letter", lock=f"letter:{letter.id}", letter_id=letter.id)
    return letter.id
