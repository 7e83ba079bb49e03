"""What falls due in processes: timers, starts and retries; and the jobs of a signal."""

from uuid import UUID

from raadhus.bus.registry import JobContext, job, on_due
from raadhus.processes.use_cases.call_outside import PATIENCE, call_outside
from raadhus.processes.use_cases.fire_timer import fire_timer_if_waiting
from raadhus.processes.use_cases.hand_on import (
    SIGNAL,
    SIGNAL_START,
    signal_if_waiting,
    start_by_signal_if_new,
)
from raadhus.processes.use_cases.incidents import RETRY
from raadhus.processes.use_cases.migrating.migrate import MIGRATE, migrate_some
from raadhus.processes.use_cases.order_call import CALL
from raadhus.processes.use_cases.retry_incident import retry_if_open
from raadhus.processes.use_cases.rows import TIMER
from raadhus.processes.use_cases.schedule_starts import START, start_if_scheduled


@on_due(TIMER)
def fire(context: JobContext, timer_id: UUID) -> None:
    """A timer's time has come."""
    fire_timer_if_waiting(context.actor, timer_id)


@on_due(START)
def start(context: JobContext, scheduled_id: UUID) -> None:
    """A process is to begin."""
    start_if_scheduled(context.actor, scheduled_id)


@on_due(RETRY)
def retry(context: JobContext, incident_id: UUID) -> None:
    """A failed step is worth another try."""
    retry_if_open(context.actor, incident_id)


@job(SIGNAL)
def signal(context: JobContext, *, subscription_id: UUID) -> None:
    """Somebody waits for a signal that was thrown."""
    signal_if_waiting(context.actor, subscription_id)


@job(SIGNAL_START)
def signal_start(context: JobContext, *, start_id: UUID, until: UUID) -> None:
    """A process begins by a signal that was thrown."""
    start_by_signal_if_new(context.actor, start_id, until)


@job(CALL, retry=PATIENCE, transactional=False)
def call(context: JobContext, *, call_id: UUID) -> None:
    """A service task speaks outward."""
    call_outside(context.actor, call_id, attempt=context.attempt)


@job(MIGRATE, transactional=False)
def migrate(context: JobContext, *, migration_id: UUID) -> None:
    """Some instances go to another version."""
    migrate_some(context.actor, migration_id)
