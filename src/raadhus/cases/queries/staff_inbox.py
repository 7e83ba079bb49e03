"""A unit's open work, page by page: nothing here grows with the number of cases."""

import collections
import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from raadhus.cases.access import household_here, lies_with, require_desk
from raadhus.cases.access.beyond_cases import require_counts
from raadhus.cases.domain import numbers
from raadhus.cases.domain.queues import ALL, COUNT_CAP, PAGE, Cursor, Narrowed, Queue
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import IS_OPEN, Case, Party, Task
from raadhus.identity.public import display_names
from raadhus.organisation.public import local_today, municipality, staff_names
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """
    One thing to do: about what, about whom, why a person must look, by when; ``title``: of a step of the process.

    ``awaited``: how many people of the case are asked; 0 for what the unit itself has to do.
    """

    task_id: UUID
    case_id: UUID
    unit_id: UUID
    case_number: str
    package_hash: str
    subject: str
    person: str
    kind: TaskKind
    title: str
    due_on: dt.date
    set_aside_until: dt.date | None
    is_aside: bool
    assigned_to: UUID | None
    assigned_name: str
    why: tuple[str, ...]
    awaited: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """One page of a queue; ``after`` is where the next begins, None at the end."""

    rows: tuple[InboxRow, ...]
    after: Cursor | None


def list_inbox(
    actor: Actor, unit_id: UUID, queue: Queue, after: Cursor | None = None, narrowed: Narrowed = ALL
) -> InboxPage:
    """
    Return one page of a unit's queue, the nearest deadline first; cases of the actor's household are left out.

    Raises: LoginNeeded, NotAllowed; NotFoundHere for another unit than the actor's.
    """
    if unit_id not in require_desk(actor):
        raise NotFoundHere(detail=f"unit {unit_id}")
    found = list(page_of(actor, unit_id, queue, after, narrowed))
    page, has_more = found[:PAGE], len(found) > PAGE
    last = page[-1] if page and has_more else None
    rows = _rows(actor, _without_own_household(actor, page))
    return InboxPage(rows=rows, after=Cursor(last.due_on, last.id) if last else None)


def page_of(
    actor: Actor, unit_id: UUID, queue: Queue, after: Cursor | None, narrowed: Narrowed = ALL
) -> QuerySet[Task]:
    """Return the rows of one page and one more, by an index that has them in this order."""
    tasks = _in_queue(actor, unit_id, queue, narrowed).select_related("case")
    if after is not None:
        tasks = tasks.filter(due_on__gte=after.due_on).filter(
            Q(due_on__gt=after.due_on) | Q(id__gt=after.task_id)
        )
    return tasks.order_by(*_order(queue))[: PAGE + 1]


def count_queues(actor: Actor, unit_id: UUID) -> dict[Queue, int]:
    """
    Return how much lies in each queue of a unit; ``COUNT_CAP`` + 1 stands for more. One query.

    Counts only, so leaders may ask too. Raises: LoginNeeded, NotAllowed.
    """
    require_counts(actor)
    counted = _count([_capped(actor, unit_id, queue) for queue in Queue])
    return dict(zip(Queue, counted, strict=True))


def count_to_do(actor: Actor) -> int:
    """Return how much waits for the actor's units, ``COUNT_CAP`` + 1 for more; 0 for who has no inbox. One query."""
    if not actor.is_staff or not actor.units:
        return 0
    counted = _count([_capped(actor, unit_id, Queue.TODO) for unit_id in sorted(actor.units)])
    return min(sum(counted), COUNT_CAP + 1)


def find_case_by_number(actor: Actor, typed: str) -> UUID | None:
    """
    Return the case that somebody meant by ``typed``, if it is one of the actor's units and not of their household.

    Numbers follow one another: whoever tries them must not learn that somebody at home has a case.

    Raises: LoginNeeded, NotAllowed.
    """
    units = require_desk(actor)
    town = municipality(actor.tenant)
    number = numbers.read_number(typed, prefix=numbers.prefix_of(town.slug), year=local_today(town.id).year)
    if number is None:
        return None
    case = Case.objects.filter(lies_with(units), number=number).only("id", "applicant_id").first()
    own = household_here(actor) if case is not None else frozenset()
    if (
        case is None
        or case.applicant_id in own
        or Party.objects.filter(case=case, person_id__in=own).exists()
    ):
        return None
    return case.id


def list_chosen(actor: Actor, task_ids: Collection[UUID]) -> tuple[InboxRow, ...]:
    """
    Return the open tasks of the actor's units among ``task_ids``, nearest deadline first, their household's left out.

    Raises: LoginNeeded, NotAllowed.
    """
    units = require_desk(actor)
    tasks = Task.objects.filter(
        id__in=task_ids, unit_id__in=units, status=TaskStatus.OPEN, person_id__isnull=True
    ).select_related("case")
    return _rows(actor, _without_own_household(actor, list(tasks.order_by("due_on", "id")[:PAGE])))


def _in_queue(actor: Actor, unit_id: UUID, queue: Queue, narrowed: Narrowed = ALL) -> QuerySet[Task]:
    open_here = _narrowed(actor, Task.objects.filter(IS_OPEN, unit_id=unit_id), narrowed)
    if queue is Queue.WAITING:
        return open_here.filter(~Exists(_asked_before()), person_id__isnull=False)
    of_unit = open_here.filter(person_id__isnull=True)
    today = local_today(actor.tenant)
    if queue is Queue.LATE:
        return of_unit.filter(due_on__lt=today)
    if queue is Queue.ASIDE:
        return of_unit.filter(set_aside_until__gt=today)
    asked = Task.objects.filter(case=OuterRef("case"), status=TaskStatus.OPEN, person_id__isnull=False)
    to_do = of_unit.filter(
        Q(set_aside_until__isnull=True) | Q(set_aside_until__lte=today),
        Q(task_kind=TaskKind.WORK) | ~Exists(asked),  # while somebody may answer there is nothing to decide
    )
    parts: dict[Queue, dict[str, Any]] = {
        Queue.MINE: {"assigned_to": actor.staff_id},
        Queue.FREE: {"assigned_to__isnull": True},
        Queue.APPEALS: {"task_kind": TaskKind.REASSESS},
    }
    return to_do.filter(**parts.get(queue, {}))


def _asked_before() -> QuerySet[Task]:
    """Return what somebody else in the same case has to answer sooner: a case waits in one row, with its next deadline."""
    same_case = Task.objects.filter(
        case=OuterRef("case"), unit_id=OuterRef("unit_id"), status=TaskStatus.OPEN, person_id__isnull=False
    )
    sooner = Q(due_on__lt=OuterRef("due_on")) | Q(due_on=OuterRef("due_on"), id__lt=OuterRef("id"))
    return same_case.filter(sooner)


def _narrowed(actor: Actor, tasks: QuerySet[Task], narrowed: Narrowed) -> QuerySet[Task]:
    if narrowed.service_key:
        tasks = tasks.filter(service_key=narrowed.service_key)
    if narrowed.colleague is not None:
        tasks = tasks.filter(assigned_to=narrowed.colleague)
    if narrowed.due_within is not None:
        last = local_today(actor.tenant) + dt.timedelta(days=narrowed.due_within)
        tasks = tasks.filter(due_on__lte=last)
    return tasks


def _order(queue: Queue) -> tuple[str, ...]:
    """Return the order of the index; the empty ``assigned_to`` of a free task is named, or the planner sorts."""
    return ("assigned_to", "due_on", "id") if queue is Queue.FREE else ("due_on", "id")


def _capped(actor: Actor, unit_id: UUID, queue: Queue) -> QuerySet[Task]:
    return _in_queue(actor, unit_id, queue).order_by(*_order(queue)).only("id")[: COUNT_CAP + 1]


def _count(capped: Sequence[QuerySet[Task]]) -> tuple[int, ...]:
    parts: list[str] = []
    params: list[Any] = []
    for rows in capped:
        sql, values = rows.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) part)")  # noqa: S608 -- SQL of Django's own making
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return tuple(cursor.fetchone() or ())


def _without_own_household(actor: Actor, tasks: list[Task]) -> list[Task]:
    if not tasks:
        return []
    own = household_here(actor)
    case_ids = {task.case_id for task in tasks}
    concerned = Party.objects.filter(case_id__in=case_ids, person_id__in=own)
    hidden = set(concerned.values_list("case_id", flat=True))
    return [task for task in tasks if task.case_id not in hidden and task.case.applicant_id not in own]


def _awaited(asked: Sequence[Task]) -> dict[tuple[UUID, UUID], int]:
    """Return how many answers the case of each of ``asked`` waits for, by case and unit; no query without any."""
    if not asked:
        return {}
    case_ids = [task.case_id for task in asked]
    rows = Task.objects.filter(case_id__in=case_ids, status=TaskStatus.OPEN, person_id__isnull=False)
    return collections.Counter(rows.values_list("case_id", "unit_id"))


def _rows(actor: Actor, tasks: list[Task]) -> tuple[InboxRow, ...]:
    names = display_names(actor, {task.case.applicant_id for task in tasks}) if tasks else {}
    today = local_today(actor.tenant)
    taken_by = {task.assigned_to for task in tasks if task.assigned_to}
    staff = staff_names(actor, taken_by) if taken_by else {}
    awaited = _awaited([task for task in tasks if task.person_id is not None])
    return tuple(
        InboxRow(
            task_id=task.id,
            case_id=task.case_id,
            unit_id=task.unit_id,
            case_number=task.case.number,
            package_hash=task.case.package_hash,
            subject=task.case.subject,
            person=names.get(task.case.applicant_id, ""),
            kind=TaskKind(task.task_kind),
            title=task.shown["title"] if task.task_kind == TaskKind.WORK else "",
            due_on=task.due_on,
            set_aside_until=task.set_aside_until,
            is_aside=task.set_aside_until is not None and task.set_aside_until > today,
            assigned_to=task.assigned_to,
            assigned_name=staff.get(task.assigned_to, "") if task.assigned_to else "",
            why=tuple(task.why),
            awaited=awaited.get((task.case_id, task.unit_id), 0) if task.person_id is not None else 0,
        )
        for task in tasks
    )
