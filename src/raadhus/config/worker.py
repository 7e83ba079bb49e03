"""The job worker as a process: ``python -m raadhus.config.worker --ready FILE``; SIGTERM lets the running job end."""

import argparse
import asyncio
import contextlib
import gc
import importlib
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import django
import structlog
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from raadhus.platform.environment import current_environment

POLL_EVERY_S = 5.0
LEAVE_WITHIN_S = 20.0
BEATS = 3
"""Signs of life that a worker misses before its jobs are given to another."""
COME_BACK_AFTER_S = 0.5
QUEUE_CONNECTIONS = 2
"""One takes jobs and notes their end, one gives signs of life meanwhile."""
log = structlog.get_logger("raadhus.worker")


def main() -> None:
    """Work until stopped; the file is there as long as jobs are taken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ready", type=Path, required=True)
    parser.add_argument("--name", default="worker")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadhus.config.settings")
    django.setup()
    gc.collect()
    gc.freeze()  # what was loaded is not looked through for garbage again and again
    asyncio.run(_work(options.ready, options.name))


async def _work(ready: Path, name: str) -> None:
    """
    Take jobs until a signal says to leave.

    A database that goes away cuts a worker off; it comes back as a new one, so that the job it could not finish counts
    as left behind and is picked up. Raises: what keeps it from starting the first time.
    """
    leaving = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, leaving.set)
    has_worked = False
    while not leaving.is_set():
        try:
            async with _open_queue() as app:
                has_worked = True
                await _take_jobs(app, ready, name, leaving)
        except Exception as error:
            if not has_worked:
                raise
            log.warning("worker was cut off", reason=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(leaving.wait(), COME_BACK_AFTER_S)


async def _take_jobs(app: App, ready: Path, name: str, leaving: asyncio.Event) -> None:
    stalled_after_s = current_environment().stalled_after_s
    working = asyncio.create_task(
        app.run_worker_async(
            name=name,
            concurrency=1,
            listen_notify=True,
            fetch_job_polling_interval=POLL_EVERY_S,
            shutdown_graceful_timeout=LEAVE_WITHIN_S,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=stalled_after_s / BEATS,
            stalled_worker_timeout=stalled_after_s,
        )
    )
    told_to_leave = asyncio.create_task(leaving.wait())
    ready.parent.mkdir(parents=True, exist_ok=True)
    ready.write_text(str(os.getpid()))
    try:
        await asyncio.wait({working, told_to_leave}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ready.unlink(missing_ok=True)
        told_to_leave.cancel()
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working


@contextlib.asynccontextmanager
async def _open_queue() -> AsyncIterator[App]:
    app: App = importlib.import_module("procrastinate.contrib.django").app  # there only after Django's set-up
    assert isinstance(app.connector, DjangoConnector)  # noqa: S101 - tells the type checker what the settings say
    await sync_to_async(_forget_connections)()
    told = connector_params()
    told.pop("autocommit", None)  # the queue's listener says it itself
    pool = AsyncConnectionPool(
        kwargs=told | {"prepare_threshold": 0},
        configure=_commit_each_statement,
        min_size=1,
        max_size=QUEUE_CONNECTIONS,
        open=False,
    )
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        async with pool, worker_app.open_async(pool):
            await pool.wait()
            yield worker_app


async def _commit_each_statement(connection: AsyncConnection) -> None:
    """
    Make one trip of what the queue asks: taking a job and noting its end are one statement each, and wait for no disk.

    When the database's machine dies before such a note is written, the job looks as if the worker had died just before
    it: it is done again, which finds itself done. What a job itself commits does wait, and all before it with it.
    Nothing asks first whether the connection still lives: when it does not, the worker is cut off and comes back.
    """
    await connection.set_autocommit(True)
    await connection.execute("SET synchronous_commit = off")


def _forget_connections() -> None:
    """Let go of connections that a database which went away has left dead."""
    connections.close_all()


if __name__ == "__main__":
    main()
