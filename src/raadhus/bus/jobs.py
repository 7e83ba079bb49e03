"""The bus's own regular work: wake what is due, pick up what a dead worker left."""

import asyncio

from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext as QueueContext

from raadhus.bus.dead_letters import deliver_again
from raadhus.bus.due import wake_due
from raadhus.bus.outbox import drain

_STALLED_AFTER_SECONDS = 30

__all__ = ["deliver_again", "drain"]  # imported so that the jobs are registered


@app.periodic(cron="* * * * * */5")
@app.task(name="bus.wake_due", queueing_lock="bus.wake_due", pass_context=False)
def wake_what_is_due(timestamp: int) -> None:
    """Every five seconds: queue what fell due."""
    wake_due()


@app.periodic(cron="* * * * * */10")
@app.task(name="bus.retry_stalled", queueing_lock="bus.retry_stalled", pass_context=True)
async def retry_stalled(context: QueueContext, timestamp: int) -> None:
    """Every ten seconds: give the jobs of a killed worker to a living one."""
    manager = context.app.job_manager
    stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_AFTER_SECONDS)
    await asyncio.gather(*(manager.retry_job(job) for job in stalled))
