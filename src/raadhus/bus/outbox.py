"""The transactional outbox: events are written with what caused them and given to each subscriber once, in order."""

from contextvars import ContextVar

from django.db import connection

from raadhus.bus import correlation, queue, registry
from raadhus.bus.events import DomainEvent
from raadhus.bus.models import Delivery, OutboxEvent
from raadhus.bus.registry import JobContext, RetryLater, RetryPolicy, Subscriber
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import current_tenant, transaction

_NOTE = """
INSERT INTO bus_delivery (id, tenant_id, event_id, subscriber, at, is_dead, error) VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, event_id, subscriber) DO NOTHING
"""
_draining: ContextVar[str] = ContextVar("draining_subject", default="")
_PATIENCE = RetryPolicy(attempts=8, first_wait_seconds=1, longest_wait_seconds=900)


def emit(event: DomainEvent) -> None:
    """
    Write ``event`` in the running transaction and see to it that its subscribers get it after the commit.

    Raises: NoTenant outside a tenant's transaction.
    """
    OutboxEvent.objects.create(
        type=event.type,
        subject=event.subject,
        data=event.to_data(),
        at=clock.now(),
        correlation=correlation.current(),
    )
    if _draining.get() != event.subject:
        queue.defer("bus.drain", lock=f"{current_tenant()}:{event.subject}", subject=event.subject)


@registry.job("bus.drain", retry=_PATIENCE, transactional=False)
def drain(context: JobContext, *, subject: str) -> None:
    """Give every waiting event of ``subject`` to its subscribers, oldest first, those emitted meanwhile too."""
    token = _draining.set(subject)
    try:
        while _deliver_next(context, subject):
            pass
    finally:
        _draining.reset(token)


def _deliver_next(context: JobContext, subject: str) -> bool:
    """
    Deliver the oldest waiting event in one transaction; each subscriber stands behind a savepoint of its own.

    Raises: RetryLater when a subscriber failed; what the others did is kept.
    """
    with transaction(context.tenant):
        event = OutboxEvent.objects.filter(subject=subject, delivered_at=None).order_by("sequence").first()
        if event is None:
            return False
        with correlation.flow(event.correlation):
            listeners = registry.subscribers.get(event.type, [])
            failed = [listener.name for listener in listeners if not _hand_over(event, listener, context)]
        if not failed:
            event.delivered_at = clock.now()
            event.save(update_fields=["delivered_at"])
    if failed:
        raise RetryLater(f"{event.type} was not taken by {', '.join(failed)}")
    return True


def _hand_over(event: OutboxEvent, subscriber: Subscriber, context: JobContext) -> bool:
    """Run one subscriber behind a savepoint; True when done: now, earlier, or for good as a dead letter."""
    flow = JobContext(context.tenant, event.correlation, subscriber.name, context.attempt)
    try:
        with transaction(context.tenant):
            if _note(event, subscriber):
                subscriber.handle(subscriber.event_class.from_data(event.subject, event.data), flow)
    except Exception as error:
        queue.log.exception("subscriber failed", subscriber=subscriber.name, event_type=event.type)
        if _PATIENCE.wait_after(context.attempt + 1) is not None:
            return False
        _note(event, subscriber, error=repr(error)[:300])
    return True


def _note(event: OutboxEvent, subscriber: Subscriber, *, error: str = "") -> bool:
    """Write that ``subscriber`` has had ``event``; False when it had it before."""
    row = Delivery(
        event_id=event.id, subscriber=subscriber.name, at=clock.now(), is_dead=bool(error), error=error
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE, [row.id, row.tenant_id, row.event_id, row.subscriber, row.at, row.is_dead, row.error]
        )
        return bool(cursor.rowcount)
