"""Send queued messages: the attempt is committed first, then the message goes out, then the outcome is committed."""

import dataclasses
from uuid import UUID

from raadhus.bus import outbox
from raadhus.bus.registry import RetryLater
from raadhus.notifications.domain.templates import words_of
from raadhus.notifications.events import MessageDoubtful, MessageFailed, MessageSent
from raadhus.notifications.models import ContactDetails, Message
from raadhus.notifications.ports import AddressRefused, Carriers, Doubtful, TryAgain
from raadhus.notifications.queries import find_details
from raadhus.organisation import public as organisation
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.scope import transaction

_OPEN = (Message.State.QUEUED, Message.State.SENDING)
# e-mail first: killed at the SMS, which may be sent twice, the e-mail is settled already
_waiting = ReadyQuery(
    lambda **what: Message.objects.filter(**what, state__in=_OPEN).select_for_update().order_by("channel")
)
_BEGIN = Statement(
    "UPDATE notifications_message SET state = 'sending', attempts = attempts + 1 WHERE id = ANY(%s::uuid[])"
)
_EVENTS = {
    Message.State.SENT: MessageSent,
    Message.State.DOUBTFUL: MessageDoubtful,
    Message.State.FAILED: MessageFailed,
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Attempt:
    message_id: UUID
    subject: str
    channel: str
    sender: str
    address: str
    title: str
    text: str


def send_messages(actor: Actor, person_id: UUID, about: UUID, template: str, carriers: Carriers) -> None:
    """
    Send what is still open to the person about one thing; runs outside a transaction.

    Raises: RetryLater when a carrier asks for it; what was sent stays sent. Emits: MessageSent, MessageDoubtful,
    MessageFailed.
    """
    again: list[TryAgain] = []
    for attempt in _begin(actor, person_id, about, template):
        try:
            _hand_over(attempt, carriers)
        except TryAgain as error:
            again.append(error)
            _settle(actor, attempt, Message.State.QUEUED, str(error))
        except AddressRefused as error:
            _settle(actor, attempt, Message.State.FAILED, str(error))
        except Doubtful as error:
            _settle(actor, attempt, Message.State.DOUBTFUL, str(error))
        else:
            _settle(actor, attempt, Message.State.SENT, "")
    if again:
        waits = [error.after_seconds for error in again if error.after_seconds is not None]
        raise RetryLater(str(again[0]), after_seconds=max(waits, default=None))


def _begin(actor: Actor, person_id: UUID, about: UUID, template: str) -> list[_Attempt]:
    """Commit that the messages are being sent; an e-mail found half sent is doubtful and is not sent again."""
    attempts: list[_Attempt] = []
    with transaction(actor.tenant):
        town = organisation.municipality(actor.tenant)
        details = find_details(person_id)
        for row in _waiting.rows(person_id=person_id, about=about, template=template):
            address = _address(details, row.channel)
            if row.state == Message.State.SENDING and row.channel == "email":
                _write(
                    row.id,
                    row.subject,
                    row.channel,
                    Message.State.DOUBTFUL,
                    "the sender was stopped while sending",
                )
            elif not address:
                _write(
                    row.id,
                    row.subject,
                    row.channel,
                    Message.State.FAILED,
                    "the person has taken the address away",
                )
            else:
                words = words_of(template, (details.language if details else "") or town.language, town.name)
                attempts.append(
                    _Attempt(row.id, row.subject, row.channel, town.name, address, words.title, words.text)
                )
        if attempts:
            _BEGIN.count([[attempt.message_id for attempt in attempts]])
    return attempts


def _hand_over(attempt: _Attempt, carriers: Carriers) -> None:
    if attempt.channel == "sms":
        carriers.sms.send(attempt.message_id, attempt.sender, attempt.address, attempt.text)
    else:
        carriers.email.send(attempt.message_id, attempt.sender, attempt.address, attempt.title, attempt.text)


def _settle(actor: Actor, attempt: _Attempt, state: Message.State, note: str) -> None:
    with transaction(actor.tenant):
        _write(attempt.message_id, attempt.subject, attempt.channel, state, note)


def _write(message_id: UUID, subject: str, channel: str, state: Message.State, note: str) -> None:
    settled_at = clock.now() if state in _EVENTS else None
    settled = Message(id=message_id, state=state, note=note[:200], settled_at=settled_at)
    change(settled, "state", "note", "settled_at")
    if state in _EVENTS:
        event = _EVENTS[state]
        outbox.emit(event(subject=subject, message_id=message_id, channel=channel))


def _address(details: ContactDetails | None, channel: str) -> str:
    if details is None:
        return ""
    return str(details.phone if channel == "sms" else details.email)
