"""Bringing many waiting cases to a new version, with the worker killed halfway; needs Django to be set up."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.db import connection

from raadhus.config.bench.filling import copy_rows
from raadhus.config.bench.process_desk import opened_desk
from raadhus.config.bench.process_models import REMINDED
from raadhus.config.bench.process_rows import TABLES
from raadhus.config.bench.process_town import BenchTown
from raadhus.config.bench.rules import WrongAnswer
from raadhus.organisation.demo import EGEBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public

OPERATOR = Actor(
    tenant=EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.OPERATOR}), purpose="bench"
)
RENEWED = REMINDED.replace('"ask"', '"answer"').replace(
    '<task id="remind"/>',
    '<boundaryEvent id="later" attachedToRef="answer" cancelActivity="false"><timerEventDefinition>'
    '<timeDuration>P28D</timeDuration></timerEventDefinition></boundaryEvent><task id="remind"/>'
    '<sequenceFlow id="later_remind" sourceRef="later" targetRef="remind"/>',
)
"""The task has another id, and a second reminder."""
_PATIENCE_S = 1_800
_HUNDREDTHS = os.sysconf("SC_CLK_TCK")
_COUNTS = {
    "moved once": "SELECT count(DISTINCT instance_id) = %(cases)s AND count(*) = %(cases)s FROM processes_intervention",
    "on the new version": "SELECT count(*) = %(cases)s FROM processes_instance WHERE model_id = "
    "(SELECT id FROM processes_processmodel WHERE hash = %(new)s)",
    "at the task": "SELECT count(*) = %(cases)s FROM processes_token WHERE element = 'answer'",
    "with both reminders": "SELECT count(*) = 2 * %(cases)s FROM processes_timersubscription "
    "WHERE element IN ('late', 'later')",
    "which fall due": "SELECT count(*) = 2 * %(cases)s FROM bus_due WHERE kind_of_work = 'processes.timer'",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What it cost; seconds are of the processor (a worker's, PostgreSQL's apart) or, ``whole_s``, of the clock."""

    cases: int
    dry_run_cpu_s: float
    dry_run_s: float
    killed_at: int
    took_up_after_s: float
    worker_cpu_s: float
    whole_s: float


def measure(town: BenchTown, cases: int) -> Moved:
    """Fill the tables, try, move with a kill halfway, and count. Raises: WrongAnswer."""
    with opened_desk() as desk:
        desk.start_reminded()
        old = public.store_model(OPERATOR, REMINDED.encode()).hash
        new = public.store_model(OPERATOR, RENEWED.encode()).hash
    with town.admin.connection() as admin:
        copy_rows(admin, TABLES, cases - 1)
        admin.execute("VACUUM (ANALYZE)")
    order = public.MigrationOrder(
        old_hash=old, new_hash=new, mapping={"ask": "answer", "more_again": "more_again"}
    )
    cpu, began = time.process_time(), time.monotonic()
    trial = public.try_migration(OPERATOR, order)
    tried_cpu, tried = time.process_time() - cpu, time.monotonic() - began
    if (trial.looked_at, trial.would_move, trial.is_whole) != (cases, cases, True):
        raise WrongAnswer(f"The dry run says {trial}.")
    migration = public.begin_migration(OPERATOR, order, reason="The new version.")
    begun = time.monotonic()
    with worker() as first:
        killed_at = _until(migration, cases // 2)
        spent = _spent(first.pid)
        first.kill()
        first.wait()
    gone = time.monotonic()
    with worker() as second:
        _until(migration, killed_at + 1)
        taken_up = time.monotonic() - gone
        _until(migration, cases)
        spent += _spent(second.pid)
    whole = time.monotonic() - begun
    _expect_all(cases, new)
    return Moved(
        cases=cases,
        dry_run_cpu_s=round(tried_cpu, 2),
        dry_run_s=round(tried, 2),
        killed_at=killed_at,
        took_up_after_s=round(taken_up, 1),
        worker_cpu_s=round(spent, 1),
        whole_s=round(whole, 1),
    )


@contextmanager
def worker() -> Iterator["subprocess.Popen[bytes]"]:
    """Yield a job worker of the town, and end it."""
    with TemporaryDirectory() as folder, (Path(folder) / "worker.log").open("wb") as log:
        command = [sys.executable, "-m", "raadhus.config.worker", "--ready", str(Path(folder) / "ready")]
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own program
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _until(migration: UUID, moved: int) -> int:
    """Wait until so many are moved; return how many are. Raises: WrongAnswer when it takes too long, or one is stuck."""
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        with transaction(EGEBY):
            info = public.get_migration(OPERATOR, migration)
        if info.stuck:
            raise WrongAnswer(f"{info.stuck} stayed behind.")
        if info.moved >= moved and (moved < info.total or info.status == "done"):
            return info.moved
        time.sleep(0.2)
    raise WrongAnswer(f"{info.moved} were moved, then no more.")


def _spent(pid: int) -> float:
    """Return the processor time of a process so far. Source: proc(5), fields utime and stime of stat."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _HUNDREDTHS


def _expect_all(cases: int, new: str) -> None:
    with transaction(EGEBY), connection.cursor() as cursor:
        for what, statement in _COUNTS.items():
            cursor.execute(statement, {"cases": cases, "new": new})
            if not cursor.fetchone()[0]:
                raise WrongAnswer(f"Not every case is there {what}.")
