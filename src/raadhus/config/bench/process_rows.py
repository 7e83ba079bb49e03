"""What processes cost on PostgreSQL among a million that wait; needs Django to be set up."""

import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from raadhus.config.bench.filling import copy_rows
from raadhus.config.bench.process_crowd import WARM_UP, Task, answered_at_once
from raadhus.config.bench.process_desk import Desk, opened_desk
from raadhus.config.bench.process_town import BenchTown
from raadhus.config.bench.rules import Figure
from raadhus.organisation.demo import EGEBY
from raadhus.platform.tenancy.scope import transaction

TABLES = (
    "processes_instance",
    "processes_token",
    "processes_timersubscription",
    "processes_visit",
    "bus_due",
)
"""What an instance that waits at a task with a reminder has rows in."""
WORKERS, TOLD_AT = (1, 4, 16), 4
"""So many answer at once; of how many the 95th percentile is told."""
STEPS = 2_400
LONG, LATE, TURNS = 40, 200, 5
BRANCHES = (50, 500)
_NS = 1_000_000_000


def measure(town: BenchTown, waiting: int) -> Iterator[Figure]:
    """Fill the tables, and yield each figure as soon as it is known. Raises: WrongAnswer."""
    with opened_desk() as desk:
        desk.start_reminded()
        yield bytes_of_one(town, waiting)
        for workers in WORKERS:
            tasks = _sampled(STEPS + workers * WARM_UP)
            yield from _rates(workers, answered_at_once(tasks, workers))
        yield Figure("step200_over_step1", late_over_early(town, desk), "cost of step 200 over step 1", "1.2")
        yield Figure(
            "branch500_over_50_on_rows",
            many_over_few(town, desk),
            "answering one of 500 over one of 50",
            "1.2",
        )


def bytes_of_one(town: BenchTown, waiting: int) -> Figure:
    """Fill the tables and return what one instance takes in them, with indexes, history and reminder."""
    with town.admin.connection() as admin:
        before = _size(admin)
        copy_rows(admin, TABLES, waiting)
        admin.execute("VACUUM (ANALYZE)")
        taken = (_size(admin) - before) / waiting
    return Figure("bytes_per_waiting_instance", taken, f"bytes an instance, {waiting:,} waiting", "2,000")


def late_over_early(town: BenchTown, desk: Desk) -> float:
    """
    Return what the 200th answer of a task that comes again costs, over the first: here and in PostgreSQL.

    First and late answers take turns, so that whatever else the machine does costs both alike.
    """
    meter = _Meter(town)
    old = [desk.start_reminded() for _ in range(LONG)]
    for _ in range(LATE - TURNS):
        meter.cost_of(desk, old)
    turns = [
        (meter.cost_of(desk, [desk.start_reminded() for _ in range(LONG)]), meter.cost_of(desk, old))
        for _ in range(TURNS)
    ]
    return min(late for _, late in turns) / min(first for first, _ in turns)


def many_over_few(town: BenchTown, desk: Desk) -> float:
    """Return what answering a task of 500 open ones costs, over one of 50; they take turns."""
    meter = _Meter(town)
    few, many = BRANCHES
    turns = [
        (
            meter.cost_of(desk, [desk.start_asked(few)] * few),
            meter.cost_of(desk, [desk.start_asked(many)] * many),
        )
        for _ in range(TURNS)
    ]
    return min(cost for _, cost in turns) / min(cost for cost, _ in turns)


class _Meter:
    """Reads the processor time of this process and of its session of PostgreSQL, in seconds."""

    def __init__(self, town: BenchTown) -> None:
        with transaction(EGEBY), connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self._backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def spent(self) -> float:
        """Return what was spent so far. Source: Documentation/scheduler/sched-stats of Linux, per-process."""
        return time.process_time() + int(self._backend.read_text().split()[0]) / _NS

    def cost_of(self, desk: Desk, instances: Sequence[UUID]) -> float:
        """Answer a task of each of these instances, and return what one answer costs on average."""
        begun = self.spent()
        for instance in instances:
            desk.answer(instance)
        return (self.spent() - begun) / len(instances)


def _rates(workers: int, moments: Sequence[Sequence[float]]) -> Iterator[Figure]:
    took = max(line[-1] for line in moments) - min(line[0] for line in moments)
    steps = [later - earlier for line in moments for earlier, later in pairwise(line)]
    slow = quantiles(steps, n=20)[-1] * 1000
    yield Figure(f"steps_per_s_w{workers}", len(steps) / took, f"user-task steps a second, {workers} at once")
    name = "step_p95_ms" if workers == TOLD_AT else f"step_p95_ms_w{workers}"
    yield Figure(name, slow, f"ms a step, 95th percentile, {workers} at once")


def _sampled(count: int) -> list[Task]:
    """Return waiting instances from all over the table, with their tasks."""
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute("SELECT instance_id, id FROM processes_token ORDER BY random() LIMIT %s", [count])
        return [(instance, task) for instance, task in cursor.fetchall()]


def _size(admin: "psycopg.Connection[Any]") -> int:
    sizes = (
        admin.execute("SELECT pg_total_relation_size(%s::regclass)", [table]).fetchone() for table in TABLES
    )
    return sum(int(size[0]) for size in sizes if size)
