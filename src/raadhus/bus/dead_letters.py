"""What was given up, for a person to look at: try it again, or let it lie."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.bus import correlation, queue, registry
from raadhus.bus.models import DeadJob, Delivery, OutboxEvent
from raadhus.bus.registry import GiveUp, JobContext
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant

_PAGE = 50


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """
    A job, or an event at one subscriber, that was given up.

    ``name``: the job's or the subscriber's; ``about``: the event's type, empty for a job; ``reason``: for an operator.
    """

    id: UUID
    name: str
    about: str
    reason: str
    at: dt.datetime


def list_dead_jobs(actor: Actor) -> tuple[DeadLetter, ...]:
    """Return the jobs that were given up, oldest first, at most 50. Raises: NotAllowed."""
    _require_operator(actor)
    rows = DeadJob.objects.filter(settled_at=None).order_by("at")[:_PAGE]
    return tuple(DeadLetter(id=row.id, name=row.job, about="", reason=row.reason, at=row.at) for row in rows)


def list_dead_deliveries(actor: Actor) -> tuple[DeadLetter, ...]:
    """Return the events that a subscriber could not take, oldest first, at most 50. Raises: NotAllowed."""
    _require_operator(actor)
    rows = list(Delivery.objects.filter(is_dead=True).order_by("at")[:_PAGE])
    types = dict(OutboxEvent.objects.filter(id__in=[row.event_id for row in rows]).values_list("id", "type"))
    return tuple(
        DeadLetter(
            id=row.id, name=row.subscriber, about=types.get(row.event_id, ""), reason=row.error, at=row.at
        )
        for row in rows
    )


def retry_dead_job(actor: Actor, dead_id: UUID) -> None:
    """Queue a given-up job again, in its own flow. Raises: NotAllowed, NotFoundHere when it was settled meanwhile."""
    dead = _settle_job(actor, dead_id, "bus.retry_job")
    with correlation.flow(dead.correlation):
        queue.defer_again(dead.job, dead.arguments)


def settle_dead_job(actor: Actor, dead_id: UUID) -> None:
    """Let a given-up job lie. Raises: NotAllowed, NotFoundHere when it was settled meanwhile."""
    _settle_job(actor, dead_id, "bus.settle_job")


def retry_dead_delivery(actor: Actor, delivery_id: UUID) -> None:
    """Give an event to its subscriber again. Raises: NotAllowed, NotFoundHere when it was settled meanwhile."""
    _settle_delivery(actor, delivery_id, "bus.retry_delivery")
    queue.defer("bus.deliver_again", delivery_id=delivery_id)


def settle_dead_delivery(actor: Actor, delivery_id: UUID) -> None:
    """Let an event that a subscriber could not take lie. Raises: NotAllowed, NotFoundHere when it was settled meanwhile."""
    _settle_delivery(actor, delivery_id, "bus.settle_delivery")


@registry.job("bus.deliver_again")
def deliver_again(context: JobContext, *, delivery_id: UUID) -> None:
    """Give one event to one subscriber; when it fails to the end it is a dead job, which a person sees."""
    delivery = Delivery.objects.select_for_update().get(id=delivery_id)
    event = OutboxEvent.objects.get(id=delivery.event_id)
    listeners = registry.subscribers.get(event.type, [])
    subscriber = next((one for one in listeners if one.name == delivery.subscriber), None)
    if subscriber is None:
        raise GiveUp(f"Nobody is called {delivery.subscriber} any more.")
    flow = JobContext(context.tenant, event.correlation, subscriber.name, context.attempt)
    with correlation.flow(event.correlation):
        subscriber.handle(subscriber.event_class.from_data(event.subject, event.data), flow)


def _settle_job(actor: Actor, dead_id: UUID, act: str) -> DeadJob:
    _require_operator(actor)
    dead = DeadJob.objects.select_for_update().filter(id=dead_id, settled_at=None).first()
    if dead is None:
        raise NotFoundHere(detail=f"dead job {dead_id}")
    dead.settled_at = clock.now()
    dead.save(update_fields=["settled_at"])
    audit.record(actor, act, f"job:{dead.id}", {"job": dead.job})
    return dead


def _settle_delivery(actor: Actor, delivery_id: UUID, act: str) -> None:
    _require_operator(actor)
    dead = Delivery.objects.select_for_update().filter(id=delivery_id, is_dead=True).first()
    if dead is None:
        raise NotFoundHere(detail=f"dead delivery {delivery_id}")
    dead.is_dead = False  # what went wrong stays written beside it
    dead.save(update_fields=["is_dead"])
    audit.record(actor, act, f"delivery:{dead.id}", {"subscriber": dead.subscriber})


def _require_operator(actor: Actor) -> None:
    expect_tenant(actor.tenant)
    if not (actor.is_staff and actor.has(Role.OPERATOR)):
        raise NotAllowed(detail="bus.dead_letters")
