"""Drafts of rules and of processes: written by one, read by all who work with rules, published by another."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.cases.tests.casekit import EGEBY
from raadhus.platform.tenancy.scope import transaction
from tests.rights.laid import Laid
from tests.rights.matrix import CONFLICT, ELSEWHERE, GONE, LOGIN, OK, REFUSED, RULE_READERS, Kind, Row
from tests.rights.people import Who
from tests.rights.places import SERVICE, rules_of_service

Draft = Callable[[Laid], UUID]
_NOT_THERE = dict.fromkeys(ELSEWHERE, GONE)
# A file of many rows is not kept for after the login.
_LARGE = {Who.STRANGER: LOGIN | {413}}
_NOBODY = dict.fromkeys(RULE_READERS, GONE)


def _of(draft: Draft, service: str = SERVICE) -> Callable[[Laid], dict[str, Any]]:
    return lambda laid: {"service": service, "draft_id": draft(laid)}


def read_of(draft: Draft, **more: str) -> Callable[[Laid], Mapping[str, Any]]:
    """Post the mark of the draft, as its page carries it."""
    return lambda laid: {"read": _row(draft(laid)).mark} | more


def _file(draft: Draft, *fields: str) -> Callable[[Laid], Mapping[str, Any]]:
    """Post the draft's own file in ``fields``, "file" where none is named, with the mark."""

    def sent(laid: Laid) -> Mapping[str, Any]:
        row = _row(draft(laid))
        files = {name: SimpleUploadedFile("drawn.xml", bytes(row.source)) for name in fields or ("file",)}
        return {"read": row.mark} | files

    return sent


def _row(draft_id: UUID) -> Any:
    with transaction(EGEBY):
        return apps.get_model("rules.RuleDraft").objects.get(id=draft_id)


def publishing(day: str = "5") -> dict[str, str]:
    """Return what is posted to publish on that day of November 2024, today when none is named."""
    return {"from-day": day, "from-month": "11", "from-year": "2024", "words": "Good.", "meant": "yes"}


def _published_for_later(room: str, draft: Draft) -> Callable[[Laid], object]:
    """Let the approver publish the draft in review for a later day."""

    def given(laid: Laid) -> object:
        url = f"/work/{room}/{SERVICE}/drafts/{draft(laid)}/publish/"
        answer = laid.browsers[Who.APPROVER].post(url, {**read_of(draft, **publishing("20"))(laid)})
        if answer.status_code != 302:
            raise AssertionError(answer.content)
        return answer

    return given


def _rows_of(room: str, written: Draft, reviewed: Draft, other: Draft) -> Iterator[Row]:
    """Return what rules and processes have alike; ``other``: a draft of the other kind."""
    yield from (
        Row(name=f"workspace:{room}-{page}", kind=Kind.RULES, where=_of(draft), but=_NOT_THERE)
        for page in ("draft", "file")
        for draft in (written, reviewed)
    )
    yield from (  # a draft of the other kind, and one of this kind at another service
        Row(name=f"workspace:{room}-{page}", kind=Kind.RULES, where=where, but=_NOBODY)
        for page in ("draft", "file")
        for where in (_of(other), _of(written, "building-permit"))
    )
    yield from (
        Row(name=f"workspace:{room}-{page}", kind=Kind.RULES, where=rules_of_service, but=_NOT_THERE)
        for page in ("drafts", "history")
    )
    yield Row(  # which versions is in the query
        name=f"workspace:{room}-compare", kind=Kind.RULES, where=rules_of_service, but=_NOBODY
    )
    yield Row(
        name=f"workspace:{room}-begin", kind=Kind.RULE_WRITERS, where=rules_of_service, post={"title": "x"}
    )
    yield from _acts_of(room, written, reviewed)
    yield from (  # as if it were a draft of another service
        Row(
            name=f"workspace:{room}-{act}",
            kind=kind,
            where=_of(draft, "building-permit"),
            post=read_of(draft, note="x", reason="x", **publishing()),
            but={Who.AUTHOR: GONE, Who.APPROVER: GONE if act in {"return", "publish"} else REFUSED},
        )
        for act, kind, draft in (
            ("undo", Kind.RULE_WRITERS, written),
            ("upload", Kind.RULE_WRITERS, written),
            ("submit", Kind.RULE_WRITERS, written),
            ("withdraw", Kind.RULE_WRITERS, written),
            ("return", Kind.RULE_APPROVERS, reviewed),
            ("publish", Kind.RULE_APPROVERS, reviewed),
        )
    )


def _acts_of(room: str, written: Draft, reviewed: Draft) -> Iterator[Row]:
    yield Row(
        name=f"workspace:{room}-undo", kind=Kind.RULE_WRITERS, where=_of(written), post=read_of(written)
    )
    yield Row(
        name=f"workspace:{room}-upload",
        kind=Kind.RULE_WRITERS,
        where=_of(written),
        post=_file(written),
        but=_LARGE,
    )
    yield Row(
        name=f"workspace:{room}-submit",
        kind=Kind.RULE_WRITERS,
        where=_of(written),
        post=read_of(written, note="It is due."),
    )
    yield from (
        Row(name=f"workspace:{room}-withdraw", kind=Kind.RULE_WRITERS, where=_of(draft), post=read_of(draft))
        for draft in (written, reviewed)
    )
    yield Row(  # nobody writes on what is reviewed
        name=f"workspace:{room}-upload",
        kind=Kind.RULE_WRITERS,
        where=_of(reviewed),
        post=_file(reviewed),
        but=_LARGE | {Who.AUTHOR: CONFLICT},
    )
    yield Row(
        name=f"workspace:{room}-return",
        kind=Kind.RULE_APPROVERS,
        where=_of(reviewed),
        post=read_of(reviewed, reason="Not yet."),
        but={Who.AUTHOR: frozenset({302})},
    )
    yield Row(
        name=f"workspace:{room}-publish",
        kind=Kind.RULE_APPROVERS,
        where=_of(reviewed),
        post=read_of(reviewed, **publishing()),
        but={Who.AUTHOR: REFUSED},  # has written on it
    )
    yield Row(  # it is not sent yet
        name=f"workspace:{room}-publish",
        kind=Kind.RULE_APPROVERS,
        where=_of(written),
        post=read_of(written, **publishing()),
        but={Who.AUTHOR: CONFLICT, Who.APPROVER: CONFLICT},
    )
    yield Row(
        name=f"workspace:{room}-stop",
        kind=Kind.RULE_APPROVERS,
        where=rules_of_service,
        post={"reason": "Not now."},
        but={Who.AUTHOR: frozenset({302})},
        given=_published_for_later(room, reviewed),
    )


_SCALE = "table=scale-table"
_STEP = "step=ask_unit"


def _rules(laid: Laid) -> UUID:
    return laid.rules_draft


def _rules_reviewed(laid: Laid) -> UUID:
    return laid.rules_reviewed


def _model(laid: Laid) -> UUID:
    return laid.model_draft


def _model_reviewed(laid: Laid) -> UUID:
    return laid.model_reviewed


DRAFTS: tuple[Row, ...] = (
    *_rows_of("rules", _rules, _rules_reviewed, _model),
    *_rows_of("models", _model, _model_reviewed, _rules),
    Row(name="workspace:models", kind=Kind.RULES),
    *(
        Row(name=f"workspace:{name}", kind=Kind.RULES, where=rules_of_service, but=_NOT_THERE)
        for name in ("models-steps", "models-version-file")
    ),
    Row(  # which version is in the query
        name="workspace:rules-version-file", kind=Kind.RULES, where=rules_of_service, but=_NOBODY
    ),
    Row(name="workspace:models-step", kind=Kind.RULE_WRITERS, where=_of(_model), query=_STEP),
    Row(name="workspace:models-update", kind=Kind.RULE_WRITERS, where=_of(_model), post=read_of(_model)),
    Row(
        name="workspace:models-step",
        kind=Kind.RULE_WRITERS,
        where=_of(_model),
        query=_STEP,
        post=read_of(_model, act="change", name="Alle afgør", kind="userTask"),
    ),
    Row(  # nobody writes on what is reviewed
        name="workspace:models-step",
        kind=Kind.RULE_WRITERS,
        where=_of(_model_reviewed),
        query=_STEP,
        post=read_of(_model_reviewed, act="change", name="Alle afgør", kind="userTask"),
        but={Who.AUTHOR: CONFLICT},
    ),
    Row(name="workspace:rules-table", kind=Kind.RULE_WRITERS, where=_of(_rules), query=_SCALE),
    Row(
        name="workspace:rules-table",
        kind=Kind.RULE_WRITERS,
        where=_of(_rules),
        query=_SCALE,
        post=read_of(_rules, **{"cell:8:scale-2024": "We used the scale."}),
    ),
    *(
        Row(name=f"workspace:{name}", kind=Kind.RULE_WRITERS, where=where)
        for room, where in (("rules", _of(_rules)), ("models", _of(_model)))
        for name in (f"{room}-modeller", f"{room}-modeller-file")
    ),
    *(
        Row(
            name=f"workspace:{room}-modeller-save",
            acts=False,
            kind=Kind.RULE_WRITERS,
            where=_of(draft),
            post=_file(draft, *fields),
            but=_LARGE | {Who.AUTHOR: OK},  # its script is answered
        )
        for room, draft, fields in (("rules", _rules, ()), ("models", _model, ("opened", "drawn")))
    ),
)
