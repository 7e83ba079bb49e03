"""What running processes cost, read from the kernel; what the database was asked, read from the database."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from raadhus.config.town.postgres.server import Login

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM = 1, 11, 12, 13, 14
"""Places in ``/proc/<pid>/stat`` counted from the state on. Source: proc(5)."""


@dataclass(frozen=True)
class Cost:
    """Processor time and memory of some families of processes at one moment."""

    cpu_s: float
    memory_mb: float


def cost_of(ancestors: Iterable[int]) -> Cost:
    """Return what these processes and all their descendants have used so far; those that ended are counted."""
    seen = dict(_all_processes())
    family = set(ancestors)
    is_growing = True
    while is_growing:
        children = {pid for pid, parts in seen.items() if int(parts[PARENT]) in family} - family
        family |= children
        is_growing = bool(children)
    ticks = sum(
        int(seen[pid][place])
        for pid in family & seen.keys()
        for place in (USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM)
    )
    return Cost(cpu_s=ticks / TICKS_PER_S, memory_mb=sum(map(_proportional_mb, family)))


def _all_processes() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):  # it has just ended
                yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()


def _proportional_mb(pid: int) -> float:
    """Return a process's memory, shared pages counted in shares; 0 when it has just ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


class StatementCounter:
    """Counts the statements that the application's role sends, by pg_stat_statements."""

    def __init__(self, admin: Login) -> None:
        self._admin = admin
        with admin.connection() as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")

    def count(self) -> int:
        """Return how many were sent so far, transaction control left out."""
        with self._admin.connection() as connection:
            found = connection.execute(
                "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements "
                "JOIN pg_roles ON pg_roles.oid = userid WHERE rolname = 'raadhus_app' "
                "AND query !~* '^(begin|commit|rollback|savepoint|release|set |show |discard)'"
            ).fetchone()
        return int(str(found[0])) if found else 0

    def database_ms(self) -> float:
        """Return how long the database has run the application's statements so far, in milliseconds."""
        with self._admin.connection() as connection:
            found = connection.execute(
                "SELECT coalesce(sum(total_exec_time), 0)::float8 FROM pg_stat_statements "
                "JOIN pg_roles ON pg_roles.oid = userid WHERE rolname = 'raadhus_app'"
            ).fetchone()
        return float(str(found[0])) if found else 0.0
