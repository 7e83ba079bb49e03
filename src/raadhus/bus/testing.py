"""For tests: work off what is queued, in this process and on the real tables."""

from typing import Any, TypeVar
from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from raadhus.bus import queue
from raadhus.bus.events import DomainEvent
from raadhus.bus.models import OutboxEvent
from raadhus.bus.registry import JobContext

E = TypeVar("E", bound=DomainEvent)
_MANY = 500


def run_all() -> int:
    """
    Run every queued job, and those they queue, until none is left; return how many ran.

    Raises: what a job raised, at once: a test sees the first failure.
    """
    for done in range(_MANY):
        task: dict[str, Any] | None = _take_next()
        if task is None:
            return done
        context = JobContext(UUID(task["tenant"]), task["correlation"], task["name"])
        queue.run(context, task["arguments"])
    raise AssertionError(f"More than {_MANY} jobs: they queue each other for ever.")


def emitted(event_class: type[E]) -> list[E]:
    """Return the events of ``event_class`` in the outbox of the running tenant, oldest first."""
    rows = OutboxEvent.objects.filter(type=event_class.type).order_by("sequence")
    return [event_class.from_data(row.subject, row.data) for row in rows]


def _take_next() -> dict[str, Any] | None:
    job = (
        ProcrastinateJob.objects.filter(status="todo", task_name=queue.TASK)
        .order_by("id")
        .values("id", "args")
        .first()
    )
    if job is None:
        return None
    ProcrastinateJob.objects.filter(id=job["id"]).delete()
    args: dict[str, Any] = job["args"]
    return args
