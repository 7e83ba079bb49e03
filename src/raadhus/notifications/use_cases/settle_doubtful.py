"""A person settles a doubtful message: it arrived, or it is sent once more."""

from uuid import UUID

from raadhus.bus import queue
from raadhus.notifications.models import Message
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, NotFoundHere


def settle_doubtful(actor: Actor, message_id: UUID, *, send_again: bool) -> None:
    """Mark a doubtful message as arrived, or send it once more. Raises: NotAllowed, NotFoundHere."""
    if not actor.has(Role.OPERATOR, Role.CASEWORKER):
        raise NotAllowed
    row = Message.objects.select_for_update().filter(id=message_id, state=Message.State.DOUBTFUL).first()
    if row is None:
        raise NotFoundHere
    row.state = Message.State.QUEUED if send_again else Message.State.SENT
    row.settled_at = None if send_again else clock.now()
    row.save(update_fields=["state", "settled_at"])
    audit.record(actor, "notifications.settle_doubtful", f"message:{row.id}", {"send_again": send_again})
    if send_again:
        queue.defer("notifications.send", person_id=row.person_id, about=row.about, template=row.template)
