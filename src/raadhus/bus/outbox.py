"""The transactional outbox: events are written with what caused them and given to each subscriber once, in order."""

import dataclasses
from contextvars import ContextVar

from raadhus.bus import correlation, queue, registry
from raadhus.bus.events import DomainEvent
from raadhus.bus.models import Delivery, OutboxEvent
from raadhus.bus.registry import JobContext, RetryLater, RetryPolicy, Subscriber
from raadhus.platform import clock
from raadhus.platform.database.statements import Statement
from raadhus.platform.ids import new_id
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.one_go import in_one_go
from raadhus.platform.tenancy.scope import current_tenant, transaction

_NOTE = Statement("""
INSERT INTO bus_delivery (id, tenant_id, event_id, subscriber, at, is_dead, error)
SELECT listener.id, %s, %s, listener.name, %s, false, '' FROM unnest(%s::uuid[], %s::text[]) AS listener (id, name)
ON CONFLICT (tenant_id, event_id, subscriber) DO NOTHING RETURNING subscriber
""")
_waiting = ReadyQuery(
    lambda subject: OutboxEvent.objects.filter(subject=subject, delivered_at=None).order_by("sequence")[:2]
)
_PATIENCE = RetryPolicy(attempts=8, first_wait_seconds=1, longest_wait_seconds=900)


@dataclasses.dataclass(slots=True)
class _Drain:
    """A drain that runs: its subject, and whether one of its subscribers told something more about it."""

    subject: str
    heard_more: bool = False


_draining: ContextVar[_Drain | None] = ContextVar("drain", default=None)


def emit(event: DomainEvent) -> None:
    """
    Write ``event`` in the running transaction and see to it that its subscribers get it after the commit.

    An event that nobody listens to is written as delivered: it is kept to be read, and costs no job.
    Raises: NoTenant outside a tenant's transaction.
    """
    has_listeners = bool(registry.subscribers.get(event.type))
    now = clock.now()
    append(
        OutboxEvent(
            type=event.type,
            subject=event.subject,
            data=event.to_data(),
            at=now,
            correlation=correlation.current(),
            delivered_at=None if has_listeners else now,
        )
    )
    if has_listeners:
        _see_to_delivery(event.subject)


def _see_to_delivery(subject: str) -> None:
    """Queue a drain, unless the one that runs for this subject goes on with it."""
    running = _draining.get()
    if running is not None and running.subject == subject:
        running.heard_more = True
    else:
        queue.defer("bus.drain", lock=f"{current_tenant()}:{subject}", subject=subject)


@registry.job("bus.drain", retry=_PATIENCE, transactional=False)
def drain(context: JobContext, *, subject: str) -> None:
    """Give every waiting event of ``subject`` to its subscribers, oldest first, those emitted meanwhile too."""
    running = _Drain(subject)
    token = _draining.set(running)
    try:
        while _deliver_next(context, running):
            pass
    finally:
        _draining.reset(token)


def _deliver_next(context: JobContext, running: _Drain) -> bool:
    """
    Deliver the oldest waiting event in one transaction; each subscriber stands behind a savepoint of its own.

    Returns whether more waits. What others emit from here on is theirs to deliver: each has queued a drain that runs
    after this one. Raises: RetryLater when a subscriber failed; what the others did is kept.
    """
    event, failed, has_more = in_one_go(context.tenant, lambda: _deliver(context, running))
    if event is not None and failed:
        raise RetryLater(f"{event.type} was not taken by {', '.join(failed)}")
    return has_more


def _deliver(context: JobContext, running: _Drain) -> tuple[OutboxEvent | None, list[str], bool]:
    """Return the oldest waiting event, who did not take it, and whether more waits."""
    running.heard_more = False
    waiting = _waiting.rows(subject=running.subject)
    if not waiting:
        return None, [], False
    event = waiting[0]
    with correlation.flow(event.correlation):
        failed = _hand_over_to_all(event, context)
    if not failed:
        event.delivered_at = clock.now()
        change(event, "delivered_at")
    return event, failed, len(waiting) > 1 or running.heard_more


def _hand_over_to_all(event: OutboxEvent, context: JobContext) -> list[str]:
    """Run every subscriber that has not had ``event``; return the names of those that must get it again."""
    listeners = registry.subscribers.get(event.type, [])
    had_before = _note(event, listeners)
    return [
        listener.name
        for listener in listeners
        if listener.name not in had_before and not _hand_over(event, listener, context)
    ]


def _hand_over(event: OutboxEvent, subscriber: Subscriber, context: JobContext) -> bool:
    """Run one subscriber behind a savepoint; True when done, or given up as a dead letter."""
    flow = JobContext(context.tenant, event.correlation, subscriber.name, context.attempt)
    try:
        with transaction(context.tenant):
            subscriber.handle(subscriber.event_class.from_data(event.subject, event.data), flow)
    except Exception as error:
        queue.log.exception("subscriber failed", subscriber=subscriber.name, event_type=event.type)
        note = Delivery.objects.filter(event_id=event.id, subscriber=subscriber.name)
        if _PATIENCE.wait_after(context.attempt + 1) is not None:
            note.delete()
            return False
        note.update(is_dead=True, error=queue.reason_of(error)[:300])
    return True


def _note(event: OutboxEvent, listeners: list[Subscriber]) -> frozenset[str]:
    """
    Write that ``listeners`` have had ``event``; return the names of those that had it before.

    Written first: a second drain of the same event waits at the unique constraint until this one is done.
    """
    written = [listener.name for listener in listeners]
    ids = [new_id() for _ in written]
    noted = _NOTE.rows([event.tenant_id, event.id, clock.now(), ids, written])
    return frozenset(written) - {name for (name,) in noted}
