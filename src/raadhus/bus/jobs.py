"""The bus's own regular work: wake what is due, pick up what a dead worker left."""

import asyncio

from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext as QueueContext

from raadhus.bus.dead_letters import deliver_again
from raadhus.bus.due import wake_due
from raadhus.bus.outbox import drain
from raadhus.platform.environment import current_environment

_STALLED_AFTER_S = current_environment().stalled_after_s
_LOOK_EVERY_S = max(1, min(10, int(_STALLED_AFTER_S / 3)))
_FIRST = 100  # before what waits: the jobs left behind are older

__all__ = ["deliver_again", "drain"]  # imported so that the jobs are registered


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
    await asyncio.gather(*(manager.retry_job(job) for job in stalled))
