"""What an appeal says, and which case it is about."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.cases.domain.states import CaseKind, CaseStatus
from raadhus.cases.models import Appeal, Case
from raadhus.cases.queries.staff_case.decisions import DecisionInfo, decision_info


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppealInfo:
    """What the appeal says, and of which decision."""

    filed_at: dt.datetime
    is_late: bool
    last_on: dt.date | None
    instance: str
    text: str
    decision: DecisionInfo


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """The first case of an appeal, or an appeal of this case."""

    id: UUID
    number: str
    kind: CaseKind
    status: CaseStatus


def appeal_of(case: Case) -> AppealInfo | None:
    """Return what was appealed, None in a first case."""
    if case.case_kind != CaseKind.APPEAL:
        return None
    row = Appeal.objects.select_related("decision").filter(case=case).first()
    if row is None:
        return None
    return AppealInfo(
        filed_at=row.filed_at,
        is_late=row.is_late,
        last_on=row.last_on,
        instance=row.instance,
        text=row.text,
        decision=decision_info(row.decision),
    )


def linked_with(case: Case) -> tuple[LinkedCase, ...]:
    """Return the first case of an appeal, and the appeals of a case."""
    appeals = Case.objects.filter(linked_case_id=case.id)
    first = Case.objects.filter(id=case.linked_case_id) if case.linked_case_id else Case.objects.none()
    return tuple(
        LinkedCase(id=row.id, number=row.number, kind=CaseKind(row.case_kind), status=CaseStatus(row.status))
        for row in (*first, *appeals)
    )
