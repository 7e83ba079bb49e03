"""Look at what a step asks after what was typed so far; nothing is kept."""

import datetime as dt

from raadhus.forms.access import access_open_draft
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.use_cases.open_step import OpenedStep, find_step, read_step
from raadhus.forms.use_cases.save_step import Entry, refuse_strangers
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


def look_at_step(actor: Actor, service_key: str, entry: Entry, *, today: dt.date) -> OpenedStep:
    """
    Return the step as typed in ``entry``, whatever version of the draft the page showed.

    Raises: NotFoundHere for no or another draft or an unknown step, CannotTakeForm for inputs that the step has not,
    LoginNeeded, CannotEnterAtThisLevel.
    """
    draft = access_open_draft(actor, service_key)
    service, step = find_step(actor, draft, entry.step)
    if draft.id != entry.draft_id:
        raise NotFoundHere(detail=f"draft {entry.draft_id}")
    sheet = Sheet.from_json(draft.sheet)
    refuse_strangers(step, sheet, entry)
    return read_step(draft, service, step, sheet, today, entry.typed)
