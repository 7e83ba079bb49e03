"""Whole towns for tests: their books, what goes on in them, and one town for many tests."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString, TypeVar

import psycopg
import pytest

from raadhus.config.proof.page import CannotGoOn
from raadhus.config.town.folders import ASSETS
from raadhus.config.town.parts import town_programs
from raadhus.config.town.postgres.keeping import find_server
from raadhus.config.town.postgres.server import Login
from raadhus.config.town.processes import ProgramEnded
from raadhus.config.town.readiness import answers_http
from raadhus.config.town.refusals import CannotOpenTown
from raadhus.config.town.town import NOTHING, Town, open_town, remove_town

T = TypeVar("T")
PATIENCE_S = 120.0
LOOK_EVERY_S = 0.02
VISIT_EVERY_S = 0.1
UNSAFE_ON_POWER_LOSS = {"fsync": "off"}
"""A killed server loses nothing by it: the kernel keeps what was written."""
UNHURRIED = {"RAADHUS_RATE_FACTOR": "1000", "RAADHUS_PATIENCE_FACTOR": "20"}
"""A town that lets people come as often as tests do, and waits for its neighbours on a machine that stands still."""
GIVEN = ("DATABASE_URL", "RAADHUS_OWNER_DATABASE_URL", "RAADHUS_DATABASE_URL")


@dataclass(frozen=True)
class Books:
    """What a town's database says, past row-level security."""

    state: Path

    def admin(self) -> Login:
        """Return the administrator's way in, while the server runs."""
        found = find_server(self.state)
        assert found is not None, "the town's own server runs"
        return found[0]

    def rows(self, query: LiteralString, told: Mapping[str, object] | None = None) -> list[Any]:
        """Return what is found."""
        with self.admin().connection() as connection:
            return connection.execute(query, told).fetchall()

    def number(self, query: LiteralString, told: Mapping[str, object] | None = None) -> int:
        """Return one figure."""
        return int(self.rows(query, told)[0][0])

    def is_quiet(self) -> bool:
        """Tell whether every event has been heard and every job been done, none waiting for another try."""
        return self._waits_for_nothing("status IN ('todo', 'doing')")

    def has_nothing_due(self) -> bool:
        """Tell whether every event has been heard and no job can be done now; some may be tried again later."""
        return self._waits_for_nothing(
            "(status = 'doing' OR status = 'todo' AND coalesce(scheduled_at, now()) <= now())"
        )

    def forget_tries(self) -> None:
        """Let everybody try again as often as at first: no rate is counted yet."""
        self.rows("DELETE FROM platform_ratecount RETURNING key")

    def _waits_for_nothing(self, which_jobs: LiteralString) -> bool:
        waiting: LiteralString = "SELECT count(*) FROM bus_outboxevent WHERE delivered_at IS NULL"
        jobs: LiteralString = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'bus.run_job' AND "
        try:
            return self.number(waiting) + self.number(jobs + which_jobs) == 0
        except psycopg.OperationalError:
            return False  # the server is coming up


def wait_until(look: Callable[[], T], what: str) -> T:
    """Look until there is something to see, and return it."""
    deadline = time.monotonic() + PATIENCE_S
    while not (seen := look()):
        assert time.monotonic() < deadline, f"{what} did not come within {PATIENCE_S:.0f} s"
        time.sleep(LOOK_EVERY_S)
    return seen


def waiting_in(town: Town) -> Callable[[Callable[[], T], str], T]:
    """Return the visitor's ``wait_for`` for a town with a fault: nothing comes any more once nothing is being done."""
    books = Books(town.state)

    def wait_for(look: Callable[[], T], what: str) -> T:
        deadline = time.monotonic() + PATIENCE_S
        while not (seen := look()):
            is_over = books.has_nothing_due() or time.monotonic() > deadline
            if is_over and not (seen := look()):
                raise CannotGoOn(f"{what} did not come.")
            if is_over:
                break
            time.sleep(VISIT_EVERY_S)
        return seen

    return wait_for


@contextmanager
def say_nothing(_what: str) -> Iterator[None]:
    """Announce no steps."""
    yield


@contextmanager
def as_it_is(_town: Town) -> Iterator[None]:
    """Add nothing to a town."""
    yield


def need_assets() -> None:
    """Leave a test out where set-up has not built the web's files."""
    if not (ASSETS / "fingerprint").exists():
        pytest.skip("the web's files are not built here: run ./raadhus test once")


@dataclass
class TownKeeper:
    """One town for many tests. It is opened when first asked for, and made anew when it is no longer sound.

    ``new_folder``: returns an empty one; ``equip``: what stands in the town besides, as long as it is open.
    """

    new_folder: Callable[[], Path]
    equip: Callable[[Town], AbstractContextManager[Any]] = as_it_is
    more: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    equipment: Any = None
    _open: ExitStack = field(default_factory=ExitStack)
    _town: Town | None = None
    _parts: frozenset[str] = frozenset()
    _states: list[Path] = field(default_factory=list)
    _told: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def sound_town(self) -> Town:
        """Return the town; what an earlier test left broken or unfinished is a new town."""
        return self._town_told({})

    def faulty_town(self, part: str, fault: str) -> Town:
        """Return the town with a fault in one part; it stays there until a test asks for another town."""
        return self._town_told({part: {"RAADHUS_FAULT": fault}})

    def _town_told(self, wanted: Mapping[str, Mapping[str, str]]) -> Town:
        """Return the town with only these parts told more; those that have been told so are left as they are."""
        if self._town is not None:
            self._tell(wanted)
        if self._town is not None and (fault := self._find_fault(self._town)):
            sys.stdout.write(f"The town is made anew: {fault}.\n")
            self.forget()
        if self._town is None:
            self._town = self._begin()
            self._tell(wanted)
        return self._town

    def _tell(self, wanted: Mapping[str, Mapping[str, str]]) -> None:
        for part in self._told.keys() | wanted.keys():
            if self._told.get(part, NOTHING) != wanted.get(part, NOTHING):
                self.restart(part, wanted.get(part, NOTHING))

    def restart(self, name: str, more: Mapping[str, str] = NOTHING) -> None:
        """Stop one part and start it, told more besides."""
        town = self._town
        assert town is not None
        assert town.processes is not None
        town.processes.stop(name)
        self._told[name] = more
        told = {**town.told, **more}
        town.processes.start(town_programs(town.state, town.ports, told)[name])

    def closed_town(self) -> Path:
        """Return the folder of a town that was open once and is closed now, from which it can be opened again."""
        if not self._states:
            self.sound_town()
        self._close()
        return self._states[-1]

    def forget(self) -> None:
        """Close the town; the next is a new one."""
        self._close()
        for state in self._states:
            remove_town(state)
        self._states.clear()

    def _begin(self) -> Town:
        state = self._states[-1] if self._states else self.new_folder()
        self._states[:] = [state]
        state.mkdir(parents=True, exist_ok=True)
        town = self._open.enter_context(
            open_town(state, more=self.more, settings=UNSAFE_ON_POWER_LOSS, say=say_nothing)
        )
        self.equipment = self._open.enter_context(self.equip(town))
        assert town.processes is not None
        self._parts = frozenset(town.processes.pids())
        return town

    def _close(self) -> None:
        self._town = None
        self._told.clear()
        opened, self._open = self._open, ExitStack()
        with contextlib.suppress(CannotOpenTown):
            opened.close()

    def _find_fault(self, town: Town) -> str:
        """Return what is wrong with a town; nothing when it is sound and quiet."""
        assert town.processes is not None
        try:
            town.processes.check()
        except ProgramEnded as ended:
            return str(ended)
        if missing := self._parts - frozenset(town.processes.pids()):
            return f"{', '.join(sorted(missing))} not started again"
        if find_server(town.state) is None:
            return "the database not started again"
        is_ready = answers_http(town.ports["web"], "/ready/")
        try:
            wait_until(lambda: is_ready() and Books(town.state).is_quiet(), "quiet in the town")
        except AssertionError as restless:
            return str(restless)
        return ""


@contextmanager
def kept_town(
    new_folder: Callable[[], Path],
    *,
    equip: Callable[[Town], AbstractContextManager[Any]] = as_it_is,
    more: Mapping[str, str] = NOTHING,
) -> Iterator[TownKeeper]:
    """Yield a keeper whose town is closed and removed at the end, on a server of its own."""
    keeper = TownKeeper(new_folder, equip=equip, more=more)
    with pytest.MonkeyPatch.context() as patch:
        for name in GIVEN:
            patch.delenv(name, raising=False)
        try:
            yield keeper
        finally:
            keeper.forget()
