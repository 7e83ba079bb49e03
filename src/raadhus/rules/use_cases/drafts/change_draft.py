"""Change a draft: cells and rows of a table, or the whole file; go back and forth between what was saved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.domain.drafting import What
from raadhus.rules.domain.editing.change_table import (
    LONGEST_CELL,
    CannotChangeTable,
    Edit,
    change_table,
)
from raadhus.rules.domain.editing.compare_models import differ
from raadhus.rules.domain.editing.sheets import sheets_of
from raadhus.rules.models import DraftStep
from raadhus.rules.ports import drafted_as
from raadhus.rules.use_cases.drafts.keeping import (
    expect_readable,
    keep_step,
    note_writer,
    open_to_write,
    stand_at,
)


class CannotChangeDraft(Refusal):
    """The change names what is not there, or is too much."""

    status = 422
    code = "draft-change"
    happened = _("This change cannot be made: a row or column is not there, or there is too much in it.")
    kept = _("The draft is as it was.")


class NothingToUndo(Refusal):
    """There is no step before, or after, the one the draft stands at."""

    code = "nothing-to-undo"
    happened = _("There is nothing more to undo or redo.")
    kept = _("The draft is as it was.")
    next_step = _("The last 50 steps of a draft are kept.")


def edit_table(actor: Actor, draft_id: UUID, table_id: str, changes: Iterable[Edit], *, read: str) -> bool:
    """
    Change rows and cells of one table; tell whether anything changed. ``read``: the mark of the page.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotChangeDraft.
    """
    with transaction(actor.tenant):
        draft, staff_id = open_to_write(actor, draft_id, read)
        before = bytes(draft.source)
        most = current_environment().rule_rows
        try:
            after = change_table(before, table_id, changes, most_rows=most)
        except CannotChangeTable as error:
            told = gettext(
                "Open the table again. A cell holds at most %(letters)s characters, a table %(rows)s rows."
            )
            sizes = {"letters": LONGEST_CELL, "rows": most}
            raise CannotChangeDraft(next_step=told % sizes, detail=str(error)) from error
        if not differ(before, after):
            return False
        expect_readable(after)
        keep_step(draft, after, staff_id, What.TABLE, _name_of(after, table_id))
    return True


def replace_source(actor: Actor, draft_id: UUID, source: bytes, *, read: str) -> None:
    """
    Let the draft be another file, which somebody uploads.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotReadRules.
    """
    with transaction(actor.tenant):
        draft, staff_id = open_to_write(actor, draft_id, read, kind=None)
        keep_step(draft, drafted_as(draft.drafted).taken_in(source), staff_id, What.UPLOAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    A change of a draft of some ``kind``: ``act`` makes the new file of the old one; ``what`` and ``place`` name it.

    ``based_on``: the hash of what the draft stands on from now on, empty while that stays; nothing before is undone then.
    """

    kind: str
    act: Callable[[bytes], bytes]
    what: What
    place: str = ""
    based_on: str = ""


def change_source(actor: Actor, draft_id: UUID, change: Change, *, read: str) -> str:
    """
    Change the file of a draft as whoever looks after its kind says; return its mark as it is now.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, and what the change raises.
    """
    with transaction(actor.tenant):
        draft, staff_id = open_to_write(actor, draft_id, read, kind=change.kind)
        before = bytes(draft.source)
        after = change.act(before)
        if after != before:
            keep_step(draft, drafted_as(draft.drafted).taken_in(after), staff_id, change.what, change.place)
        if change.based_on:
            draft.based_on = change.based_on
            draft.save(update_fields=["based_on"])
            DraftStep.objects.filter(draft=draft).exclude(number=draft.position).delete()
        return draft.mark


def undo(actor: Actor, draft_id: UUID, *, read: str, by: int = -1) -> None:
    """
    Go back by one step, or forth again (``by=1``).

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, NothingToUndo.
    """
    with transaction(actor.tenant):
        draft, staff_id = open_to_write(actor, draft_id, read, kind=None)
        number = draft.position + by
        source = DraftStep.objects.filter(draft=draft, number=number).values_list("source", flat=True).first()
        if source is None:
            raise NothingToUndo(detail=f"step {number} of draft {draft_id}")
        note_writer(draft, staff_id)
        stand_at(draft, number, bytes(source))


def _name_of(source: bytes, table_id: str) -> str:
    return next((sheet.name for sheet in sheets_of(source) if sheet.id == table_id), "")
