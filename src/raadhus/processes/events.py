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
