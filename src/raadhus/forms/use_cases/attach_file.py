"""Attach a file to a draft: sniffed, limited, scanned when a scanner is wired, sealed, and removed again."""

import hashlib
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction as django_transaction

from raadhus.forms.access import access_own_attachment
from raadhus.forms.domain.compiled import CompiledStep
from raadhus.forms.domain.definition import AttachmentField
from raadhus.forms.models import CONTENT, FOLDER, Attachment, Draft
from raadhus.forms.use_cases.check_file import FileRefused, Upload, check_file
from raadhus.platform import clock, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere

_SCANS = 10  # sheets of one paper, each a file


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
    file = check_file(upload)
    attachment_id = new_id()
    sealed = encryption.seal(draft.tenant_id, file.content, f"{CONTENT}:{attachment_id}")
    path = default_storage.save(f"{FOLDER}/{draft.tenant_id}/{attachment_id}.sealed", ContentFile(sealed))
    Attachment.objects.create(
        id=attachment_id,
        draft=draft,
        field_key=field_key,
        name=file.name,
        media_type=file.media_type,
        size_bytes=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        path=path,
        is_scanned=file.is_scanned,
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
