"""Save one step of a draft: go on, leave, add or remove an item; an older copy of the page never overwrites a newer one."""

import dataclasses
import datetime as dt
from enum import StrEnum
from uuid import UUID

import structlog
from django.utils.translation import gettext_lazy as _

from raadhus.forms.access import access_open_draft
from raadhus.forms.domain.compiled import CompiledStep
from raadhus.forms.domain.inputs import Typed, names_of
from raadhus.forms.domain.reading import Trouble
from raadhus.forms.domain.saving import add_item, contest, keep_typed, remove_item, save_reading
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.models import Draft, HeldEntry
from raadhus.forms.use_cases.attach_file import attach_file, detach_file
from raadhus.forms.use_cases.check_file import FileRefused, Upload, file_too_large
from raadhus.forms.use_cases.open_step import OpenedStep, find_step, read_step
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.tenancy.changing import change

_HELD_AT_MOST = 5
log = structlog.get_logger("raadhus.forms")


class CannotTakeForm(Refusal):
    """What was sent does not belong to this page."""

    status = 422
    code = "not-this-form"
    happened = _("What was sent does not fit this page.")
    kept = _("Your answers are as you last saved them.")
    next_step = _("Open the step again and fill it in there. Call us if it happens again.")


class GroupIsFull(Refusal):
    """The group holds as many items as it may."""

    status = 422
    code = "group-is-full"
    happened = _("There is no room for more here.")
    kept = _("What you have filled in is kept.")
    next_step = _("Go back and go on without another one, or call us if you need more.")


class Wish(StrEnum):
    """What the person wants to happen with what they typed."""

    NEXT = "next"
    LEAVE = "leave"
    ADD = "add"
    REMOVE = "remove"
    CONTEST = "contest"
    ACCEPT = "accept"
    STAY = "stay"  # a file was attached or removed: the same page again


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One sent page: input name -> texts, the wish, what it is about (``children``, ``children.n1``, ``income.monthly``).

    version: of the draft that the page showed; draft_id: that draft; uploads: files chosen; too_large: fields whose file
    was not read; detach: the file to remove.
    """

    step: str
    typed: Typed
    wish: Wish
    about: str = ""
    version: int
    draft_id: UUID
    uploads: tuple[Upload, ...] = ()
    too_large: tuple[str, ...] = ()
    detach: UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """
    What came of it.

    readings: the steps up to this one as they stand now; refused: files that were not taken, and why; held_id: set when
    another device had saved first, then nothing was changed and what was typed is held under that id.
    """

    opened: OpenedStep
    refused: tuple[Trouble, ...] = ()
    held_id: UUID | None = None

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Return what is to be put right; a file that was not taken says more than that one is missing."""
        refused = {trouble.name for trouble in self.refused}
        others = (trouble for trouble in self.opened.reading.troubles if trouble.name not in refused)
        return (*others, *self.refused)

    @property
    def is_in_order(self) -> bool:
        """Tell whether the step can be left."""
        return self.opened.reading.is_in_order and not self.refused


def save_step(actor: Actor, service_key: str, entry: Entry, *, today: dt.date) -> Saved:
    """
    Save what was typed in one step of the actor's draft.

    Raises: NotFoundHere for no or another draft or an unknown step, CannotTakeForm for inputs that the step has not,
    GroupIsFull, LoginNeeded, CannotEnterAtThisLevel.
    """
    draft = access_open_draft(actor, service_key, lock=True)
    service, step = find_step(actor, draft, entry.step)
    if draft.id != entry.draft_id:
        raise NotFoundHere(detail=f"draft {entry.draft_id}")
    sheet = Sheet.from_json(draft.sheet)
    refuse_strangers(step, sheet, entry)
    if entry.version != draft.version:
        held = hold(draft, entry.step, entry.typed)
        return Saved(opened=read_step(draft, service, step, sheet, today), held_id=held.id)
    is_leaving = entry.wish in {Wish.NEXT, Wish.LEAVE}
    if not is_leaving:  # judged before a file is written: what is refused leaves nothing on the disk
        sheet = keep_typed(_changed(sheet, step, entry), step.key, entry.typed)
    refused = _take_files(actor, draft, step, entry) if step.takes_files else ()
    opened = read_step(draft, service, step, sheet, today, entry.typed if is_leaving else None)
    if is_leaving:
        is_confirmed = entry.wish is Wish.NEXT and not refused
        confirmed_by = str(draft.person_id) if is_confirmed else ""
        sheet = save_reading(sheet, opened.reading, entry.typed, confirmed_by=confirmed_by)
        opened = dataclasses.replace(opened, sheet=sheet)
    write_sheet(draft, sheet, step.key)
    return Saved(opened=opened, refused=refused)


def _take_files(actor: Actor, draft: Draft, step: CompiledStep, entry: Entry) -> tuple[Trouble, ...]:
    """Attach and remove files as wished; return what was not taken."""
    if entry.detach is not None:
        detach_file(actor, draft, entry.detach)
    refused = [file_too_large(key).trouble for key in entry.too_large]
    for upload in entry.uploads:
        try:
            attach_file(draft, step, upload)
        except FileRefused as refusal:
            refused.append(refusal.trouble)
    return tuple(refused)


def write_sheet(draft: Draft, sheet: Sheet, step_key: str) -> None:
    """Write ``sheet`` as the draft's next version; its time begins anew."""
    kept_for = draft.expires_at - draft.saved_at
    draft.sheet = sheet.to_json()
    draft.step = step_key
    draft.version += 1
    draft.saved_at = clock.now()
    draft.expires_at = draft.saved_at + kept_for
    change(draft, "sheet", "step", "version", "saved_at", "expires_at")


def hold(draft: Draft, step_key: str, typed: Typed) -> HeldEntry:
    """Keep what was typed beside the draft, which stays as it is; of one draft the newest few are kept."""
    older = HeldEntry.objects.filter(draft=draft).order_by("-at", "-id").values("id")[_HELD_AT_MOST - 1 :]
    HeldEntry.objects.filter(id__in=[row["id"] for row in older]).delete()
    return HeldEntry.objects.create(
        draft=draft,
        step=step_key,
        typed={name: list(texts) for name, texts in typed.items()},
        at=clock.now(),
        expires_at=draft.expires_at,
    )


def refuse_strangers(step: CompiledStep, sheet: Sheet, entry: Entry) -> None:
    """Raise CannotTakeForm for inputs that the step has not."""
    # a browser sends a file input in which nothing was chosen as an empty text
    empty = {name for name, texts in entry.typed.items() if not any(texts)}
    files = {field.key for field in step.fields if field.spec.kind == "attachment"}
    strangers = entry.typed.keys() - names_of(step, sheet) - (files & empty)
    strangers |= {upload.field_key for upload in entry.uploads} - files
    strangers |= {"a file to remove"} if entry.detach is not None and not files else set()
    if strangers:
        log.warning("unknown inputs refused", step=step.key, count=len(strangers))
        raise CannotTakeForm(detail=f"unknown inputs: {', '.join(sorted(strangers))[:200]}")


def _changed(sheet: Sheet, step: CompiledStep, entry: Entry) -> Sheet:
    """Return the sheet with an item more or less, or a fact contested or not, as wished."""
    if entry.wish is Wish.STAY:
        return sheet
    if entry.wish in {Wish.CONTEST, Wish.ACCEPT}:
        return _judged(sheet, step, entry)
    is_adding = entry.wish is Wish.ADD
    group_key, _dot, item_id = (entry.about, "", "") if is_adding else entry.about.rpartition(".")
    field = next((field for field in step.fields if field.key == group_key and field.group), None)
    if field is None:
        raise CannotTakeForm(detail=f"no group {entry.about[:80]}")
    if not is_adding:
        return remove_item(sheet, field, item_id)
    if field.group is not None and len(sheet.items(field.key)) >= field.group.maximum:
        raise GroupIsFull
    return add_item(sheet, field)


def _judged(sheet: Sheet, step: CompiledStep, entry: Entry) -> Sheet:
    is_here = any(
        entry.about == field.key or (field.group and entry.about.startswith(f"{field.key}."))
        for field in step.fields
    )
    try:
        if is_here:
            return contest(sheet, entry.about, is_wrong=entry.wish is Wish.CONTEST)
    except KeyError:
        pass
    raise CannotTakeForm(detail=f"no fact {entry.about[:80]}")
