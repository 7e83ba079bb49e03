"""What the archive tells."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from raadhus.bus.events import DomainEvent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFiled(DomainEvent):
    """A document was filed for good."""

    type: ClassVar[str] = "records.DocumentFiled.v1"
    document_id: UUID
    case_id: UUID | None
    document_kind: str
