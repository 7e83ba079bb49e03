"""Change a draft: cells and rows of a table, or the whole file; go back and forth between what was saved."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.access import access_draft, expect_author
from raadhus.rules.domain.drafting import DraftState, What
from raadhus.rules.domain.editing.change_table import CannotChangeTable, Change, change_table, with_ids
from raadhus.rules.domain.editing.differences import difference
from raadhus.rules.domain.editing.modeller import LostInModeller, from_modeller
from raadhus.rules.domain.editing.sheets import sheets_of
from raadhus.rules.models import DraftStep, RuleDraft
from raadhus.rules.use_cases.drafts.keeping import (
    expect_read,
    expect_readable,
    expect_state,
    keep_step,
    note_writer,
    stand_at,
)


class CannotChangeDraft(Refusal):
    """The change names what is not there, or is too much."""

    status = 422
    code = "draft-change"
    happened = _("This change cannot be made: a row or column is not there, or there is too much in it.")
    kept = _("The draft is as it was.")
    next_step = _("Open the table again. A cell holds at most 4,000 characters, a table 2,000 rows.")


class ModellerLostParts(Refusal):
    """The modeller's file lacks parts that the draft has and that nobody can take away there."""

    status = 422
    code = "draft-lost"
    happened = _("The modeller left out a part of the rules.")
    kept = _("The draft is as it was; what you drew is not saved.")
    next_step = _("Change the tables on the draft’s page instead.")


class NothingToUndo(Refusal):
    """There is no step before, or after, the one the draft stands at."""

    code = "nothing-to-undo"
    happened = _("There is nothing more to undo or redo.")
    kept = _("The draft is as it was.")
    next_step = _("The last 50 steps of a draft are kept.")


def edit_table(actor: Actor, draft_id: UUID, table_id: str, changes: Iterable[Change], *, read: str) -> bool:
    """
    Change rows and cells of one table; tell whether anything changed. ``read``: the mark of the page.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotChangeDraft.
    """
    with transaction(actor.tenant):
        draft, staff_id = _open(actor, draft_id, read)
        before = bytes(draft.source)
        try:
            after = change_table(before, table_id, changes)
        except CannotChangeTable as error:
            raise CannotChangeDraft(detail=str(error)) from error
        if difference(before, after).is_empty:
            return False
        expect_readable(after)
        keep_step(draft, after, staff_id, What.TABLE, _name_of(after, table_id))
    return True


def replace_source(actor: Actor, draft_id: UUID, source: bytes, what: What, *, read: str) -> None:
    """
    Let the draft be another file: saved in the modeller, or uploaded.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotReadRules.
    """
    with transaction(actor.tenant):
        draft, staff_id = _open(actor, draft_id, read)
        expect_readable(source)
        keep_step(draft, with_ids(source), staff_id, what)


def save_drawn(actor: Actor, draft_id: UUID, drawn: bytes, *, read: str) -> str:
    """
    Keep what the modeller wrote; return the mark of the draft as it is now.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotReadRules, ModellerLostParts.
    """
    with transaction(actor.tenant):
        draft, staff_id = _open(actor, draft_id, read)
        before = bytes(draft.source)
        expect_readable(drawn)
        try:
            source = with_ids(from_modeller(drawn, before))
        except LostInModeller as error:
            raise ModellerLostParts(detail=str(error)) from error
        expect_readable(source)
        if source != before:
            keep_step(draft, source, staff_id, What.DIAGRAM)
    return draft.mark


def undo(actor: Actor, draft_id: UUID, *, read: str, by: int = -1) -> None:
    """
    Go back by one step, or forth again (``by=1``).

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, NothingToUndo.
    """
    with transaction(actor.tenant):
        draft, staff_id = _open(actor, draft_id, read)
        number = draft.position + by
        source = DraftStep.objects.filter(draft=draft, number=number).values_list("source", flat=True).first()
        if source is None:
            raise NothingToUndo(detail=f"step {number} of draft {draft_id}")
        note_writer(draft, staff_id)
        stand_at(draft, number, bytes(source))


def _open(actor: Actor, draft_id: UUID, read: str) -> tuple[RuleDraft, UUID]:
    staff_id = expect_author(actor)
    draft = access_draft(actor, draft_id, to_change=True)
    expect_state(draft, DraftState.WRITING)
    expect_read(draft, read)
    return draft, staff_id


def _name_of(source: bytes, table_id: str) -> str:
    return next((sheet.name for sheet in sheets_of(source) if sheet.id == table_id), "")
