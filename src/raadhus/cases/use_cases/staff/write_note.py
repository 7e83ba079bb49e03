"""A caseworker writes something down in the case, for the file or to a colleague."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_case_of_unit, refuse_for_household
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Case, Message, Note, Task
from raadhus.cases.queries.colleagues import find_colleague
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
    happened = _("The note is longer than 4,000 characters.")
    kept = _("The case is unchanged.")
    next_step = _("Write something shorter, or split it.")


def write_note(actor: Actor, case_id: UUID, text: str, *, to: UUID | None = None) -> Note:
    """
    Keep a note; part of the file. ``to``: a caseworker who may open the case, and finds it in the inbox until they do.

    Raises: LoginNeeded, OwnHousehold (also the colleague's), CannotWriteNote; NotFoundHere, also for a colleague elsewhere.
    """
    case = access_case_of_unit(actor, case_id)
    written = read_note(text)
    if actor.staff_id is None:
        raise NotAllowed
    if to is not None:
        refuse_for_household(actor, case, find_colleague(actor, _units_in(case), to).person_id)
    note = Note.objects.create(case=case, at=clock.now(), staff_id=actor.staff_id, text=written)
    if to is None:
        write_timeline(actor, case, Happening.NOTE_WRITTEN, Who.STAFF, thing_id=note.id)
    else:
        Message.objects.create(case=case, note=note, at=note.at, to_staff=to)
        detail = {"to": str(to)}
        write_timeline(actor, case, Happening.COLLEAGUE_TOLD, Who.STAFF, thing_id=note.id, detail=detail)
    return note


def _units_in(case: Case) -> tuple[UUID, ...]:
    """Return the unit of the case, and those with something to do in it: who may open it."""
    asked = Task.objects.filter(case=case, person_id=None, status=TaskStatus.OPEN)
    return (case.unit_id, *asked.values_list("unit_id", flat=True))


def note_read(actor: Actor, case: Case) -> None:
    """Let what colleagues wrote to the actor in ``case`` count as read."""
    if actor.staff_id is not None:
        unread = Message.objects.filter(case=case, to_staff=actor.staff_id, read_at__isnull=True)
        unread.update(read_at=clock.now())


def read_note(text: str) -> str:
    """Return a note as it will be kept. Raises: CannotWriteNote."""
    written = clean(text)
    if not written:
        raise CannotWriteNote(
            _("There is nothing in the note."), next_step=_("Write what you want to remember.")
        )
    if len(written) > LONGEST:
        raise CannotWriteNote
    return written
