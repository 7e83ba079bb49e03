"""A job that kills every worker that takes it: it is given up, the next worker lives, and an operator sees it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from raadhus.bus import correlation, queue, registry
from raadhus.bus.dead_letters import list_dead_jobs, retry_dead_job
from raadhus.config.tests.flow import deadly_worker
from raadhus.config.town.folders import SOURCE
from raadhus.config.town.postgres.server import Database
from raadhus.organisation.demo import EGEBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("towns", "deadly_job")]
WORKERS_KILLED = 3
PATIENCE_S = 60
OPERATOR = Actor(tenant=EGEBY, staff_id=new_id(), roles=frozenset({Role.OPERATOR}))
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def deadly_job() -> Iterator[None]:
    """Let this process, too, know the job, so that it can be queued."""
    registry.job(deadly_worker.JOB)(deadly_worker.die)
    yield
    registry.jobs.pop(deadly_worker.JOB)


@pytest.fixture
def start(test_database: Database, tmp_path: Path) -> Iterator[Start]:
    """Return what starts a real worker on the test's database."""
    started: list[subprocess.Popen[bytes]] = []
    told = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "raadhus.config.settings",
        "RAADHUS_DATABASE_URL": test_database.app.url,
        "RAADHUS_STALLED_AFTER_S": "1",
    }

    def start_worker() -> "subprocess.Popen[bytes]":
        with (tmp_path / "worker.log").open("ab") as log:
            command = [sys.executable, "-m", deadly_worker.__name__, "--ready", str(tmp_path / "ready")]
            started.append(subprocess.Popen(command, env=told, stdout=log, stderr=log))
        return started[-1]

    yield start_worker
    for worker in started:
        worker.kill()
        worker.wait(PATIENCE_S)


def defer() -> None:
    """Queue the deadly job."""
    with transaction(EGEBY), correlation.flow("0123456789abcdef"):
        queue.defer(deadly_worker.JOB, thing_id=uuid4())


def queued() -> list[str]:
    """Return the states in which the deadly job stands in the queue."""
    jobs = ProcrastinateJob.objects.filter(task_name=queue.TASK)
    return list(jobs.values_list("status", flat=True))


def test_a_job_that_kills_every_worker_is_given_up_and_shown_to_an_operator(start: Start) -> None:
    defer()

    ends = [start().wait(PATIENCE_S) for _worker in range(WORKERS_KILLED)]
    with living(start()) as worker:
        wait_until(lambda: queued() == ["failed"], worker)

        with transaction(EGEBY):
            (dead,) = list_dead_jobs(OPERATOR)
        assert ends == [-signal.SIGKILL] * WORKERS_KILLED
        assert (dead.name, dead.reason) == (
            deadly_worker.JOB,
            "The worker that ran it ended each of 3 times",
        )
        assert worker.poll() is None, "the worker that gave it up lives"

    with transaction(EGEBY):
        retry_dead_job(OPERATOR, dead.id)
    assert sorted(queued()) == ["failed", "todo"], "an operator can try it again"


@contextmanager
def living(worker: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
    """Let a worker leave as it is asked to."""
    yield worker
    worker.terminate()
    worker.wait(PATIENCE_S)


def wait_until(look: Callable[[], bool], worker: "subprocess.Popen[bytes]") -> None:
    """Return when ``look`` sees what it waits for. Raises: AssertionError when the worker ended or it never comes."""
    deadline = time.monotonic() + PATIENCE_S
    while not look():
        assert worker.poll() is None, "the worker ended"
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)
