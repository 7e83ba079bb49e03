"""Read-only questions: drafts of a person, files of a draft, submissions."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from raadhus.forms.access import access_submission, find_open_draft, find_open_help, whose
from raadhus.forms.domain.helping import HelpChannel, IdentityCheck
from raadhus.forms.domain.sheet import Figure, nest
from raadhus.forms.models import Attachment, Draft, Submission
from raadhus.identity.public import person
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import LoginNeeded, NotAllowed
from raadhus.platform.tenancy.scope import expect_tenant

_drafts = ReadyQuery(
    lambda after, **whose: (
        Draft.objects.filter(**whose, state=Draft.State.OPEN, expires_at__gt=after)
        .defer("sheet")
        .order_by("-saved_at")
    )
)
_submissions = ReadyQuery(
    lambda **whose: Submission.objects.filter(**whose).defer("answers", "figures").order_by("-sent_at")
)
_attachments = ReadyQuery(lambda draft_id: Attachment.objects.filter(draft_id=draft_id).order_by("at", "id"))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """A draft as its owner's list shows it."""

    draft_id: UUID
    service_key: str
    step: str
    started_at: dt.datetime
    saved_at: dt.datetime
    expires_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HelpedInfo:
    """Whom a clerk helps, how they came, how the clerk made sure who it is; ``sent``: how many applications so far."""

    person_id: UUID
    name: str
    channel: HelpChannel
    check: IdentityCheck
    begun_at: dt.datetime
    sent: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentInfo:
    """A file as lists show it."""

    attachment_id: UUID
    field_key: str
    name: str
    media_type: str
    size_bytes: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionInfo:
    """
    An application as it was sent; ``entered_by``: the clerk who sent it for the person, ``identity_check``: how they knew.

    answers: nested by key (``answers["income"]["monthly"]``), amounts as text with two decimals, dates and months as
    ISO 8601; figures: field key, or ``children.<item id>`` -> Figure; every answer a register could have given has one.
    """

    submission_id: UUID
    number: str
    service_key: str
    package_hash: str
    person_id: UUID
    on_behalf_of: UUID | None
    language: str
    channel: str
    entered_by: UUID | None = None
    identity_check: str = ""
    sent_at: dt.datetime
    answers: Mapping[str, Any]
    figures: Mapping[str, Figure]
    attachments: tuple[AttachmentInfo, ...]

    @property
    def contested(self) -> tuple[str, ...]:
        """Return the keys of the figures that the person says are not right."""
        return tuple(key for key, figure in self.figures.items() if figure.contested)

    @property
    def unverified(self) -> tuple[str, ...]:
        """Return the keys of the figures that no register gave."""
        return tuple(key for key, figure in self.figures.items() if not figure.is_from_register)


def drafts(actor: Actor) -> tuple[DraftInfo, ...]:
    """Return the actor's open drafts, newest first; a clerk's for whom they help now. Raises: LoginNeeded, IsAtWork."""
    rows = _drafts.rows(**whose(actor).keys, after=clock.now())
    return tuple(_draft_info(row) for row in rows)


def find_helped(actor: Actor) -> HelpedInfo | None:
    """Return whom the clerk helps now, None for nobody. Raises: LoginNeeded, NotAllowed."""
    helped = find_open_help(actor)
    if helped is None:
        return None
    return HelpedInfo(
        person_id=helped.person_id,
        name=person(actor, helped.person_id).name,
        channel=HelpChannel(helped.channel),
        check=IdentityCheck(helped.identity_check),
        begun_at=helped.begun_at,
        sent=helped.sent,
    )


def find_draft(actor: Actor, service_key: str) -> DraftInfo | None:
    """Return the actor's open draft of one service."""
    draft = find_open_draft(actor, service_key)
    return None if draft is None else _draft_info(draft)


def submission(actor: Actor, submission_id: UUID) -> SubmissionInfo:
    """
    Return one submission: to its sender, to a job, or to staff whose module has asked the right to the case.

    Raises: NotFoundHere, LoginNeeded.
    """
    row = access_submission(actor, submission_id)
    return _submission_info(row, list_attachments(row.draft_id))


def list_sent(actor: Actor, submission_ids: Collection[UUID]) -> dict[UUID, SubmissionInfo]:
    """Return these submissions by their ids, without files: for jobs only. One query. Raises: NotAllowed."""
    if not actor.is_system:
        raise NotAllowed(detail="forms.list_sent")
    expect_tenant(actor.tenant)
    rows = Submission.objects.filter(id__in=submission_ids)
    return {row.id: _submission_info(row, ()) for row in rows}


def _submission_info(row: Submission, attachments: tuple[AttachmentInfo, ...]) -> SubmissionInfo:
    return SubmissionInfo(
        submission_id=row.id,
        number=row.number,
        service_key=row.service_key,
        package_hash=row.package_hash,
        person_id=row.person_id,
        on_behalf_of=row.on_behalf_of,
        language=row.language,
        channel=row.channel,
        entered_by=row.entered_by,
        identity_check=row.identity_check,
        sent_at=row.sent_at,
        answers=nest(row.answers),
        figures={key: Figure(**figure) for key, figure in row.figures.items()},
        attachments=attachments,
    )


def list_submissions(actor: Actor) -> tuple[SubmissionInfo, ...]:
    """Return what the actor has sent, newest first, without answers and files. Raises: LoginNeeded."""
    if actor.person_id is None:
        raise LoginNeeded
    rows = _submissions.rows(person_id=actor.person_id, on_behalf_of=actor.on_behalf_of)
    return tuple(
        SubmissionInfo(
            submission_id=row.id,
            number=row.number,
            service_key=row.service_key,
            package_hash=row.package_hash,
            person_id=row.person_id,
            on_behalf_of=row.on_behalf_of,
            language=row.language,
            channel=row.channel,
            sent_at=row.sent_at,
            answers={},
            figures={},
            attachments=(),
        )
        for row in rows
    )


def list_attachments(draft_id: UUID) -> tuple[AttachmentInfo, ...]:
    """Return the files of a draft that was already accessed, in the order they came."""
    return tuple(
        AttachmentInfo(
            attachment_id=row.id,
            field_key=row.field_key,
            name=row.name,
            media_type=row.media_type,
            size_bytes=row.size_bytes,
        )
        for row in _attachments.rows(draft_id=draft_id)
    )


def ids_by_field(files: tuple[AttachmentInfo, ...]) -> dict[str, tuple[str, ...]]:
    """Return attachment field -> ids of its files, in the order they came."""
    found: dict[str, tuple[str, ...]] = {}
    for file in files:
        found[file.field_key] = (*found.get(file.field_key, ()), str(file.attachment_id))
    return found


def _draft_info(row: Draft) -> DraftInfo:
    return DraftInfo(
        draft_id=row.id,
        service_key=row.service_key,
        step=row.step,
        started_at=row.started_at,
        saved_at=row.saved_at,
        expires_at=row.expires_at,
    )
