"""The papers of a case: what was attached, what was filed, and whether letters have arrived."""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import PaperKind, StaffCase
from raadhus.forms.public import SCAN, AttachmentInfo
from raadhus.post.public import LetterInfo
from raadhus.records.public import DocumentInfo
from raadhus.ui.words import size_in_words
from raadhus.workspace.web.case_page.in_words import day_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document or attachment with where to read it."""

    title: str
    note: str
    url: str


def papers_of(case: StaffCase) -> Iterable[Paper]:
    """Lead to what the applicant attached and to every document of the case."""
    for file in case.sent.attachments if case.sent else ():
        yield Paper(
            title=file.name,
            note=_note(file),
            url=reverse("workspace:attachment", args=[case.id, file.attachment_id]),
        )
    letters = {letter.document_id: letter for letter in case.letters}
    for document in case.documents:
        yield Paper(
            title=document.title,
            note=f"{_came(document, letters.get(document.id))} · {size_in_words(document.size)}",
            url=reverse("workspace:document", args=[case.id, document.id]),
        )


def _came(document: DocumentInfo, letter: LetterInfo | None) -> str:
    """Say when and how a document came into the case."""
    if letter is not None:
        return _letter_state(letter.delivered_at, letter.opened_at)
    day = {"day": day_of(document.filed_at)}
    if document.document_kind == PaperKind.ANSWER:
        return _("Sent with an answer, %(day)s") % day
    if document.document_kind == PaperKind.SCAN:
        return _("Answer on paper, scanned %(day)s") % day
    return day["day"]


def _note(file: AttachmentInfo) -> str:
    size = {"size": size_in_words(file.size_bytes)}
    if file.field_key == SCAN:
        return _("The signed application on paper · %(size)s") % size
    return _("Attached by the applicant · %(size)s") % size


def _letter_state(delivered_at: dt.datetime | None, opened_at: dt.datetime | None) -> str:
    if delivered_at is None:
        return _("Letter, on its way")
    day = {"day": day_of(delivered_at)}
    return _("Letter, arrived %(day)s and opened") % day if opened_at else _("Letter, arrived %(day)s") % day
