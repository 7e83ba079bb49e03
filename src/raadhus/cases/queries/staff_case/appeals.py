"""What an appeal says, and which case it is about."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from raadhus.cases.access import household_here
from raadhus.cases.domain.states import CaseKind, CaseStatus
from raadhus.cases.models import Appeal, Case, CaseLink, Party
from raadhus.cases.queries.staff_case.decisions import DecisionInfo, decision_info
from raadhus.platform.actor import Actor


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
    """The first case of an appeal, an appeal of this case, or one that a caseworker linked (then with ``link_id``)."""

    id: UUID
    number: str
    kind: CaseKind
    status: CaseStatus
    link_id: UUID | None = None


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


def linked_with(actor: Actor, case: Case) -> tuple[LinkedCase, ...]:
    """Return the first case of an appeal, the appeals of a case, and those of the actor's units that were linked by hand."""
    appeals = Case.objects.filter(linked_case_id=case.id)
    first = Case.objects.filter(id=case.linked_case_id) if case.linked_case_id else Case.objects.none()
    return tuple(
        LinkedCase(id=row.id, number=row.number, kind=CaseKind(row.case_kind), status=CaseStatus(row.status))
        for row in (*first, *appeals)
    ) + tuple(_by_hand(actor, case))


def _by_hand(actor: Actor, case: Case) -> Iterator[LinkedCase]:
    links = list(
        CaseLink.objects.select_related("case", "other").filter(Q(case=case) | Q(other=case)).order_by("at")
    )
    others = {link.id: link.other if link.case_id == case.id else link.case for link in links}
    own = household_here(actor) if links else frozenset()
    concern = (
        Party.objects.filter(case__in=others.values(), person_id__in=own) if own else Party.objects.none()
    )
    hidden = set(concern.values_list("case_id", flat=True))
    for link in links:
        row = others[link.id]
        if row.unit_id in actor.units and row.applicant_id not in own and row.id not in hidden:
            yield LinkedCase(
                id=row.id,
                number=row.number,
                kind=CaseKind(row.case_kind),
                status=CaseStatus(row.status),
                link_id=link.id,
            )
