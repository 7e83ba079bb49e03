"""A person settles a doubtful or failed message: it is sent once more, or nothing more is done."""

from uuid import UUID

from raadhus.bus import queue
from raadhus.notifications.models import Message
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, NotFoundHere

_AFTER = {
    Message.State.DOUBTFUL: Message.State.SENT,
    Message.State.FAILED: Message.State.CLOSED,
}


def settle_message(actor: Actor, message_id: UUID, *, send_again: bool) -> None:
    """
    Send a message once more; or mark a doubtful one as arrived, a failed one as seen.

    Raises: NotAllowed, NotFoundHere when it needs nobody (any more).
    """
    if not actor.has(Role.OPERATOR, Role.CASEWORKER):
        raise NotAllowed
    row = Message.objects.select_for_update().filter(id=message_id, state__in=_AFTER).first()
    if row is None:
        raise NotFoundHere
    row.state = Message.State.QUEUED if send_again else _AFTER[Message.State(row.state)]
    row.settled_at = None if send_again else clock.now()
    row.save(update_fields=["state", "settled_at"])
    audit.record(actor, "notifications.settle_message", f"message:{row.id}", {"send_again": send_again})
    if send_again:
        queue.defer("notifications.send", person_id=row.person_id, about=row.about, template=row.template)
