"""Who of the caseworkers is away, and who looks after their tasks."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.cases.access import require_absences
from raadhus.cases.models import Absence
from raadhus.organisation.public import local_today, staff_names
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceInfo:
    """Who is away from when until the end of when, and who stands in; ``stand_in`` is empty for nobody."""

    id: UUID
    staff_id: UUID
    name: str
    stand_in: str
    from_on: dt.date
    until_on: dt.date


def away_on(day: dt.date) -> frozenset[UUID]:
    """Return the staff who are away on the local ``day``. One query."""
    away = Absence.objects.filter(until_on__gte=day, from_on__lte=day)
    return frozenset(away.values_list("staff_id", flat=True))


def list_absences(actor: Actor, unit_id: UUID) -> tuple[AbsenceInfo, ...]:
    """Return who of a unit is or will be away, the soonest first. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    if unit_id not in require_absences(actor):
        raise NotFoundHere(detail=f"unit {unit_id}")
    rows = Absence.objects.filter(until_on__gte=local_today(actor.tenant), unit_id=unit_id)
    return _infos(actor, list(rows.order_by("from_on", "id")))


def list_stood_in(actor: Actor, unit_id: UUID) -> tuple[AbsenceInfo, ...]:
    """Return whom of a unit the actor stands in for today. One query when it is nobody."""
    today = local_today(actor.tenant)
    rows = Absence.objects.filter(
        until_on__gte=today, from_on__lte=today, unit_id=unit_id, stand_in=actor.staff_id
    )
    return _infos(actor, list(rows.order_by("until_on", "id"))) if actor.staff_id else ()


def _infos(actor: Actor, rows: list[Absence]) -> tuple[AbsenceInfo, ...]:
    ids = {row.staff_id for row in rows} | {row.stand_in for row in rows if row.stand_in}
    names = staff_names(actor, ids) if ids else {}
    return tuple(
        AbsenceInfo(
            id=row.id,
            staff_id=row.staff_id,
            name=names.get(row.staff_id, ""),
            stand_in=names.get(row.stand_in, "") if row.stand_in else "",
            from_on=row.from_on,
            until_on=row.until_on,
        )
        for row in rows
    )
