"""Who is away notes it, or a leader of the unit does: until when, and who stands in; or that it is over."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import require_absences
from raadhus.cases.models import Absence
from raadhus.cases.queries.colleagues import find_colleague
from raadhus.cases.use_cases import town_days
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal

LONGEST = dt.timedelta(days=400)
_KEPT = dt.timedelta(days=30)


class CannotNoteAbsence(Refusal):
    """The days make no sense, or somebody would stand in for themselves."""

    status = 422
    code = "absence"
    happened = _("This cannot be noted as an absence.")
    kept = _("Nothing was changed.")
    next_step = _(
        "Write a last day that is not over and not before the first, and choose somebody else to stand in."
    )


class NotYourAbsence(NotAllowed):
    """A colleague's absence is noted and ended by themselves, or by a leader."""

    code = "not-your-absence"
    happened = _("Only your colleague or a leader can note this absence, or end it.")
    kept = _("Nothing was changed.")
    next_step = _("Ask your leader when a colleague is away and could not note it.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceOrder:
    """Who of which unit is away, from when until the end of when (local dates), and who stands in, None for nobody."""

    unit_id: UUID
    staff_id: UUID
    from_on: dt.date
    until_on: dt.date
    stand_in: UUID | None = None


def note_absence(actor: Actor, order: AbsenceOrder) -> UUID:
    """
    Keep an absence and return its id; tasks are not given to who is away, and the stand-in finds theirs in the inbox.

    Raises: LoginNeeded, NotAllowed, NotYourAbsence, CannotNoteAbsence; NotFoundHere for a unit or colleague that is not the
    actor's.
    """
    units = require_absences(actor)
    if order.unit_id not in units:
        raise NotFoundHere(detail=f"unit {order.unit_id}")
    made_by = _expect_may(actor, order.staff_id)
    find_colleague(actor, (order.unit_id,), order.staff_id)
    if order.stand_in is not None:
        find_colleague(actor, (order.unit_id,), order.stand_in)
    today = town_days.today(actor)
    ends_in_time = order.from_on <= order.until_on <= order.from_on + LONGEST and today <= order.until_on
    if not ends_in_time or order.from_on > today + LONGEST or order.stand_in == order.staff_id:
        raise CannotNoteAbsence(detail=f"{order.from_on} to {order.until_on}")
    Absence.objects.filter(until_on__lt=today - _KEPT).delete()
    absence: Absence = Absence.objects.create(**dataclasses.asdict(order), made_by=made_by, at=clock.now())
    audit.record(actor, "cases.note_absence", f"absence:{absence.id}")
    return absence.id


def end_absence(actor: Actor, absence_id: UUID) -> None:
    """Let an absence in one of the actor's units be over. Raises: LoginNeeded, NotAllowed, NotYourAbsence, NotFoundHere."""
    absence = Absence.objects.filter(id=absence_id, unit_id__in=require_absences(actor)).first()
    if absence is None:
        raise NotFoundHere(detail=f"absence {absence_id}")
    _expect_may(actor, absence.staff_id)
    absence.delete()
    audit.record(actor, "cases.end_absence", f"absence:{absence_id}")


def _expect_may(actor: Actor, staff_id: UUID) -> UUID:
    """Return who the actor is at work. Raises: NotYourAbsence unless it is their own absence, or they lead."""
    if actor.staff_id is None or (staff_id != actor.staff_id and not actor.has(Role.LEADER)):
        raise NotYourAbsence(detail=f"absence of {staff_id}")
    return actor.staff_id
