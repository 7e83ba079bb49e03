"""What running processes cost, read from the kernel; what the database was asked, read from the database."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from raadhus.config.town.postgres.server import Login

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
SESSION, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM = 3, 11, 12, 13, 14
"""Places in ``/proc/<pid>/stat`` counted from the state on. Source: proc(5)."""


@dataclass(frozen=True)
class Cost:
    """Processor time and memory of some families of processes at one moment."""

    cpu_s: float
    memory_mb: float


def cost_of(leaders: Iterable[int]) -> Cost:
    """Return what the sessions led by these processes have used so far; children that ended are counted."""
    sessions = set(leaders)
    cpu, memory = 0.0, 0.0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parts = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(parts[SESSION]) not in sessions:
                continue
            cpu += sum(int(parts[place]) for place in (USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM))
            memory += _proportional_mb(folder)
        except (OSError, ValueError):
            continue  # it has just ended
    return Cost(cpu_s=cpu / TICKS_PER_S, memory_mb=memory)


def session_of(pid: int) -> int:
    """Return the leader of the session that a process belongs to."""
    return os.getsid(pid)


def _proportional_mb(folder: Path) -> float:
    """Return a process's memory, shared pages counted in shares."""
    for line in (folder / "smaps_rollup").read_text().splitlines():
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
