"""What all acts on drafts share: the page somebody read, the saved steps, the entries."""

import hashlib
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.platform.refusals import Refusal
from raadhus.rules.access import access_draft, expect_author
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.drafting import DraftState, Happening, What
from raadhus.rules.domain.editing.change_table import rows_of
from raadhus.rules.models import DraftEntry, DraftStep, RuleDraft
from raadhus.rules.ports import RULES, drafted_as

LARGEST = 1_000_000
"""Bytes of a draft: the largest model that people can read is a fraction of it."""
STEPS_KEPT = 50


class DraftChangedSince(Refusal):
    """Somebody saved the draft after this page was opened."""

    code = "draft-changed"
    happened = _("Somebody has changed this draft since you opened the page.")
    kept = _("Their change is kept; yours is not saved.")
    next_step = _("Open the draft again, look at what is new, and make your change there.")


class DraftIsClosed(Refusal):
    """The draft is not being written any more."""

    code = "draft-closed"
    happened = _("This draft is not open for changes.")
    kept = _("It is as it was.")
    next_step = _(
        "While it is reviewed nobody changes it; a reviewer can return it, and its author take it back."
    )


class CannotReadRules(Refusal):
    """What was given is no model that a draft can hold."""

    status = 422
    code = "draft-unreadable"
    happened = _("The file could not be read as rules.")
    kept = _("The draft is as it was.")
    next_step = _("Send a DMN file of at most 1 MB, as a modeller saves it.")


class CannotSubmitDraft(Refusal):
    """The check finds something that keeps the rules from being used."""

    status = 422
    code = "draft-problems"
    happened = _("The draft cannot be sent for review: the check finds problems.")
    kept = _("The draft is kept as it is.")
    next_step = _("Mend what the draft's page lists, then send it.")


def open_to_write(
    actor: Actor, draft_id: UUID, read: str, kind: str | None = RULES
) -> tuple[RuleDraft, UUID]:
    """
    Return a draft that is being written, locked, and who writes; ``read``: the mark of the page they act from.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince.
    """
    staff_id = expect_author(actor)
    draft = access_draft(actor, draft_id, to_change=True, kind=kind)
    expect_state(draft, DraftState.WRITING)
    expect_read(draft, read)
    return draft, staff_id


def mark_of(source: bytes) -> str:
    """Return what a page carries so that an act knows whether it stands on what is there now."""
    return hashlib.sha256(source).hexdigest()


def expect_read(draft: RuleDraft, read: str) -> None:
    """Make sure that the page somebody acts from shows what is there. Raises: DraftChangedSince."""
    if draft.mark != read:
        raise DraftChangedSince(detail=f"draft {draft.id}")


def expect_state(draft: RuleDraft, *states: DraftState) -> None:
    """Make sure that the draft stands where it must. Raises: DraftIsClosed."""
    if draft.state not in states:
        raise DraftIsClosed(detail=f"draft {draft.id} is {draft.state}")


def expect_readable(source: bytes) -> None:
    """Make sure that a draft can hold ``source``: small, DMN; the rest can be mended in it. Raises: CannotReadRules."""
    if len(source) > LARGEST:
        raise CannotReadRules(detail=f"{len(source)} bytes")
    most = current_environment().rule_rows
    try:
        if rows_of(source) > most:
            told = gettext("A table of a draft holds at most %(rows)s rows.") % {"rows": most}
            raise CannotReadRules(next_step=told, detail=f"more than {most} rows")
        load(source, tolerant=True)
    except CannotLoadModel as error:
        raise CannotReadRules(detail=str(error)) from error


def is_same(kind: str, before: bytes, after: bytes) -> bool:
    """Tell whether a file, as a draft of this kind would keep it, is the other one to the byte."""
    try:
        return drafted_as(kind).taken_in(before) == after
    except CannotReadRules:  # no draft could hold it, so none is the same
        return False


def keep_step(draft: RuleDraft, source: bytes, staff_id: UUID, what: What, place: str = "") -> None:
    """Let the draft be ``source`` from now on; what was undone before is forgotten, and so are the oldest steps."""
    now = clock.now()
    number = draft.position + 1
    DraftStep.objects.filter(draft=draft, number__gte=number).delete()
    DraftStep.objects.filter(draft=draft, number__lte=number - STEPS_KEPT).delete()
    DraftStep.objects.create(
        draft=draft,
        number=number,
        source=source,
        saved_at=now,
        staff_id=staff_id,
        what=what,
        place=place[:200],
    )
    note_writer(draft, staff_id)
    stand_at(draft, number, source)


def note_writer(draft: RuleDraft, staff_id: UUID) -> None:
    """Note who has decided what stands in the draft, also by undoing or by sending it: none of them publishes it."""
    if str(staff_id) not in draft.writers:
        draft.writers = [*draft.writers, str(staff_id)]


def stand_at(draft: RuleDraft, number: int, source: bytes) -> None:
    """Write down at which step the draft stands."""
    draft.position, draft.source, draft.mark = number, source, mark_of(source)
    draft.changed_at = clock.now()
    draft.save(update_fields=["position", "source", "mark", "changed_at", "writers"])


def write_entry(draft: RuleDraft, staff_id: UUID, happening: Happening, words: str = "") -> None:
    """Write down what happened to the draft."""
    DraftEntry.objects.create(
        draft=draft,
        at=clock.now(),
        staff_id=staff_id,
        happening=happening,
        words=words,
        model_hash=draft.mark,
    )
