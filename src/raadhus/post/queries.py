"""Read letters."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere
from raadhus.post.access import access_letter, access_letter_of_unit
from raadhus.post.models import IS_DELIVERED, DeliveryStep, Letter

_PAGE = 20
_STUCK_AFTER = dt.timedelta(minutes=15)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterInfo:
    """A letter as lists show it."""

    id: UUID
    title: str
    case_id: UUID | None
    case_number: str
    state: str
    channel: str
    pages: int
    document_id: UUID | None
    ordered_at: dt.datetime
    delivered_at: dt.datetime | None
    opened_at: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """What a letter says: the values its template puts into words, in ``language``."""

    template: str
    language: str
    data: Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepInfo:
    """One step of a letter's delivery."""

    at: dt.datetime
    step: str
    note: str


def list_mailbox(
    actor: Actor, *, before: dt.datetime | None = None, limit: int = _PAGE
) -> tuple[LetterInfo, ...]:
    """Return the newest letters in the actor's mailbox, from those delivered before ``before``."""
    person = actor.on_behalf_of or actor.person_id
    if person is None:
        return ()
    return tuple(_info(row) for row in _mailbox(limit).rows(recipient_id=person, before=before))


@functools.lru_cache(maxsize=16)
def _mailbox(limit: int) -> ReadyQuery[Letter]:
    def make(recipient_id: UUID, before: dt.datetime | None) -> QuerySet[Letter]:
        letters = Letter.objects.filter(IS_DELIVERED, recipient_id=recipient_id)
        letters = letters if before is None else letters.filter(delivered_at__lt=before)
        return letters.order_by("-delivered_at").defer("data")[:limit]

    return ReadyQuery(make)


def count_unread(actor: Actor, *, cap: int) -> int:
    """Return how many letters in the actor's mailbox nobody has opened, at most ``cap``. One query."""
    person = actor.on_behalf_of or actor.person_id
    return len(_unread(cap).rows(recipient_id=person)) if person is not None else 0


@functools.lru_cache(maxsize=4)
def _unread(cap: int) -> ReadyQuery[Letter]:
    def make(recipient_id: UUID) -> QuerySet[Letter]:
        unread = Letter.objects.filter(IS_DELIVERED, recipient_id=recipient_id, opened_at__isnull=True)
        return unread.only("id")[:cap]

    return ReadyQuery(make)


def get_letter(actor: Actor, letter_id: UUID) -> LetterInfo:
    """Return one letter in the actor's mailbox. Raises: NotFoundHere."""
    return _info(access_letter(actor, letter_id)[0])


def list_case_letters(actor: Actor, case_id: UUID) -> tuple[LetterInfo, ...]:
    """Return the letters of a case whose right the caller has asked, oldest first. Raises: NotFoundHere for citizens."""
    _only_staff(actor)
    return tuple(
        _info(row) for row in Letter.objects.filter(case_id=case_id).order_by("ordered_at").defer("data")
    )


def list_delivery_steps(actor: Actor, letter_id: UUID) -> tuple[StepInfo, ...]:
    """
    Return the steps of a letter, oldest first, to its recipient, to a job, and to caseworkers of the unit that wrote it.

    Raises: NotFoundHere.
    """
    if actor.is_staff:
        access_letter_of_unit(actor, letter_id)
    elif not actor.is_system:
        access_letter(actor, letter_id)
    rows = DeliveryStep.objects.filter(letter_id=letter_id).order_by("at", "id")
    return tuple(StepInfo(at=row.at, step=row.step, note=row.note) for row in rows)


def list_stuck_letters(actor: Actor) -> tuple[LetterInfo, ...]:
    """
    Return letters ordered more than a quarter of an hour ago and not delivered, to operators and jobs.

    Raises: NotFoundHere.
    """
    if not (actor.is_system or (actor.is_staff and actor.has(Role.OPERATOR))):
        raise NotFoundHere
    waiting = Letter.objects.filter(~Q(IS_DELIVERED), ordered_at__lt=clock.now() - _STUCK_AFTER)
    rows = waiting.order_by("ordered_at").defer("data")
    return tuple(_info(row) for row in rows[:_PAGE])


def _only_staff(actor: Actor) -> None:
    if not (actor.is_staff or actor.is_system):
        raise NotFoundHere


def _info(row: Letter) -> LetterInfo:
    return LetterInfo(
        id=row.id,
        title=row.title,
        case_id=row.case_id,
        case_number=row.case_number,
        state=row.state,
        channel=row.channel,
        pages=row.pages,
        document_id=row.document_id,
        ordered_at=row.ordered_at,
        delivered_at=row.delivered_at,
        opened_at=row.opened_at,
    )
