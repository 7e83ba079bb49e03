"""Lay a task on the desk of its unit: given in turn, and its deadline watched, where the package says so."""

import datetime as dt
from uuid import UUID

from raadhus.bus import due
from raadhus.cases.access import concerns_household
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.turns import in_turn
from raadhus.cases.models import Task, Turn
from raadhus.cases.queries.absences import away_on
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import DeskPart, package
from raadhus.organisation.public import StaffInfo, list_staff
from raadhus.platform.actor import Actor, Role

DUE = "cases.deadline"
_NOBODY: frozenset[UUID] = frozenset()


def lay_on_desk(actor: Actor, task: Task, *, besides: frozenset[UUID] = _NOBODY) -> None:
    """Give ``task`` (of a unit, with its case) to whose turn it is, never to ``besides``, and watch its deadline."""
    desk = package(task.case.package_hash).service.desk
    if desk is None:
        return
    if desk.in_turn:
        _give_in_turn(actor, task, besides)
    watch_deadline(actor, task, desk)


def watch_deadline(actor: Actor, task: Task, desk: DeskPart) -> None:
    """Let the bus wake us when the deadline of ``task`` is near, as the package says; else nothing happens."""
    if desk.escalate_days is not None:
        last_quiet = task.due_on - dt.timedelta(days=desk.escalate_days)
        due.set_due(DUE, task.id, town_days.over_at(actor, last_quiet))


def _give_in_turn(actor: Actor, task: Task, besides: frozenset[UUID]) -> None:
    away = away_on(town_days.today(actor)) | besides
    present = [
        member
        for member in list_staff(actor, unit_id=task.unit_id)
        if Role.CASEWORKER in member.roles and member.id not in away
    ]
    if not present:
        return
    turn, _is_new = Turn.objects.select_for_update(of=("self",)).get_or_create(
        unit_id=task.unit_id, service_key=task.service_key
    )
    whose = _first_who_may(actor, task, in_turn(present, turn.last_staff))
    if whose is None:
        return
    turn.last_staff = task.assigned_to = whose.id
    turn.save(update_fields=["last_staff"])
    task.save(update_fields=["assigned_to"])
    detail = {"to": str(whose.id)}
    write_timeline(actor, task.case, Happening.TASK_GIVEN, Who.TOWN, thing_id=task.id, detail=detail)


def _first_who_may(actor: Actor, task: Task, colleagues: tuple[StaffInfo, ...]) -> StaffInfo | None:
    return next((one for one in colleagues if not concerns_household(actor, task.case, one.person_id)), None)
