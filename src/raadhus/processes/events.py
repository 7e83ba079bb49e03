"""What processes tell upward."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from raadhus.bus.events import DomainEvent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRaised(DomainEvent):
    """A step of an instance failed and waits for a person."""

    type: ClassVar[str] = "processes.IncidentRaised.v1"
    instance_id: UUID
    business_key: UUID
    incident_id: UUID
    element: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignalThrown(DomainEvent):
    """An instance has thrown a signal; whoever has waited since before ``until`` (an id, ordered by time) gets it."""

    type: ClassVar[str] = "processes.SignalThrown.v1"
    instance_id: UUID
    signal: str
    until: UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MessageThrown(DomainEvent):
    """An instance has sent a message; ``key`` is a correlation key, by default the id of a case."""

    type: ClassVar[str] = "processes.MessageThrown.v1"
    instance_id: UUID
    message: str
    key: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcessCancelled(DomainEvent):
    """An instance was cancelled, by hand or by the room it serves: whatever it served is carried by no process any more."""

    type: ClassVar[str] = "processes.ProcessCancelled.v1"
    instance_id: UUID
    business_key: UUID
