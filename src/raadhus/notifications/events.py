"""What became of a short message."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from raadhus.bus.events import DomainEvent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(DomainEvent):
    """The gateway or mail server took the message. ``channel``: sms or email."""

    type: ClassVar[str] = "notifications.MessageSent.v1"
    message_id: UUID
    channel: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MessageDoubtful(DomainEvent):
    """Nobody can tell whether the message went out; a person looks at it, it is never sent again by itself."""

    type: ClassVar[str] = "notifications.MessageDoubtful.v1"
    message_id: UUID
    channel: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MessageFailed(DomainEvent):
    """The message cannot reach this address."""

    type: ClassVar[str] = "notifications.MessageFailed.v1"
    message_id: UUID
    channel: str
