"""Save one step of a draft: go on, leave, add or remove an item; an older copy of the page never overwrites a newer one."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

import structlog
from django.utils.translation import gettext_lazy as _

from raadhus.forms.access import access_open_draft
from raadhus.forms.domain.compiled import CompiledForm, CompiledStep
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.saving import add_item, keep_typed, remove_item, save_reading
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.domain.step_reading import Reader, StepReading, names_of
from raadhus.forms.models import Draft, HeldEntry
from raadhus.forms.queries import files_by_field
from raadhus.forms.use_cases.forms_in_use import form_of
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal

log = structlog.get_logger("raadhus.forms")


class CannotTakeForm(Refusal):
    """What was sent does not belong to this page."""

    status = 422
    code = "not-this-form"
    happened = _("What was sent does not fit this page.")
    kept = _("Your answers are as you last saved them.")
    next_step = _("Open the step again and fill it in there. Call us if it happens again.")


class Wish(StrEnum):
    """What the person wants to happen with what they typed."""

    NEXT = "next"
    LEAVE = "leave"
    ADD = "add"
    REMOVE = "remove"
    STAY = "stay"  # a file was attached or removed: the same page again


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One sent page: input name -> texts, the wish, what it is about (``children``, ``children.n1``).

    version: of the draft that the page showed; draft_id: that draft.
    """

    step: str
    typed: Mapping[str, list[str]]
    wish: Wish
    about: str = ""
    version: int
    draft_id: UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """
    What came of it.

    reading: the step as it stands now; held_id: set when another device had saved first, then nothing was changed and
    what was typed is held under that id; is_done: nothing in the step is left to put right.
    """

    draft: Draft
    form: CompiledForm
    sheet: Sheet
    reading: StepReading
    held_id: UUID | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether the step can be left."""
        return not self.reading.troubles and not self.reading.more


def save_step(actor: Actor, service_key: str, entry: Entry, *, today: dt.date) -> Saved:
    """
    Save what was typed in one step of the actor's draft.

    Raises: NotFoundHere for no or another draft or an unknown step, CannotTakeForm for inputs that the step has not.
    """
    draft = access_open_draft(actor, service_key, lock=True)
    form = form_of(draft.package_hash)
    step = form.step(entry.step)
    if step is None or draft.id != entry.draft_id:
        raise NotFoundHere(detail=f"step {entry.step} of draft {entry.draft_id}")
    sheet = Sheet.from_json(draft.sheet)
    files = files_by_field(draft) if step.takes_files else {}
    if entry.version != draft.version:
        held = hold(draft, entry, HeldEntry.Why.SAVED_ELSEWHERE)
        reading = Reader(form, sheet, files, Moment(today=today)).read_up_to(step)
        return Saved(draft=draft, form=form, sheet=sheet, reading=reading, held_id=held.id)
    refuse_strangers(step, sheet, entry)
    sheet = _changed(sheet, step, entry)
    reading = Reader(form, sheet, files, Moment(today=today)).read_up_to(step, entry.typed)
    if entry.wish in (Wish.NEXT, Wish.LEAVE):
        confirmed_by = str(actor.person_id) if entry.wish is Wish.NEXT else ""
        sheet = save_reading(sheet, reading, entry.typed, confirmed_by=confirmed_by)
    else:
        sheet = keep_typed(sheet, step.key, entry.typed)
    write_sheet(draft, sheet, step.key)
    return Saved(draft=draft, form=form, sheet=sheet, reading=reading)


def write_sheet(draft: Draft, sheet: Sheet, step_key: str) -> None:
    """Write ``sheet`` as the draft's next version; its time begins anew."""
    kept_for = draft.expires_at - draft.saved_at
    draft.sheet = sheet.to_json()
    draft.step = step_key
    draft.version += 1
    draft.saved_at = clock.now()
    draft.expires_at = draft.saved_at + kept_for
    draft.save(update_fields=["sheet", "step", "version", "saved_at", "expires_at"])


def hold(draft: Draft, entry: Entry, why: HeldEntry.Why, *, token_key: bytes | None = None) -> HeldEntry:
    """Keep what was typed beside the draft, which stays as it is."""
    return HeldEntry.objects.create(
        draft_id=draft.id,
        why=why,
        token_key=token_key,
        step=entry.step,
        typed={name: list(texts) for name, texts in entry.typed.items()},
        at=clock.now(),
        expires_at=draft.expires_at,
    )


def refuse_strangers(step: CompiledStep, sheet: Sheet, entry: Entry) -> None:
    """Raises: CannotTakeForm when an input was sent that the step has not."""
    strangers = entry.typed.keys() - names_of(step, sheet) - {"shown"}
    if strangers:
        log.warning("unknown inputs refused", step=step.key, count=len(strangers))
        raise CannotTakeForm(detail=f"unknown inputs: {', '.join(sorted(strangers))[:200]}")


def _changed(sheet: Sheet, step: CompiledStep, entry: Entry) -> Sheet:
    """Return the sheet with an item more or less when that is the wish."""
    if entry.wish not in (Wish.ADD, Wish.REMOVE):
        return sheet
    group_key, _dot, item_id = (
        entry.about.rpartition(".") if entry.wish is Wish.REMOVE else (entry.about, "", "")
    )
    field = next((field for field in step.fields if field.key == group_key and field.group), None)
    if field is None:
        raise CannotTakeForm(detail=f"no group {entry.about[:80]}")
    return add_item(sheet, field) if entry.wish is Wish.ADD else remove_item(sheet, field, item_id)
