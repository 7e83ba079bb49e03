"""The views of the inbox that somebody and their unit keep."""

import dataclasses
from uuid import UUID

from django.db.models import Q

from raadhus.cases.access import require_desk
from raadhus.cases.domain.queues import Narrowed, Queue
from raadhus.cases.models import InboxView
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ViewInfo:
    """A kept view; ``is_units``: everybody in the unit sees it."""

    id: UUID
    name: str
    queue: Queue
    narrowed: Narrowed
    is_units: bool


def list_views(actor: Actor, unit_id: UUID) -> tuple[ViewInfo, ...]:
    """Return the actor's own views of a unit's inbox, then the unit's. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    if unit_id not in require_desk(actor):
        raise NotFoundHere(detail=f"unit {unit_id}")
    mine = Q(staff_id=actor.staff_id) | Q(staff_id__isnull=True)
    rows = InboxView.objects.filter(mine, unit_id=unit_id).order_by("staff_id", "at", "id")
    return tuple(
        ViewInfo(
            id=row.id,
            name=row.name,
            queue=Queue(row.queue),
            narrowed=Narrowed(
                service_key=row.service_key, colleague=row.colleague, due_within=row.due_within
            ),
            is_units=row.staff_id is None,
        )
        for row in rows
    )
