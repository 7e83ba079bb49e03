"""A leader sees to a task whose deadline is near or over: gives it to somebody, or leaves it where it is."""

from uuid import UUID

from raadhus.cases.access import concerns_household, lock_task, refuse_for_household
from raadhus.cases.access.beyond_cases import require_leader
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Escalation, Task
from raadhus.cases.queries.colleagues import find_colleague
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


def see_to_deadline(actor: Actor, escalation_id: UUID, *, to: UUID | None = None) -> None:
    """
    Settle what the leaders were told; ``to``: a caseworker of the unit who gets the task. The case is not opened.

    Raises: LoginNeeded, NotAllowed, OwnHousehold (the colleague's); NotFoundHere, also for a case of the own household.
    """
    require_leader(actor)
    told = Escalation.objects.filter(id=escalation_id, settled_at__isnull=True).first()
    task = lock_task(Task.objects.filter(id=told.task_id, status=TaskStatus.OPEN)) if told else None
    if told is None or task is None or _is_own(actor, task):
        raise NotFoundHere(detail=f"escalation {escalation_id}")
    if to is not None:
        colleague = find_colleague(actor, (task.unit_id,), to)
        refuse_for_household(actor, task.case, colleague.person_id)
        task.assigned_to, task.set_aside_until = colleague.id, None
        task.save(update_fields=["assigned_to", "set_aside_until"])
        detail = {"to": str(colleague.id)}
        write_timeline(actor, task.case, Happening.TASK_GIVEN, Who.STAFF, thing_id=task.id, detail=detail)
    told.settled_at, told.settled_by = clock.now(), actor.staff_id
    told.save(update_fields=["settled_at", "settled_by"])
    audit.record(actor, "cases.see_to_deadline", f"task:{task.id}")


def _is_own(actor: Actor, task: Task) -> bool:
    return actor.person_id is not None and concerns_household(actor, task.case, actor.person_id)
