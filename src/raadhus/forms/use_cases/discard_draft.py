"""Throw a draft away, and take that back within a week."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.forms.access import access_open_draft, access_own_draft, expect_same_help, find_open_draft
from raadhus.forms.models import Draft
from raadhus.forms.use_cases.forms_in_use import expect_assurance_for, form_of
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal

UNDO_DAYS = 7


class CannotRestoreDraft(Refusal):
    """The draft that was thrown away cannot come back: another one was begun since."""

    code = "draft-begun-since"
    happened = _("You have begun a new application for the same thing.")
    kept = _("The new one is as you left it. The old one was not brought back.")
    next_step = _("Delete the new one first if you want the old one back.")


def discard_draft(actor: Actor, service_key: str, *, mark: str = "") -> UUID:
    """
    Throw the actor's open draft away and return its id: it can be brought back for a week.

    ``mark``: of the help that a clerk's page is of. Raises: NotFoundHere, HelpedAnother.
    """
    expect_same_help(actor, mark)
    draft = access_open_draft(actor, service_key, lock=True)
    expect_assurance_for(actor, draft.package_hash)
    discard(draft)
    audit.record(actor, "forms.discard_draft", f"draft:{draft.id}")
    return draft.id


def discard(draft: Draft) -> None:
    """Throw ``draft`` away; it sleeps for a week."""
    draft.state = Draft.State.DISCARDED
    draft.version += 1
    draft.expires_at = clock.now() + dt.timedelta(days=UNDO_DAYS)
    draft.save(update_fields=["state", "version", "expires_at"])


def restore_draft(actor: Actor, draft_id: UUID) -> Draft:
    """
    Bring a draft back that was thrown away less than a week ago.

    Raises: NotFoundHere, CannotRestoreDraft.
    """
    draft = access_own_draft(actor, draft_id, lock=True)
    expect_assurance_for(actor, draft.package_hash)
    if draft.state != Draft.State.DISCARDED or draft.expires_at <= clock.now():
        raise NotFoundHere(detail=f"draft {draft_id} is not in the bin")
    if find_open_draft(actor, draft.service_key) is not None:
        raise CannotRestoreDraft
    keep_days = form_of(draft.package_hash).spec.keep_draft_days
    draft.state = Draft.State.OPEN
    draft.version += 1
    draft.expires_at = clock.now() + dt.timedelta(days=keep_days)
    draft.save(update_fields=["state", "version", "expires_at"])
    audit.record(actor, "forms.restore_draft", f"draft:{draft.id}")
    return draft
