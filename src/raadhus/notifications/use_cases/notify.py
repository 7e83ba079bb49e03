"""Queue the short messages to one person about one thing."""

from uuid import UUID

from raadhus.bus import queue
from raadhus.notifications.domain.templates import TEMPLATES
from raadhus.notifications.models import Message
from raadhus.notifications.queries import find_details
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.appending import append_all


def notify(actor: Actor, person_id: UUID, template: str, *, about: UUID, subject: str) -> int:
    """
    Queue an SMS and an e-mail as far as the person has given a number and an address; return how many.

    ``about``: what there is to read (an id, never a content); the same template about the same thing goes out once.
    Raises: KeyError for an unknown template.
    """
    if template not in TEMPLATES:
        raise KeyError(f"There is no message template {template}.")
    details = find_details(person_id)
    if details is None:
        return 0
    channels = [channel for channel, address in (("sms", details.phone), ("email", details.email)) if address]
    now = clock.now()
    append_all(
        [
            Message(
                person_id=person_id,
                channel=channel,
                template=template,
                about=about,
                subject=subject,
                queued_at=now,
            )
            for channel in channels
        ],
        may_be_there=True,
    )
    if channels:
        queue.defer("notifications.send", person_id=person_id, about=about, template=template)
    return len(channels)
