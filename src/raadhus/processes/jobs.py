"""What falls due in processes: timers, starts and retries."""

from uuid import UUID

from raadhus.bus.registry import JobContext, on_due
from raadhus.processes.use_cases.fire_timer import fire_timer_if_waiting
from raadhus.processes.use_cases.incidents import RETRY
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
