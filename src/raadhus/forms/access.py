"""Fetch together with the right to it: what is absent and what is not yours cannot be told apart."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from raadhus.forms.models import Attachment, Draft, HeldEntry, Submission
from raadhus.identity.public import expect_login
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Assurance
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import LoginNeeded, NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant


def _open_drafts(*, after: Any, is_locked: bool = False, **whose: Any) -> QuerySet[Draft]:
    drafts = Draft.objects.select_for_update() if is_locked else Draft.objects.all()
    return drafts.filter(**whose, state=Draft.State.OPEN, expires_at__gt=after)[:1]


_open_draft = ReadyQuery(_open_drafts)
_open_draft_locked = ReadyQuery(lambda **whose: _open_drafts(is_locked=True, **whose))
_own_draft = ReadyQuery(lambda **whose: Draft.objects.filter(**whose)[:1])
_own_draft_locked = ReadyQuery(lambda **whose: Draft.objects.filter(**whose).select_for_update()[:1])
_submission = ReadyQuery(lambda id: Submission.objects.filter(id=id))  # noqa: A006 -- the column's name
_own_submission = ReadyQuery(lambda **whose: Submission.objects.filter(**whose)[:1])


def find_open_draft(actor: Actor, service_key: str, *, lock: bool = False) -> Draft | None:
    """
    Return the actor's open draft of a service, None when there is none or its time is over.

    lock: hold the row until the transaction ends.
    """
    return (_open_draft_locked if lock else _open_draft).first(
        person_id=_person(actor), on_behalf_of=actor.on_behalf_of, service_key=service_key, after=clock.now()
    )


def access_open_draft(actor: Actor, service_key: str, *, lock: bool = False) -> Draft:
    """Return the actor's open draft of a service. Raises: NotFoundHere, LoginNeeded."""
    draft = find_open_draft(actor, service_key, lock=lock)
    if draft is None:
        raise NotFoundHere(detail=f"no open draft of {service_key}")
    return draft


def access_own_draft(actor: Actor, draft_id: UUID, *, lock: bool = False) -> Draft:
    """Return one draft of the actor, whatever became of it. Raises: NotFoundHere, LoginNeeded."""
    draft = (_own_draft_locked if lock else _own_draft).first(
        id=draft_id, person_id=_person(actor), on_behalf_of=actor.on_behalf_of
    )
    if draft is None:
        raise NotFoundHere(detail=f"draft {draft_id}")
    return draft


def access_own_submission(actor: Actor, submission_id: UUID) -> Submission:
    """Return one submission that the actor sent. Raises: NotFoundHere, LoginNeeded."""
    found = _own_submission.first(id=submission_id, person_id=_person(actor), on_behalf_of=actor.on_behalf_of)
    if found is None:
        raise NotFoundHere(detail=f"submission {submission_id}")
    return found


def access_submission(actor: Actor, submission_id: UUID) -> Submission:
    """
    Return one submission for a job or for staff, whose module has asked its own right to the case, else the sender's own.

    Raises: NotFoundHere, LoginNeeded.
    """
    if not (actor.is_system or actor.is_staff):
        return access_own_submission(actor, submission_id)
    expect_tenant(actor.tenant)
    found = _submission.first(id=submission_id)
    if found is None:
        raise NotFoundHere(detail=f"submission {submission_id}")
    return found


def access_own_attachment(actor: Actor, attachment_id: UUID) -> Attachment:
    """Return a file that the actor attached to a draft or sent. Raises: NotFoundHere, LoginNeeded."""
    found = (
        Attachment.objects.select_related("draft")
        .filter(
            id=attachment_id,
            draft__person_id=_person(actor),
            draft__on_behalf_of=actor.on_behalf_of,
            draft__state__in=(Draft.State.OPEN, Draft.State.SENT),
        )
        .first()
    )
    if found is None:
        raise NotFoundHere(detail=f"attachment {attachment_id}")
    return found


def access_attachment(actor: Actor, attachment_id: UUID) -> Attachment:
    """
    Return a file for a job or for staff, whose module has asked its own right to the case, else the owner's own.

    Raises: NotFoundHere, LoginNeeded.
    """
    if not (actor.is_system or actor.is_staff):
        return access_own_attachment(actor, attachment_id)
    expect_tenant(actor.tenant)
    found = Attachment.objects.filter(id=attachment_id, draft__state=Draft.State.SENT).first()
    if found is None:
        raise NotFoundHere(detail=f"attachment {attachment_id}")
    return found


def access_held_entry(actor: Actor, draft: Draft, held_id: UUID) -> HeldEntry:
    """Return what is held for a draft that was already accessed. Raises: NotFoundHere."""
    expect_tenant(actor.tenant)
    found = HeldEntry.objects.filter(id=held_id, draft_id=draft.id, expires_at__gt=clock.now()).first()
    if found is None:
        raise NotFoundHere(detail=f"held entry {held_id}")
    return found


def _person(actor: Actor) -> UUID:
    """Return whose forms these are. Raises: LoginNeeded, IsAtWork."""
    expect_tenant(actor.tenant)
    expect_login(actor, Assurance.NONE)  # how sure it must be, the service says
    if actor.person_id is None:
        raise LoginNeeded
    return actor.person_id
