"""What the post room tells."""

import dataclasses
import datetime as dt
from typing import ClassVar
from uuid import UUID

from raadhus.bus.events import DomainEvent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterFiled(DomainEvent):
    """A letter was made and filed."""

    type: ClassVar[str] = "post.LetterFiled.v1"
    letter_id: UUID
    case_id: UUID | None
    document_id: UUID
    pages: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterDelivered(DomainEvent):
    """A letter lies in the mailbox, or the print house has taken it. ``channel``: mailbox or print."""

    type: ClassVar[str] = "post.LetterDelivered.v1"
    letter_id: UUID
    case_id: UUID | None
    channel: str
    delivered_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterOpened(DomainEvent):
    """The recipient opened a letter for the first time. ``recipient_id``: None in what an earlier version told."""

    type: ClassVar[str] = "post.LetterOpened.v1"
    letter_id: UUID
    case_id: UUID | None
    recipient_id: UUID | None = None
