"""Which deadlines leaders were told of and have not seen to."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from raadhus.cases.access import household_here
from raadhus.cases.access.beyond_cases import require_leader
from raadhus.cases.domain.queues import COUNT_CAP, PAGE
from raadhus.cases.models import Escalation, Party
from raadhus.cases.queries.absences import away_on
from raadhus.organisation.public import local_today, staff_names
from raadhus.platform.actor import Actor, Role


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EscalationInfo:
    """A task whose deadline is near or over: of which case, who has it, and whether they are away. No citizen is named."""

    id: UUID
    case_id: UUID
    case_number: str
    package_hash: str
    subject: str
    unit_id: UUID
    due_on: dt.date
    taken_by: str
    is_taker_away: bool


def list_escalations(actor: Actor) -> tuple[EscalationInfo, ...]:
    """
    Return the first page of what leaders have not seen to, nearest deadline first; their own household's is left out.

    Raises: LoginNeeded, NotAllowed.
    """
    require_leader(actor)
    rows = list(_open().select_related("task", "case").order_by("due_on", "id")[:PAGE])
    own = household_here(actor)
    case_ids = {row.case_id for row in rows}
    hidden = set(
        Party.objects.filter(case_id__in=case_ids, person_id__in=own).values_list("case_id", flat=True)
    )
    rows = [row for row in rows if row.case_id not in hidden and row.case.applicant_id not in own]
    taken_by = {row.task.assigned_to for row in rows if row.task.assigned_to}
    names = staff_names(actor, taken_by) if taken_by else {}
    away = away_on(local_today(actor.tenant)) if taken_by else frozenset()
    return tuple(
        EscalationInfo(
            id=row.id,
            case_id=row.case_id,
            case_number=row.case.number,
            package_hash=row.case.package_hash,
            subject=row.case.subject,
            unit_id=row.unit_id,
            due_on=row.task.due_on,
            taken_by=names.get(row.task.assigned_to, "") if row.task.assigned_to else "",
            is_taker_away=row.task.assigned_to in away,
        )
        for row in rows
    )


def count_escalations(actor: Actor) -> int:
    """Return how much leaders have not seen to, ``COUNT_CAP`` + 1 for more; 0 for who is no leader. One query."""
    if not (actor.is_staff and actor.has(Role.LEADER)):
        return 0
    return _open().order_by("due_on", "id")[: COUNT_CAP + 1].count()


def _open() -> QuerySet[Escalation]:
    return Escalation.objects.filter(settled_at__isnull=True)
