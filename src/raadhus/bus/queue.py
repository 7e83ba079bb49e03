"""Jobs: queued with the row that needs them, run by the worker in their tenant."""

import time
from typing import Any
from uuid import UUID

import structlog
from procrastinate import RetryDecision, sql
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DEFAULT_PRIORITY, Status
from procrastinate.jobs import Job as QueuedJob
from procrastinate.manager import JobManager
from psycopg.types.json import Jsonb

from raadhus.bus import correlation, registry
from raadhus.bus.models import DeadJob
from raadhus.bus.registry import GiveUp, JobContext, RetryLater
from raadhus.platform import clock
from raadhus.platform.faults import place_of
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.gathering import call
from raadhus.platform.tenancy.one_go import in_one_go
from raadhus.platform.tenancy.scope import current_tenant, transaction

TASK = "bus.run_job"
"""What our jobs are called in the queue; their own name is an argument."""
QUEUE = "town"
"""Where they wait, apart from the bus's own regular work."""
_DEFER = """
procrastinate_defer_jobs_v1(
    ARRAY[ROW(%s::varchar, %s::varchar, %s::int, %s::text, NULL, %s::jsonb, NULL)::procrastinate_job_to_defer_v1]
)
"""
"""The queue's own function; the queue's way to it costs more than the function, and a trip."""
log = structlog.get_logger("raadhus.bus")
# The app's own manager would, inside a worker, write through the worker's connections: before our transaction commits,
# and also when it never does.
_in_our_transaction = JobManager(DjangoConnector())


def defer(name: str, *, lock: str | None = None, **arguments: UUID | str | int) -> None:
    """
    Queue the job ``name`` with ``arguments`` (ids, codes, counts); it exists when the running transaction commits.

    ``lock``: jobs with the same lock run one after another, in order.
    Raises: KeyError for an unknown job, NoTenant outside a tenant's transaction.
    """
    _defer(name, {key: _to_json(value) for key, value in arguments.items()}, lock)


def defer_again(name: str, arguments: dict[str, Any]) -> None:
    """Queue a job with the arguments as a DeadJob keeps them. Raises: as ``defer``."""
    _defer(name, arguments, None)


def _defer(name: str, arguments: dict[str, Any], lock: str | None) -> None:
    if name not in registry.jobs:
        raise KeyError(f"There is no job called {name}.")
    told = {
        "name": name,
        "tenant": str(current_tenant()),
        "correlation": correlation.current(),
        "arguments": arguments,
    }
    call(_DEFER, [QUEUE, TASK, DEFAULT_PRIORITY, lock, Jsonb(told)])


def run(context: JobContext, arguments: dict[str, Any]) -> None:
    """
    Run one job in its tenant and flow; what is done is a line in the log.

    Raises: whatever the job raised; when it was the last try, a DeadJob is kept first. GiveUp for a job that this version
    of the town hall does not know, with a DeadJob as well: a person sends it again when there is one that does.
    """
    job = registry.jobs.get(context.job)
    if job is None:
        log.error("job given up", job=context.job, reason="unknown")
        with correlation.flow(context.correlation):
            _bury(context, arguments, f"There is no job called {context.job}")
        raise GiveUp(f"There is no job called {context.job}.")
    given = {key: _from_json(value) for key, value in arguments.items()}
    began = time.perf_counter()
    with correlation.flow(context.correlation):
        try:
            if job.is_transactional:
                in_one_go(context.tenant, lambda: job.run(context, **given))
            else:
                job.run(context, **given)
        except Exception as error:
            if isinstance(error, GiveUp) or job.retry.wait_after(context.attempt + 1) is None:
                log.error("job given up", job=context.job, reason=type(error).__name__)  # noqa: TRY400 -- a traceback may show personal data
                _bury(context, arguments, reason_of(error))
            raise
        log.info(
            "job", job=context.job, attempt=context.attempt, ms=round((time.perf_counter() - began) * 1000, 1)
        )


def bury_left_behind(left: QueuedJob, times: int) -> None:
    """
    Make a dead letter of a job whose worker ended while it ran, ``times`` times.

    Raises: ConnectorException when it is no longer in anybody's hands.
    """
    told: Any = left.task_kwargs
    context = JobContext(UUID(told["tenant"]), told["correlation"], told["name"], left.attempts)
    with correlation.flow(context.correlation), transaction(context.tenant):
        log.error("job given up", job=context.job, reason="left behind", times=times)
        _end_as_failed(left)
        _bury(context, told["arguments"], f"The worker that ran it ended each of {times} times")


def note_failed(failed: QueuedJob, decision: RetryDecision | None) -> None:
    """Note that a job failed: it waits until ``decision`` says, None for never. Raises: ConnectorException."""
    if decision is None or decision.retry_at is None or failed.id is None:
        _end_as_failed(failed)
    else:
        _in_our_transaction.retry_job_by_id(failed.id, decision.retry_at)


def _end_as_failed(failed: QueuedJob) -> None:
    _in_our_transaction.connector.execute_query(
        sql.queries["finish_job"], job_id=failed.id, status=Status.FAILED.value, delete_job=False
    )


def reason_of(error: Exception) -> str:
    """Return what may be kept of an error: what a job or a refusal says itself, of any other only kind and place."""
    is_ours = isinstance(error, GiveUp | RetryLater | Refusal)
    return f"{type(error).__name__}: {error}" if is_ours else place_of(error)


def _bury(context: JobContext, arguments: dict[str, Any], reason: str) -> None:
    with transaction(context.tenant):
        DeadJob.objects.create(
            job=context.job,
            arguments=arguments,
            reason=reason[:300],
            at=clock.now(),
            correlation=context.correlation,
        )


def _to_json(value: UUID | str | int) -> Any:
    return {"uuid": str(value)} if isinstance(value, UUID) else value


def _from_json(value: Any) -> Any:
    return UUID(value["uuid"]) if isinstance(value, dict) else value
