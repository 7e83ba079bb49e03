"""A leader says on which days of its own the municipality is closed; deadlines in working days pass over them."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.organisation.models import ClosedDay
from raadhus.organisation.queries import forget_known
from raadhus.platform import audit
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.platform.text import clean_line

LONGEST = 120
_LEAP_YEAR = 2000  # has a 29 February: a day of every year may be one
_AT_MOST = 100


class CannotKeepClosedDay(Refusal):
    """There is no such day, it has no name, or it is closed already."""

    status = 422
    code = "closed-day"
    happened = _("The day was not kept: there is no such day, it has no name, or it is there already.")
    kept = _("The other days are unchanged.")
    next_step = _("Write day and month, and what the day is called.")


def keep_closed_day(actor: Actor, *, day: int, month: int, year: int | None, name: str) -> UUID:
    """
    Keep a day on which the town hall is closed, of one year or (``year`` None) of every year; return its id.

    Deadlines that run already stay as they were told. Raises: NotAllowed, CannotKeepClosedDay.
    """
    _require_leader(actor)
    called = clean_line(name)
    try:
        on = dt.date(_LEAP_YEAR if year is None else year, month, day)
    except (ValueError, OverflowError) as error:
        raise CannotKeepClosedDay(detail="no day") from error
    written = f"{on:%m-%d}" if year is None else on.isoformat()
    if not called or len(called) > LONGEST or ClosedDay.objects.filter(day=written).exists():
        raise CannotKeepClosedDay(detail=written)
    if ClosedDay.objects.count() >= _AT_MOST:
        raise CannotKeepClosedDay(detail="too many")
    kept: ClosedDay = ClosedDay.objects.create(day=written, name=called)
    audit.record(actor, "organisation.keep_closed_day", f"closed-day:{written}")
    forget_known()
    return kept.id


def open_closed_day(actor: Actor, closed_id: UUID) -> None:
    """Let a day be a working day again. Raises: NotAllowed, NotFoundHere."""
    _require_leader(actor)
    gone, _models = ClosedDay.objects.filter(id=closed_id).delete()
    if not gone:
        raise NotFoundHere(detail=f"closed day {closed_id}")
    audit.record(actor, "organisation.open_closed_day", f"closed-day:{closed_id}")
    forget_known()


def _require_leader(actor: Actor) -> None:
    expect_tenant(actor.tenant)
    if not (actor.is_staff and actor.has(Role.LEADER)):
        raise NotAllowed(detail="organisation.closed_days")
