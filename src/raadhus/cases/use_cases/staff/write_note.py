"""A caseworker writes something down in the case."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_case_of_unit
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.models import Note
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, Refusal
from raadhus.platform.text import clean

LONGEST = 4000


class CannotWriteNote(Refusal):
    """There is nothing in it, or too much."""

    status = 422
    code = "note"
    happened = _("The note is empty or longer than 4,000 characters.")
    kept = _("The case is unchanged.")
    next_step = _("Go back: what you wrote is still there. Write something shorter, or split it.")


def write_note(actor: Actor, case_id: UUID, text: str) -> Note:
    """Keep a note; it is part of the file. Raises: LoginNeeded, NotFoundHere, OwnHousehold, CannotWriteNote."""
    case = access_case_of_unit(actor, case_id)
    written = read_note(text)
    if actor.staff_id is None:
        raise NotAllowed
    note = Note.objects.create(case=case, at=clock.now(), staff_id=actor.staff_id, text=written)
    write_timeline(actor, case, Happening.NOTE_WRITTEN, Who.STAFF, thing_id=note.id)
    return note


def read_note(text: str) -> str:
    """Return a note as it will be kept. Raises: CannotWriteNote."""
    written = clean(text)
    if not written or len(written) > LONGEST:
        raise CannotWriteNote
    return written
