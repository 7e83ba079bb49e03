"""Read documents."""

import dataclasses
import datetime as dt
import hashlib
from uuid import UUID

from django.core.files.storage import default_storage

from raadhus.platform import encryption
from raadhus.platform.actor import Actor
from raadhus.records.access import access_case_document, access_document
from raadhus.records.models import CONTENT, Document


class DocumentDamaged(Exception):
    """The stored content is not what was filed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """A document without its content."""

    id: UUID
    title: str
    document_kind: str
    media_type: str
    size: int
    filed_at: dt.datetime


def get_document(actor: Actor, document_id: UUID) -> DocumentInfo:
    """Return a document that concerns the actor. Raises: NotFoundHere."""
    return _info(access_document(actor, document_id))


def get_content(actor: Actor, document_id: UUID) -> bytes:
    """Return the content of a document that concerns the actor. Raises: NotFoundHere, DocumentDamaged."""
    return _content(actor, access_document(actor, document_id))


def get_case_content(actor: Actor, case_id: UUID, document_id: UUID) -> tuple[DocumentInfo, bytes]:
    """Return a document of a case the caller has asked the right to. Raises: NotFoundHere, DocumentDamaged."""
    document = access_case_document(actor, case_id, document_id)
    return _info(document), _content(actor, document)


def list_case_documents(actor: Actor, case_id: UUID) -> tuple[DocumentInfo, ...]:
    """Return the documents of a case the caller has asked the right to, oldest first."""
    rows = Document.objects.filter(case_id=case_id).order_by("filed_at", "id")
    return tuple(_info(row) for row in rows)


def _content(actor: Actor, document: Document) -> bytes:
    with default_storage.open(document.storage_name) as file:
        plain = encryption.open_sealed(actor.tenant, file.read(), CONTENT)
    if hashlib.sha256(plain).hexdigest() != document.sha256:
        raise DocumentDamaged(str(document.id))
    return plain


def _info(row: Document) -> DocumentInfo:
    return DocumentInfo(
        id=row.id,
        title=row.title,
        document_kind=row.document_kind,
        media_type=row.media_type,
        size=row.size,
        filed_at=row.filed_at,
    )
