"""A whole town on one machine: database, neighbours, web and worker."""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from raadhus.config.launch.progress import step
from raadhus.config.town import preparing, programs, variables
from raadhus.config.town.kept_ports import kept_ports, read_ports
from raadhus.config.town.parts import PORTS, town_programs
from raadhus.config.town.postgres.cluster import DURABLE
from raadhus.config.town.postgres.keeping import (
    prepare_given_server,
    recall_town_database,
    remove_town_database,
    stop_town_database,
    town_database,
)
from raadhus.config.town.postgres.server import Database
from raadhus.config.town.processes import Processes, running_processes
from raadhus.config.town.refusals import CannotOpenTown

CLOSE_WITHIN_S = 60.0
_FORGOTTEN_FOLDERS = ("files", "sinks", "run", "logs", "static", "eid")
_FORGOTTEN_FILES = (
    *("clock.json", "notices", "prepared", "town.json"),
    *("townsfolk", "keys.json", "secrets.json"),
)
NOTHING: Mapping[str, str] = {}
Say = Callable[[str], AbstractContextManager[None]]
"""Announces a step and what it took."""


@dataclass(frozen=True, kw_only=True)
class Town:
    """An open town: where it can be looked at from outside."""

    state: Path
    ports: Mapping[str, int]
    told: Mapping[str, str]
    processes: Processes | None = None
    database: Database | None = None

    def address(self, name: str) -> str:
        """Return the address of a municipality's site, by its short name."""
        return _address(self.ports, name)

    def keep_open(self) -> NoReturn:
        """Stay until a signal, or until a process ends by itself.

        Raises: ProgramEnded; CannotOpenTown when another process keeps this town open.
        """
        if self.processes is None:
            raise CannotOpenTown("Another process keeps this town open.")
        self.processes.watch()


@contextmanager
def open_town(
    state: Path,
    *,
    port: int | None = None,
    more: Mapping[str, str] = NOTHING,
    settings: Mapping[str, str] = DURABLE,
    say: Say = step,
) -> Iterator[Town]:
    """Open a town, and close it at the end.

    ``port``: the web server's when it is free, otherwise and by default the one it had last, or a free one.
    ``more``: further variables, as ``RAADHUS_FAULT``, of which the preparation hears nothing; ``settings``: of PostgreSQL.
    Raises: CannotOpenTown when it is open already, or when a part does not start.
    """
    server_url = variables.given_server()
    with (
        _alone(state),
        kept_ports(state, PORTS, wanted={"web": port} if port else {}) as ports,
        town_database(state, server_url=server_url, settings=settings) as database,
    ):
        told = {**variables.town_variables(state, database, ports), **more}
        sound = {name: value for name, value in told.items() if name != "RAADHUS_FAULT"}
        if not preparing.is_prepared(state, database, sound):
            with say("Database, demo people, static files"):
                preparing.prepare(state, database, sound)
        told = programs.counting_together(told, state / "run")
        with running_processes(state / "logs") as processes:
            with say("Registers, login, gateways, web, worker"):
                processes.start_together([*town_programs(state, ports, told).values()])
            yield Town(state=state, ports=ports, told=told, processes=processes, database=database)


def find_open_town(state: Path) -> Town | None:
    """Return the town that another process keeps open here, if any, as far as it is seen from outside."""
    if _keeper(state) is None:
        return None
    ports = read_ports(state)
    database = recall_town_database(state) or prepare_given_server(str(variables.given_server()))
    return Town(state=state, ports=ports, told=variables.town_variables(state, database, ports))


def is_open(state: Path) -> bool:
    """Tell whether a process keeps the town open."""
    return _keeper(state) is not None


def close_town(state: Path) -> bool:
    """Ask whoever keeps the town open to close it, and wait; tell whether there was anybody.

    Raises: CannotOpenTown when it does not close.
    """
    keeper = _keeper(state)
    if keeper is None:
        stop_town_database(state)  # left behind by a town that was killed
        return False
    os.kill(keeper, signal.SIGTERM)
    deadline = time.monotonic() + CLOSE_WITHIN_S
    while _keeper(state) is not None:
        if time.monotonic() > deadline:
            raise CannotOpenTown(f"The town (process {keeper}) does not close; look into {state / 'logs'}.")
        time.sleep(0.05)
    return True


def remove_town(state: Path) -> None:
    """Remove everything that the town has kept; what set-up installed stays.

    Raises: CannotOpenTown while it is open.
    """
    with _alone(state):
        remove_town_database(state)
        for name in _FORGOTTEN_FOLDERS:
            shutil.rmtree(state / name, ignore_errors=True)
        for name in _FORGOTTEN_FILES:
            (state / name).unlink(missing_ok=True)


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    state.mkdir(parents=True, exist_ok=True)
    with (state / "town.lock").open("a+") as lock:
        if not _take(lock):
            ports = read_ports(state)
            where = f": {_address(ports, 'egeby')}/" if "web" in ports else ""
            raise CannotOpenTown(f"The town is open already{where}. ./raadhus demo --stop closes it.")
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def _address(ports: Mapping[str, int], name: str) -> str:
    return f"http://{name}.localhost:{ports['web']}"


def _keeper(state: Path) -> int | None:
    file = state / "town.lock"
    if not file.exists():
        return None
    with file.open("r+") as lock:
        if _take(lock):
            return None
        return int(lock.read() or 0) or None


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
