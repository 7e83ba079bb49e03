"""A caseworker gives several tasks to somebody, sets them aside, writes the same note in their cases, or to applicants."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import OwnHousehold, access_task_of_unit, require_desk
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.many import AT_MOST, FURTHEST_DAYS, Left, Many
from raadhus.cases.models import ManyAct, Party, Task
from raadhus.cases.queries.colleagues import find_colleague
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.staff.many.write_to_many import (
    preview_to_many,
    read_letter_words,
    write_to_many,
)
from raadhus.cases.use_cases.staff.write_note import read_note, write_note
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.identity.public import household_of
from raadhus.organisation.public import StaffInfo
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal


class CannotWorkOnMany(Refusal):
    """Nothing was chosen, too much, or it is not said what is to be done."""

    status = 422
    code = "many"
    happened = _("This cannot be done with the chosen cases.")
    kept = _("Nothing was changed.")
    next_step = _("Go back, choose at most 50 cases, and say what is to be done.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ManyOrder:
    """
    What is to be done with which tasks.

    ``to`` None is back to the unit; ``until``: a local date; ``text``: the note, or the letter under its ``heading``.
    """

    task_ids: tuple[UUID, ...]
    act: Many
    to: UUID | None = None
    until: dt.date | None = None
    heading: str = ""
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ManyDone:
    """What became of which tasks, and why others are left; ``id``: what can be undone or stopped, None when nothing can."""

    id: UUID | None
    done: tuple[UUID, ...]
    left: dict[UUID, Left]


def look_at_many(actor: Actor, order: ManyOrder) -> ManyDone:
    """Tell what ``work_on_many`` would do, and do nothing. Raises: as ``work_on_many``."""
    tasks, left = _sort(actor, order)
    return ManyDone(id=None, done=tuple(task.id for task in tasks), left=left)


def work_on_many(actor: Actor, order: ManyOrder) -> ManyDone:
    """
    Do what ``order`` says with each task that is open in the actor's units; the others are left, with why.

    Raises: LoginNeeded, NotAllowed, CannotWorkOnMany, CannotWriteNote, CannotWriteLetter; NotFoundHere for a colleague who
    works elsewhere.
    """
    tasks, left = _sort(actor, order)
    if order.act is Many.NOTE:
        for task in tasks:
            write_note(actor, task.case_id, order.text)
        return ManyDone(id=None, done=tuple(task.id for task in tasks), left=left)
    if order.act is Many.WRITE:
        letter_id = write_to_many(actor, [task.case for task in tasks], order.heading, order.text)
        return ManyDone(id=letter_id, done=tuple(task.id for task in tasks), left=left)
    before = {str(task.id): stand_of(task) for task in tasks}
    for task in tasks:
        _change(actor, task, order)
    after = {str(task.id): stand_of(task) for task in tasks}
    return ManyDone(id=_note_act(actor, order.act, before, after), done=tuple(t.id for t in tasks), left=left)


def preview_for_many(actor: Actor, order: ManyOrder) -> bytes:
    """Return the letter (PDF) as the first applicant would get it. Raises: as ``work_on_many``, NotFoundHere, NotAllowed."""
    tasks, _left = _sort(actor, order)
    if not tasks or order.act is not Many.WRITE:
        raise NotFoundHere(detail="no letter to preview")
    return preview_to_many(actor, tasks[0].case, order.heading, order.text)


def stand_of(task: Task) -> dict[str, Any]:
    """Return what an act on many changes of a task, as JSON."""
    return {
        "assigned_to": str(task.assigned_to) if task.assigned_to else None,
        "set_aside_until": task.set_aside_until.isoformat() if task.set_aside_until else None,
    }


def _change(actor: Actor, task: Task, order: ManyOrder) -> None:
    if order.act is Many.GIVE:
        task.assigned_to = order.to
        what = Happening.TASK_RELEASED if order.to is None else Happening.TASK_GIVEN
        detail = {"to": str(order.to)} if order.to else None
    else:
        until = order.until if order.until and order.until > town_days.today(actor) else None
        task.set_aside_until = until
        what = Happening.SET_ASIDE if until else Happening.BROUGHT_BACK
        detail = {"until": until.isoformat()} if until else None
    task.save(update_fields=["assigned_to", "set_aside_until"])
    write_timeline(actor, task.case, what, Who.STAFF, thing_id=task.id, detail=detail)
    audit.record(actor, f"cases.{what}", f"task:{task.id}")


def _note_act(actor: Actor, act: Many, before: dict[str, Any], after: dict[str, Any]) -> UUID | None:
    if not before or actor.staff_id is None:
        return None
    act_id: UUID = ManyAct.objects.create(
        staff_id=actor.staff_id, at=clock.now(), act=act, before=before, after=after
    ).id
    return act_id


def _sort(actor: Actor, order: ManyOrder) -> tuple[list[Task], dict[UUID, Left]]:
    """Return the tasks, locked, that it can be done with, and why not with others. Raises: as ``work_on_many``."""
    colleague = _expect(actor, order)
    tasks: list[Task] = []
    left: dict[UUID, Left] = {}
    for task_id in sorted(set(order.task_ids)):  # everybody locks in this order
        try:
            tasks.append(access_task_of_unit(actor, task_id))
        except (NotFoundHere, OwnHousehold):  # of the own household nothing is told, as in the inbox
            left[task_id] = Left.GONE
    if colleague is None:
        return tasks, left
    elsewhere = {task.id for task in tasks if task.unit_id not in colleague.units}
    own = _cases_of_household(actor, colleague, tasks)
    left |= {task.id: Left.HOUSEHOLD for task in tasks if task.case_id in own}
    left |= dict.fromkeys(elsewhere, Left.GONE)
    return [task for task in tasks if task.id not in left], left


def _expect(actor: Actor, order: ManyOrder) -> StaffInfo | None:
    """Return the colleague it is given to. Raises: as ``work_on_many`` unless ``order`` can be carried out at all."""
    units = require_desk(actor)
    if actor.staff_id is None:
        raise NotAllowed
    if not 0 < len(set(order.task_ids)) <= AT_MOST:
        raise CannotWorkOnMany(detail=f"{len(order.task_ids)} tasks")
    if order.act is Many.NOTE:
        read_note(order.text)
    if order.act is Many.WRITE:
        read_letter_words(order.heading, order.text)
    if order.act is Many.ASIDE:
        today = town_days.today(actor)
        if order.until is None or not today <= order.until <= today + dt.timedelta(days=FURTHEST_DAYS):
            raise CannotWorkOnMany(detail=f"aside until {order.until}")
    if order.act is Many.GIVE and order.to is not None:
        return find_colleague(actor, units, order.to)
    return None


def _cases_of_household(actor: Actor, colleague: StaffInfo, tasks: Sequence[Task]) -> set[UUID]:
    """Return the cases that concern ``colleague`` or whoever lives with them: nobody handles those."""
    own = household_of(actor, colleague.person_id) | {colleague.person_id}
    case_ids = {task.case_id for task in tasks}
    concerned = Party.objects.filter(case_id__in=case_ids, person_id__in=own).values_list(
        "case_id", flat=True
    )
    return {*concerned, *(task.case_id for task in tasks if task.case.applicant_id in own)}
