"""A caseworker keeps a way to look at the inbox, for themself or for the unit, and lets it go again."""

import dataclasses
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import require_desk
from raadhus.cases.domain.queues import Narrowed, Queue
from raadhus.cases.models import InboxView
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal
from raadhus.platform.text import clean

LONGEST = 60
AT_MOST = 20


class CannotKeepView(Refusal):
    """It has no name, or there are too many."""

    status = 422
    code = "inbox-view"
    happened = _("The view was not kept: it needs a name of at most 60 characters, and there is room for 20.")
    kept = _("The inbox is as it was.")
    next_step = _("Give it a short name, or delete one that nobody uses.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ViewOrder:
    """What is kept under ``name``; ``is_units``: everybody in the unit sees it."""

    unit_id: UUID
    name: str
    queue: Queue
    narrowed: Narrowed
    is_units: bool


def keep_view(actor: Actor, order: ViewOrder) -> UUID:
    """Keep a view and return its id. Raises: LoginNeeded, NotAllowed, NotFoundHere, CannotKeepView."""
    if order.unit_id not in require_desk(actor):
        raise NotFoundHere(detail=f"unit {order.unit_id}")
    if actor.staff_id is None:
        raise NotAllowed
    owner = None if order.is_units else actor.staff_id
    name = clean(order.name)
    kept = InboxView.objects.filter(unit_id=order.unit_id, staff_id=owner).count()
    if not name or len(name) > LONGEST or kept >= AT_MOST:
        raise CannotKeepView(detail=f"{len(name)} characters, {kept} kept")
    view: InboxView = InboxView.objects.create(
        unit_id=order.unit_id,
        staff_id=owner,
        name=name,
        queue=order.queue,
        service_key=order.narrowed.service_key,
        colleague=order.narrowed.colleague,
        due_within=order.narrowed.due_within,
        made_by=actor.staff_id,
        at=clock.now(),
    )
    return view.id


def delete_view(actor: Actor, view_id: UUID) -> None:
    """Let a view go: one's own, or one of the unit. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    units = require_desk(actor)
    mine = Q(staff_id=actor.staff_id) | Q(staff_id__isnull=True)
    gone, _models = InboxView.objects.filter(mine, id=view_id, unit_id__in=units).delete()
    if not gone:
        raise NotFoundHere(detail=f"view {view_id}")
