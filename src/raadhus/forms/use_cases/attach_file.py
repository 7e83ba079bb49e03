"""Attach a file to a draft: sniffed, limited, scanned when a scanner is wired, sealed, and removed again."""

import dataclasses
import hashlib
from collections.abc import Iterator
from typing import Protocol
from uuid import UUID

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction as django_transaction

from raadhus.forms import wiring
from raadhus.forms.access import access_own_attachment
from raadhus.forms.domain.compiled import CompiledStep
from raadhus.forms.domain.definition import AttachmentField
from raadhus.forms.domain.files import HEAD_BYTES, LARGEST_BYTES, clean_filename, sniff
from raadhus.forms.domain.reading import Trouble
from raadhus.forms.models import CONTENT, FOLDER, Attachment, Draft
from raadhus.forms.ports import ScannerUnavailable
from raadhus.platform import clock, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere

log = structlog.get_logger("raadhus.forms")
_PIECE_BYTES = 64 * 1024
_SCANS = 10  # sheets of one paper, each a file


class FileRefused(Exception):
    """A file that is not taken; ``trouble`` says why at its field. The rest of the page is kept."""

    def __init__(self, field_key: str, code: str, **params: object) -> None:
        self.trouble = Trouble(name=field_key, code=code, params=params)
        super().__init__(code)


class Readable(Protocol):
    """Something whose bytes can be read, at most so many at a time."""

    def read(self, size: int, /) -> bytes:
        """Return the next ``size`` bytes, fewer at the end."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was sent: for which field, under which name."""

    field_key: str
    name: str
    content: Readable


def attach_file(draft: Draft, step: CompiledStep, upload: Upload) -> UUID:
    """
    Keep ``upload`` with a draft that was accessed and locked, and return the attachment's id.

    Raises: FileRefused when it is too large, empty, nothing we take, one too many, infected, or cannot be scanned now.
    """
    field_key = upload.field_key
    spec = next((field.spec for field in step.fields if field.key == field_key), None)
    if not isinstance(spec, AttachmentField):
        raise NotFoundHere(detail=f"no attachment field {field_key[:80]}")
    return _keep(draft, upload, at_most=spec.at_most)


def attach_scan(draft: Draft, upload: Upload) -> UUID:
    """Keep the scan of a signed paper with a draft that was accessed and locked. Raises: as ``attach_file``."""
    return _keep(draft, upload, at_most=_SCANS)


def _keep(draft: Draft, upload: Upload, *, at_most: int) -> UUID:
    field_key = upload.field_key
    if Attachment.objects.filter(draft=draft, field_key=field_key).count() >= at_most:
        raise FileRefused(field_key, "too_many_files", limit=at_most)
    data = _read(field_key, upload.content)
    media_type = sniff(data[:HEAD_BYTES])
    if media_type is None:
        raise FileRefused(field_key, "file_of_other_kind")
    is_scanned = _scan(field_key, data)
    attachment_id = new_id()
    sealed = encryption.seal(draft.tenant_id, data, f"{CONTENT}:{attachment_id}")
    path = default_storage.save(f"{FOLDER}/{draft.tenant_id}/{attachment_id}.sealed", ContentFile(sealed))
    Attachment.objects.create(
        id=attachment_id,
        draft=draft,
        field_key=field_key,
        name=clean_filename(upload.name, media_type),
        media_type=media_type.value,
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        path=path,
        is_scanned=is_scanned,
        at=clock.now(),
    )
    return attachment_id


def detach_file(actor: Actor, draft: Draft, attachment_id: UUID) -> None:
    """Remove a file from a draft that was accessed. Raises: NotFoundHere."""
    attachment = access_own_attachment(actor, attachment_id)
    if attachment.draft_id != draft.id or draft.state != Draft.State.OPEN:
        raise NotFoundHere(detail=f"attachment {attachment_id}")
    path = attachment.path
    attachment.delete()
    django_transaction.on_commit(lambda: default_storage.delete(path))


def open_attachment(attachment: Attachment) -> bytes:
    """Return the content of an attachment that was accessed."""
    with default_storage.open(attachment.path) as file:
        sealed = file.read()
    return encryption.open_sealed(attachment.tenant_id, sealed, f"{CONTENT}:{attachment.id}")


def _read(field_key: str, content: Readable) -> bytes:
    data = content.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise FileRefused(field_key, "file_too_large", limit_mb=LARGEST_BYTES // 2**20)
    if not data:
        raise FileRefused(field_key, "file_empty")
    return data


def _scan(field_key: str, data: bytes) -> bool:
    """Return whether the file was scanned. A scanner that is configured but silent lets nothing through."""
    scanner = wiring.scanner()
    if scanner is None:
        if current_environment().clamav_address:
            raise FileRefused(field_key, "file_cannot_be_scanned")
        return False
    try:
        found = scanner.find_in(_pieces(data))
    except ScannerUnavailable:
        log.exception("virus scanner unavailable")
        raise FileRefused(field_key, "file_cannot_be_scanned") from None
    if found:
        log.warning("infected file refused", found=found)
        raise FileRefused(field_key, "file_infected")
    return True


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _PIECE_BYTES):
        yield data[start : start + _PIECE_BYTES]
