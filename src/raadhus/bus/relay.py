"""
One job after the other: the statement that notes the end of a job takes the next one, in the same thread.

An application is four jobs, each queued by the one before. The way of each through the worker's event loop costs 2 ms of
CPU, this one 0.3. A worker never has two jobs in hand: the statement does both or nothing.
"""

import json
import time
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext as QueueContext
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

from raadhus.bus import queue, registry
from raadhus.bus.registry import GiveUp, JobContext, RetryLater
from raadhus.platform.database.statements import Row, Statement

_END_AND_TAKE = Statement("""
WITH ended AS MATERIALIZED (SELECT count(procrastinate_finish_job_v1(%s, 'succeeded', true)) AS jobs)
SELECT id, status, task_name, priority, lock, queueing_lock, args, scheduled_at, queue_name, attempts, worker_id
FROM ended, procrastinate_fetch_job_v2(%s::varchar[], %s * ended.jobs) WHERE id IS NOT NULL
""")
_COLUMNS = (
    *("id", "status", "task_name", "priority", "lock", "queueing_lock", "args"),
    *("scheduled_at", "queue_name", "attempts", "worker_id"),
)
_AT_A_STRETCH_S = 0.5
"""After so long the worker looks again whether it is to leave, and what else there is to do."""
_ended: set[int | None] = set()
"""Jobs whose end was noted here, until the worker comes to note it."""


class RelayManager(JobManager):
    """The worker's dealings with the queue; it leaves alone what was noted here."""

    async def finish_job(self, job: QueuedJob, status: Status, delete_job: bool) -> None:
        """Note the end of a job, unless that is done."""
        if job.id in _ended:
            _ended.discard(job.id)
        else:
            await super().finish_job(job, status, delete_job)


def join_queue(app: App) -> None:
    """Let the queue's worker know what was noted here; the settings name this function to the queue."""
    app.job_manager = RelayManager(app.connector)


class _RetryAsTheJobSays(BaseRetryStrategy):
    """Ask the job's own policy."""

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        if isinstance(exception, GiveUp):
            return None
        policy = registry.jobs[str(job.task_kwargs["name"])].retry
        wait = policy.wait_after(job.attempts + 1)
        if wait is None:
            return None
        if isinstance(exception, RetryLater) and exception.after_seconds is not None:
            wait = exception.after_seconds
        return RetryDecision(retry_in={"seconds": wait})


_retries = _RetryAsTheJobSays()


@app.task(name=queue.TASK, retry=_retries, pass_context=True)
def run_jobs(queued: QueueContext, /, **_told: Any) -> None:
    """Run the job that the worker has taken, then others for a while. Raises: what the first one raised."""
    leave_at = time.monotonic() + _AT_A_STRETCH_S
    _run(queued.job)
    following = _end_and_take(queued.job, is_first=True)
    while following is not None and _succeeds(following):
        following = _end_and_take(following, goes_on=time.monotonic() < leave_at)


def _run(job: QueuedJob) -> None:
    told: Any = job.task_kwargs
    queue.run(
        JobContext(UUID(told["tenant"]), told["correlation"], told["name"], job.attempts), told["arguments"]
    )


def _succeeds(job: QueuedJob) -> bool:
    """
    Run a job; one that fails is tried again or given up as its policy says, as the worker does with the first one.

    A failure that cannot be noted is as an end that cannot be: the first job, which is done, has nothing to do with it.
    """
    try:
        _run(job)
    except Exception as error:
        queue.log.exception("job failed", job=job.task_kwargs["name"])
        decision = _retries.get_retry_decision(exception=error, job=job)
        try:
            queue.note_failed(job, decision)
        except ConnectorException as reason:
            queue.log.warning("failure of a job not noted", reason=type(reason).__name__)
        return False
    return True


def _end_and_take(done: QueuedJob, *, is_first: bool = False, goes_on: bool = True) -> QueuedJob | None:
    """
    Note that ``done`` is done and return the job that follows; None when there is none, or ``goes_on`` is false.

    An end that cannot be noted stays open: the worker notes it of the first job, ``retry_stalled`` finds the others.
    """
    try:
        rows = _noted(done, goes_on=goes_on)
    except DatabaseError as error:
        queue.log.warning("end of a job not noted", reason=type(error).__name__)
        return None
    if is_first:
        _ended.add(done.id)
    return _job_of(dict(zip(_COLUMNS, rows[0], strict=True))) if rows else None


def _noted(done: QueuedJob, *, goes_on: bool) -> list[Row]:
    """
    Note the end and return the row of the job that follows, if any.

    What is done shall not be done again because no other job could be taken, as when another worker took this one for dead.
    Raises: DatabaseError when nothing is noted.
    """
    nothing_more: list[str] = []
    if goes_on:
        try:
            return _END_AND_TAKE.rows([done.id, [queue.QUEUE], done.worker_id])
        except DatabaseError as error:
            queue.log.warning("no job taken", reason=type(error).__name__)
    return _END_AND_TAKE.rows([done.id, nothing_more, done.worker_id])


def _job_of(row: dict[str, Any]) -> QueuedJob:
    return QueuedJob.from_row({**row, "args": json.loads(row["args"])})  # Django leaves JSON as it was sent
