"""After two devices saved the same step: choose one version; the other stays kept beside the draft."""

from uuid import UUID

from raadhus.forms.access import access_held_entry, access_open_draft
from raadhus.forms.domain.inputs import Typed, names_of, typed_in
from raadhus.forms.domain.saving import keep_typed
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.models import Draft
from raadhus.forms.use_cases.forms_in_use import expect_assurance_for, form_of
from raadhus.forms.use_cases.save_step import hold, write_sheet
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


def take_held(actor: Actor, service_key: str, held_id: UUID) -> str:
    """
    Put what was held back into its step, as if typed just now, and return the step's key; what stood there is held instead.

    Raises: NotFoundHere.
    """
    draft = access_open_draft(actor, service_key, lock=True)
    expect_assurance_for(actor, draft.package_hash)
    held = access_held_entry(actor, draft, held_id)
    put_back(draft, held.step, held.typed, keeps_other=True)
    step_key = held.step
    held.delete()
    return step_key


def put_back(draft: Draft, step_key: str, typed: Typed, *, keeps_other: bool = False) -> None:
    """
    Put ``typed`` into a step of a draft that was accessed and locked, for the person to look at; nothing is taken yet.

    keeps_other: hold what stands there now. What does not fit the step is left out. Raises: NotFoundHere.
    """
    step = form_of(draft.package_hash).step(step_key)
    if step is None:
        raise NotFoundHere(detail=f"step {step_key}")
    sheet = Sheet.from_json(draft.sheet)
    if keeps_other:
        hold(draft, step_key, typed_in(step, sheet))
    known = names_of(step, sheet)
    fitting = {name: texts for name, texts in typed.items() if name in known}
    write_sheet(draft, keep_typed(sheet, step_key, fitting), step_key)
