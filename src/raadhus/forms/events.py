"""What this room tells: ids and codes only."""

import dataclasses
import datetime as dt
from typing import ClassVar
from uuid import UUID

from raadhus.bus.events import DomainEvent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftStarted(DomainEvent):
    """Somebody began an application; subject ``draft:<draft id>``."""

    type: ClassVar[str] = "forms.DraftStarted.v1"
    draft_id: UUID
    service_key: str
    channel: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionCompleted(DomainEvent):
    """An application was sent; subject ``application:<submission id>``."""

    type: ClassVar[str] = "forms.SubmissionCompleted.v1"
    submission_id: UUID
    service_key: str
    package_hash: str
    channel: str
    sent_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FormRated(DomainEvent):
    """Somebody answered how it went, 1 (badly) to 5 (very well); subject ``application:<submission id>``."""

    type: ClassVar[str] = "forms.FormRated.v1"
    submission_id: UUID
    service_key: str
    rating: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HelpEnded(DomainEvent):
    """
    A clerk has helped somebody at the desk, on the phone or from paper; subject ``help:<help id>``.

    applications: how many were sent, each told by its own ``SubmissionCompleted``; package_hash: of what was begun last,
    empty when nothing was.
    """

    type: ClassVar[str] = "forms.HelpEnded.v1"
    help_id: UUID
    channel: str
    package_hash: str
    applications: int
    begun_at: dt.datetime
