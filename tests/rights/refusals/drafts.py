"""What authors and approvers are refused, of rules and of processes alike: a stale page, nothing written, no such day."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.catalogue.public import WrongDay
from raadhus.platform.refusals import NotFoundHere
from raadhus.rules.public import drafts
from tests.rights.laid import Laid
from tests.rights.laying import SERVICE
from tests.rights.people import Who
from tests.rights.places import rules_of_service
from tests.rights.refusals.refused import Refused
from tests.rights.rows.drafts import publishing, read_of

Draft = Callable[[Laid], UUID]
_STALE = {"read": "0" * 64}


def _file(content: bytes, name: str = "file") -> dict[str, Any]:
    return {name: SimpleUploadedFile("drawn.xml", content)}


def _of(draft: Draft) -> Callable[[Laid], dict[str, Any]]:
    return lambda laid: {"service": SERVICE, "draft_id": draft(laid)}


def _alike(room: str, written: Draft, reviewed: Draft) -> Iterator[Refused]:
    def wrong(act: str, draft: Draft, post: Any, says: Any, by: Who = Who.AUTHOR) -> Refused:
        return Refused(name=f"workspace:{room}-{act}", by=by, where=_of(draft), post=post, says=says)

    def upload(content: bytes) -> Any:
        return lambda laid: dict(read_of(written)(laid)) | _file(content)

    yield from (
        Refused(name=f"workspace:{room}-begin", by=Who.AUTHOR, where=rules_of_service, post=post, says=says)
        for post, says in (
            ({"title": " "}, drafts.CannotBeginDraft.happened),
            ({"title": "x" * 121}, drafts.CannotBeginDraft.happened),
            ({"title": "x", "version": "0" * 64}, NotFoundHere.happened),
            ({"title": "x", "version": "../../etc/passwd"}, NotFoundHere.happened),
        )
    )
    unreadable = (b"", b"no XML", b"<a/>", b"\x00" * 10, b"<a>" * 1_000, b"x" * 1_000_001)
    yield from (wrong("upload", written, upload(content), "could not be read") for content in unreadable)
    yield from (
        wrong(act, written, _STALE | more, drafts.DraftChangedSince.happened)
        for act, more in (("undo", {}), ("submit", {"note": "x"}), ("withdraw", {}))
    )
    yield wrong("upload", written, lambda laid: _STALE | _file(b"<a/>"), drafts.DraftChangedSince.happened)
    yield wrong("undo", written, read_of(written, way="redo"), drafts.NothingToUndo.happened)
    yield wrong("submit", written, read_of(written, note=" "), drafts.NothingWritten.happened)
    yield wrong("submit", written, read_of(written, note="x" * 2_001), drafts.NothingWritten.happened)
    yield from (
        wrong(act, reviewed, read_of(reviewed, note="x"), drafts.DraftIsClosed.happened)
        for act in ("undo", "submit")
    )
    yield wrong(
        "return", reviewed, read_of(reviewed, reason=" "), drafts.NothingWritten.happened, Who.APPROVER
    )
    yield wrong("return", reviewed, _STALE | {"reason": "x"}, drafts.DraftChangedSince.happened, Who.APPROVER)
    yield wrong("return", written, read_of(written, reason="x"), drafts.DraftIsClosed.happened, Who.APPROVER)
    yield wrong("publish", reviewed, _STALE | publishing(), drafts.DraftChangedSince.happened, Who.APPROVER)
    yield wrong("publish", reviewed, read_of(reviewed, **publishing()), drafts.NotByTheSame.happened)
    days = (
        publishing("4"),  # yesterday
        publishing("31"),
        publishing() | {"from-year": "2031"},
        publishing() | {"from-year": "9" * 30},
        publishing() | {"from-day": ""},
    )
    yield from (
        wrong("publish", reviewed, read_of(reviewed, **day), WrongDay.next_step, Who.APPROVER) for day in days
    )
    yield Refused(
        name=f"workspace:{room}-stop",
        by=Who.APPROVER,
        where=rules_of_service,
        post={"reason": "Not now."},
        says=NotFoundHere.happened,
    )


def _rules(laid: Laid) -> UUID:
    return laid.rules_draft


def _model(laid: Laid) -> UUID:
    return laid.model_draft


def _step(post: dict[str, str], says: Any, step: str = "ask_unit") -> Refused:
    return Refused(
        name="workspace:models-step",
        by=Who.AUTHOR,
        where=_of(_model),
        query=f"step={step}",
        post=lambda laid: dict(read_of(_model)(laid)) | post,
        says=says,
    )


_NOT_MADE = "There is one thing to put right"

DRAFTS: tuple[Refused, ...] = (
    *_alike("rules", _rules, lambda laid: laid.rules_reviewed),
    *_alike("models", _model, lambda laid: laid.model_reviewed),
    _step({"act": "change", "name": "x", "kind": "userTask"}, "", step="of-another-file"),
    _step({"act": "as-i-like"}, NotFoundHere.happened),
    _step({"act": "change", "name": "x", "kind": "noSuchKind"}, _NOT_MADE),
    _step(
        {"act": "change", "name": "x", "kind": "userTask", "read": "0" * 64},
        drafts.DraftChangedSince.happened,
    ),
    _step({"act": "lead", "lead-target": "of-another-file"}, _NOT_MADE),
    _step({"act": "add", "new-kind": "userTask", "new-name": "x", "new-way": "of-another-file"}, _NOT_MADE),
    _step({"act": "add", "new-kind": "noSuchKind", "new-name": "x"}, _NOT_MADE),
    _step({"act": "move", "move-way": "of-another-file"}, _NOT_MADE),
    _step({"act": "way:of-another-file"}, ""),
    _step({"act": "unlead:of-another-file"}, _NOT_MADE),
    _step({"act": "lane:of-another-file"}, _NOT_MADE),
    _step(
        {"act": "deadline", "late-name": "x", "late-time": "P1D", "late-target": "of-another-file"}, _NOT_MADE
    ),
    _step({"act": "remove"}, _NOT_MADE, step="start"),
    Refused(
        name="workspace:rules-table",
        by=Who.AUTHOR,
        where=_of(_rules),
        query="table=scale-table",
        post=_STALE | {"cell:8:scale-2024": "x"},
        says=drafts.DraftChangedSince.happened,
    ),
)
