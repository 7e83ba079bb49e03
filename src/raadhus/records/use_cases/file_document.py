"""File a document: seal its content, write the row, tell."""

import dataclasses
import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from raadhus.bus import outbox
from raadhus.platform import clock, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import TemporarilyUnavailable
from raadhus.platform.tenancy.appending import append, append_all
from raadhus.records.events import DocumentFiled
from raadhus.records.models import CONTENT, FOLDER, Document, DocumentPerson


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOrder:
    """A document to file. ``subject`` is the event subject; ``document_id`` makes filing repeatable."""

    title: str
    document_kind: str
    media_type: str
    content: bytes
    person_ids: Iterable[UUID]
    subject: str
    case_id: UUID | None = None
    document_id: UUID = dataclasses.field(default_factory=new_id)


class CannotFileDocument(TemporarilyUnavailable):
    """The storage took nothing: full, or not writable."""

    code = "storage"


def file_document(actor: Actor, order: DocumentOrder) -> UUID:
    """
    Keep the content sealed and file it; return the document's id.

    The file is written first, under a name made from the id: a transaction that fails leaves at most a file that the
    next try writes over. Raises: CannotFileDocument. Emits: DocumentFiled.
    """
    name = f"{FOLDER}/{actor.tenant}/{order.document_id.hex[-2:]}/{order.document_id}"
    _store(name, encryption.seal(actor.tenant, order.content, CONTENT))
    document = append(
        Document(
            id=order.document_id,
            title=order.title,
            document_kind=order.document_kind,
            media_type=order.media_type,
            size=len(order.content),
            sha256=hashlib.sha256(order.content).hexdigest(),
            storage_name=name,
            case_id=order.case_id,
            filed_at=clock.now(),
        )
    )
    append_all(
        DocumentPerson(document=document, person_id=person) for person in dict.fromkeys(order.person_ids)
    )
    outbox.emit(
        DocumentFiled(
            subject=order.subject,
            document_id=document.id,
            case_id=order.case_id,
            document_kind=order.document_kind,
        )
    )
    return document.id


def _store(name: str, sealed: bytes) -> None:
    try:
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, ContentFile(sealed))
    except OSError as error:
        raise CannotFileDocument(detail=f"{type(error).__name__}: {error.strerror}") from error
