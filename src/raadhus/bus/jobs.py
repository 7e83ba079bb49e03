"""The bus's own regular work: wake what is due, pick up what a dead worker left."""

import asyncio

import structlog
from asgiref.sync import sync_to_async
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext as QueueContext
from procrastinate.jobs import Job as QueuedJob
from procrastinate.manager import JobManager

from raadhus.bus import queue
from raadhus.bus.dead_letters import deliver_again
from raadhus.bus.due import wake_due
from raadhus.bus.outbox import drain
from raadhus.bus.registry import JobContext, job
from raadhus.bus.relay import run_jobs
from raadhus.platform import orphan_files, rate_limits
from raadhus.platform.environment import current_environment
from raadhus.platform.tenancy.scope import transaction

log = structlog.get_logger("raadhus.bus")
_STALLED_AFTER_S = current_environment().stalled_after_s
_LOOK_EVERY_S = max(1, min(10, int(_STALLED_AFTER_S / 3)))
_LEFT_AT_MOST = 3
_FIRST = 100  # before what waits: the jobs left behind are older

__all__ = ["deliver_again", "drain", "run_jobs"]  # imported so that the jobs are registered


@app.periodic(cron="* * * * * */5")
@app.task(name="bus.wake_due", queueing_lock="bus.wake_due", pass_context=False)
def wake_what_is_due(timestamp: int) -> None:
    """Every five seconds: queue what fell due."""
    wake_due()


@app.periodic(cron=f"* * * * * */{_LOOK_EVERY_S}")
@app.task(name="bus.retry_stalled", queueing_lock="bus.retry_stalled", priority=_FIRST, pass_context=True)
async def retry_stalled(context: QueueContext, timestamp: int) -> None:
    """
    Every ten seconds or sooner: give the jobs of a killed worker to a living one.

    A worker does one job at a time; what else stands in its name is a job whose end it could not write down.
    """
    manager = context.app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_AFTER_S))
    own = await manager.list_jobs_async(status="doing", worker_id=context.job.worker_id)
    stalled += [job for job in own if job.id != context.job.id]
    await asyncio.gather(*(_take_up(manager, job) for job in stalled))


@app.periodic(cron="7 * * * *")
@app.task(name="bus.forget_rate_counts", queueing_lock="bus.forget_rate_counts", pass_context=False)
def forget_rate_counts(timestamp: int) -> None:
    """Every hour: drop the counts of rate limits whose window has passed."""
    rate_limits.forget_passed()


@app.periodic(cron="17 3 * * *")
@app.task(name="bus.remove_orphan_files", queueing_lock="bus.remove_orphan_files", pass_context=False)
def remove_orphan_files(timestamp: int) -> None:
    """Every night: a job for each municipality and folder, so that no look through all files holds up the rest."""
    for tenant, folder in orphan_files.folders_with_files():
        with transaction(tenant):
            queue.defer("bus.remove_orphans", folder=folder)


@job("bus.remove_orphans", transactional=False)
def remove_orphans(context: JobContext, *, folder: str) -> None:
    """Remove what a killed process left in one folder of the file storage."""
    removed = orphan_files.remove_orphans(context.tenant, folder)
    if removed:
        log.warning("orphan files removed", folder=folder, files=removed)


async def _take_up(manager: JobManager, left: QueuedJob) -> None:
    """
    Give a job to another worker; one that three workers left behind becomes a dead letter.

    Each time it goes one step down in the queue: what killed a worker runs after what waits, and the step is the count.
    """
    if left.task_name != queue.TASK:
        await manager.retry_job(left)
        return
    times = 1 - left.priority
    if times < _LEFT_AT_MOST:
        await manager.retry_job(left, priority=-times)
    else:
        await sync_to_async(queue.bury_left_behind)(left, times)
