"""Fetch together with the right to it: what is absent and what is not yours cannot be told apart."""

import dataclasses
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from raadhus.forms.domain.helping import HELP_LASTS
from raadhus.forms.models import Attachment, Draft, HeldEntry, Help, Submission
from raadhus.identity.public import expect_login, expect_staff, household_of
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Assurance, Role
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import expect_tenant

HELPERS = (Role.FRONTDESK, Role.CASEWORKER)
"""Who enters applications for people without a login."""


class NeedsClearance(NotAllowed):
    """The person's name or address is protected, or that of a child of theirs whom the form would show."""

    code = "help-needs-clearance"
    happened = _("This person's name or address is protected.")
    kept = _("Nothing was entered.")
    next_step = _("Ask a colleague who may see protected names and addresses to help.")


class CannotHelpOwn(NotAllowed):
    """Nobody enters an application for themself or their household at work."""

    code = "help-own-household"
    happened = _("This is you or somebody in your household.")
    kept = _("Nothing was entered.")
    next_step = _("A colleague must help here. For yourself, log in as a citizen.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose forms somebody works on: their own, or, by a clerk, those of the person who is being helped."""

    person_id: UUID
    on_behalf_of: UUID | None
    entered_by: UUID | None
    help: Help | None = None

    @property
    def keys(self) -> dict[str, UUID | None]:
        """Return how their drafts are found: a clerk never opens what a person began alone, nor the other way round."""
        return {
            "person_id": self.person_id,
            "on_behalf_of": self.on_behalf_of,
            "entered_by": self.entered_by,
        }


def _open_drafts(*, after: Any, is_locked: bool = False, **whose: Any) -> QuerySet[Draft]:
    drafts = Draft.objects.select_for_update() if is_locked else Draft.objects.all()
    return drafts.filter(**whose, state=Draft.State.OPEN, expires_at__gt=after)[:1]


_open_draft = ReadyQuery(_open_drafts)
_open_draft_locked = ReadyQuery(lambda **whose: _open_drafts(is_locked=True, **whose))
_own_draft = ReadyQuery(lambda **whose: Draft.objects.filter(**whose)[:1])
_own_draft_locked = ReadyQuery(lambda **whose: Draft.objects.filter(**whose).select_for_update()[:1])
_open_help = ReadyQuery(
    lambda staff_id, after: Help.objects.filter(staff_id=staff_id, ended_at__isnull=True, begun_at__gt=after)[
        :1
    ]
)
_submission = ReadyQuery(lambda id: Submission.objects.filter(id=id))  # noqa: A006 -- the column's name
_own_submission = ReadyQuery(lambda **whose: Submission.objects.filter(**whose)[:1])


class HelpedAnother(Refusal):
    """The page is of somebody whom the clerk helped before: it was left open in another tab."""

    code = "helped-another"
    status = 409
    happened = _("You help somebody else by now, and this page is of whom you helped before.")
    kept = _("Nothing was begun or deleted.")
    next_step = _("Close this page, and go on from “Help to apply”.")


def mark_of_help(actor: Actor) -> str:
    """Return the mark that a clerk's page carries: of which help it is; empty for everybody else. Raises: LoginNeeded."""
    helped = whose(actor).help if actor.is_staff else None
    return str(helped.id) if helped else ""


def expect_same_help(actor: Actor, mark: str) -> None:
    """Raises: HelpedAnother unless a clerk's page, with its ``mark``, is of whom they help now; LoginNeeded."""
    if actor.is_staff and mark != mark_of_help(actor):
        raise HelpedAnother(detail="a page of another help")


def find_open_draft(actor: Actor, service_key: str, *, lock: bool = False) -> Draft | None:
    """
    Return the actor's open draft of a service, None when there is none or its time is over.

    lock: hold the row until the transaction ends.
    """
    return (_open_draft_locked if lock else _open_draft).first(
        **whose(actor).keys, service_key=service_key, after=clock.now()
    )


def access_open_draft(actor: Actor, service_key: str, *, lock: bool = False) -> Draft:
    """Return the actor's open draft of a service. Raises: NotFoundHere, LoginNeeded."""
    draft = find_open_draft(actor, service_key, lock=lock)
    if draft is None:
        raise NotFoundHere(detail=f"no open draft of {service_key}")
    return draft


def access_own_draft(actor: Actor, draft_id: UUID, *, lock: bool = False) -> Draft:
    """Return one draft of the actor, whatever became of it. Raises: NotFoundHere, LoginNeeded."""
    draft = (_own_draft_locked if lock else _own_draft).first(id=draft_id, **whose(actor).keys)
    if draft is None:
        raise NotFoundHere(detail=f"draft {draft_id}")
    return draft


def access_own_submission(actor: Actor, submission_id: UUID) -> Submission:
    """
    Return one submission of the actor, whoever entered it; to a clerk what they entered for whom they help now.

    Raises: NotFoundHere, LoginNeeded.
    """
    keys = whose(actor).keys
    if not actor.is_staff:
        del keys["entered_by"]
    found = _own_submission.first(id=submission_id, **keys)
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
            _may_read_files_of(whose(actor)),
            id=attachment_id,
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


def find_open_help(actor: Actor) -> Help | None:
    """Return whom the clerk helps now, None for nobody, or once its time is over. Raises: as ``expect_helper``."""
    expect_helper(actor)
    if actor.staff_id is None:
        return None
    return _open_help.first(staff_id=actor.staff_id, after=clock.now() - HELP_LASTS)


def expect_helper(actor: Actor) -> None:
    """Raises: LoginNeeded, NotAllowed, CannotEnterAtThisLevel unless the actor is staff who enter applications."""
    expect_tenant(actor.tenant)
    expect_staff(actor, *HELPERS)


def refuse_own_household(actor: Actor, person_id: UUID) -> None:
    """Raises: CannotHelpOwn when the person is the clerk, or lives with the clerk."""
    own = actor.person_id
    if own is not None and (person_id == own or person_id in household_of(actor, own)):
        raise CannotHelpOwn


def whose(actor: Actor) -> Whose:
    """Return whose forms these are. Raises: LoginNeeded; IsAtWork for staff who help nobody."""
    expect_tenant(actor.tenant)
    helped = find_open_help(actor) if actor.is_staff and actor.has(*HELPERS) else None
    if helped is not None:
        return Whose(person_id=helped.person_id, on_behalf_of=None, entered_by=helped.staff_id, help=helped)
    expect_login(actor, Assurance.NONE)  # how sure it must be, the service says
    if actor.person_id is None:
        raise LoginNeeded
    return Whose(person_id=actor.person_id, on_behalf_of=actor.on_behalf_of, entered_by=None)


def _may_read_files_of(them: Whose) -> Q:
    """A person reads also what a clerk sent for them; a draft is read by who fills it in."""
    owner = Q(draft__person_id=them.person_id, draft__on_behalf_of=them.on_behalf_of)
    by = Q(draft__entered_by=them.entered_by)
    return owner & (by if them.help is not None else by | Q(draft__state=Draft.State.SENT))
