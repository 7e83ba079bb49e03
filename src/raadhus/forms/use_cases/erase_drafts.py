"""Erase drafts and submissions, with their files, when their time is over or their person must be forgotten."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction as django_transaction

from raadhus.bus import due
from raadhus.forms.models import Attachment, Draft, HeldEntry, Help, Submission
from raadhus.forms.use_cases.start_draft import DRAFT_EXPIRES
from raadhus.platform import clock


def erase_if_expired(draft_id: UUID) -> None:
    """Erase the draft when its time is over; wait on when it was saved since."""
    draft = Draft.objects.select_for_update().filter(id=draft_id).exclude(state=Draft.State.SENT).first()
    if draft is None:
        return
    if draft.expires_at > clock.now():
        due.set_due(DRAFT_EXPIRES, draft.id, draft.expires_at)
        return
    _erase([draft_id])


def erase_drafts(person_id: UUID) -> int:
    """Erase every unsent draft of a person and return how many."""
    ids = list(
        Draft.objects.filter(person_id=person_id).exclude(state=Draft.State.SENT).values_list("id", flat=True)
    )
    _erase(ids)
    return len(ids)


def erase_submissions(person_id: UUID) -> int:
    """
    Erase everything a person sent, with its files and emptied drafts, and return how many applications it was.

    Whether the law lets them go is for the caller to say: the case comes first.
    """
    sent = Submission.objects.filter(person_id=person_id)
    ids = list(sent.values_list("draft_id", flat=True))
    sent.delete()
    Help.objects.filter(person_id=person_id).delete()
    _erase(ids)
    return len(ids)


def _erase(ids: list[UUID]) -> None:
    files = Attachment.objects.filter(draft_id__in=ids)
    paths = list(files.values_list("path", flat=True))
    files.delete()
    HeldEntry.objects.filter(draft_id__in=ids).delete()
    Draft.objects.filter(id__in=ids).delete()
    django_transaction.on_commit(lambda: _remove(paths))


def _remove(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)
