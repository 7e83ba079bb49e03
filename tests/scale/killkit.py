"""A living town whose parts can be held at a step and killed there, and what its receivers then have."""

import contextlib
import email
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from raadhus.config.proof import sinks
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.page import Page
from raadhus.config.proof.visitor import Visitor
from raadhus.config.town.parts import town_programs
from raadhus.config.town.postgres.keeping import find_server, town_database
from raadhus.config.town.postgres.pidfile import is_alive
from raadhus.config.town.town import Town
from tests.towns import PATIENCE_S, UNSAFE_ON_POWER_LOSS, Books, wait_until

_LETTERS = """
SELECT l.id FROM post_letter l JOIN cases_case c ON c.id = l.case_id WHERE c.submission_id = %(submission)s
"""
_BOOKS = """
WITH own AS (SELECT id FROM cases_case WHERE submission_id = %(submission)s)
SELECT
    (SELECT count(*) FROM forms_submission WHERE draft_id =
        (SELECT draft_id FROM forms_submission WHERE id = %(submission)s)),
    (SELECT count(*) FROM own),
    (SELECT count(*) FROM cases_decision WHERE case_id IN (TABLE own)),
    (SELECT count(*) FROM post_letter WHERE case_id IN (TABLE own) AND state = 'delivered'),
    (SELECT count(*) FROM records_document WHERE case_id IN (TABLE own) AND document_kind = 'letter')
"""
_MESSAGES = """
SELECT m.id, m.channel, m.state FROM notifications_message m
JOIN post_letter l ON l.id = m.about JOIN cases_case c ON c.id = l.case_id WHERE c.submission_id = %(submission)s
"""
_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE %(me)s = ANY (pg_blocking_pids(pid))"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one application, counted at those who received it and in the books."""

    submissions: int = 1
    cases: int = 1
    decisions: int = 1
    letters: int = 1
    documents: int = 1
    printed: int = 0
    sms: int = 1
    emails: int = 1
    doubtful_emails: int = 0


WHOLE = Outcome()
"""An application that came out once, with nothing left to a person."""
ON_PAPER = Outcome(printed=1, sms=0, emails=0)


@dataclass(frozen=True)
class LivingTown:
    """An open town in a state folder of its own; every process in it was started by the test."""

    town: Town

    # -- visiting

    @contextmanager
    def visiting(self) -> Iterator[Journey]:
        """Let somebody come to the town's site, and leave at the end."""
        with contextlib.closing(Visitor()) as visitor:
            yield Journey(self.town.address("egeby"), visitor)

    def apply(self, person: str) -> UUID:
        """Let somebody apply, and return the submission's id."""
        with self.visiting() as journey:
            return submission_in(journey.send(fill_in(journey, person)))

    # -- killing and starting

    def kill(self, name: str) -> None:
        """Kill a program with all its family, or the database, at once."""
        if name == "database":
            self._kill_database()
            return
        processes = _processes_of(self.town)
        pid = processes.pid_of(name)
        os.killpg(pid, signal.SIGKILL)
        processes.stop(name)

    def start(self, name: str) -> None:
        """Start what was killed again; a database on the same data."""
        if name == "database":
            with town_database(self.town.state, settings=UNSAFE_ON_POWER_LOSS):
                return  # it stays, since the town uses it
        town = self.town
        _processes_of(town).start(town_programs(town.state, town.ports, town.told)[name])

    def _kill_database(self) -> None:
        found = find_server(self.town.state)
        assert found is not None, "the town's own server runs"
        family = [found[1], *_children_of(found[1])]
        for one in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        wait_until(lambda: not any(map(is_alive, family)), "the server's end")

    # -- holding

    @contextmanager
    def held(self, statement: LiteralString, told: Mapping[str, object] | None = None) -> Iterator["Hold"]:
        """Hold everybody who comes to the rows or the table that ``statement`` locks, until the block ends."""
        connection = psycopg.connect(self._books.admin().url, connect_timeout=10)
        try:
            connection.execute(statement, told)
            yield Hold(connection, self)
        finally:
            with contextlib.suppress(psycopg.Error):  # the server was killed
                connection.close()

    def rows(self, query: LiteralString, told: Mapping[str, object] | None = None) -> list[Any]:
        """Return what the books say, past row-level security."""
        return self._books.rows(query, told)

    def number(self, query: LiteralString, told: Mapping[str, object] | None = None) -> int:
        """Return one figure of the books."""
        return self._books.number(query, told)

    # -- looking

    def wait_until_quiet(self) -> None:
        """Wait until every event has been heard and every job been done."""
        wait_until(self._books.is_quiet, "quiet in the town")

    def outcome(self, submission: UUID) -> Outcome:
        """Count what came of one application."""
        ((submissions, cases, decisions, letters, documents),) = self.rows(_BOOKS, {"submission": submission})
        messages = {
            str(message): (channel, state)
            for message, channel, state in self.rows(_MESSAGES, {"submission": submission})
        }
        own = {str(letter) for (letter,) in self.rows(_LETTERS, {"submission": submission})}
        return Outcome(
            submissions=submissions,
            cases=cases,
            decisions=decisions,
            letters=letters,
            documents=documents,
            printed=sum(one.name in own for one in sinks.read_print_house(self.town)),
            sms=sum(one.key in messages for one in sinks.read_sms(self.town)),
            emails=sum(_message_id(one) in messages for one in sinks.read_mail(self.town)),
            doubtful_emails=sum(one == ("email", "doubtful") for one in messages.values()),
        )

    def stray_files(self) -> set[str]:
        """Return the names of filed contents that no document knows."""
        folder = self.town.state / "files"
        kept = {str(path.relative_to(folder)) for path in folder.glob("records/**/*") if path.is_file()}
        return kept - {name for (name,) in self.rows("SELECT storage_name FROM records_document")}

    def counted_applications(self) -> int:
        """Return the applications that statistics counted."""
        return self.number(
            "SELECT coalesce(sum(number), 0) FROM statistics_contactcount WHERE channel = 'self_service'"
        )

    @property
    def _books(self) -> Books:
        return Books(self.town.state)


@dataclass(frozen=True)
class Hold:
    """Rows or a table that others wait for."""

    connection: "psycopg.Connection[Any]"
    living: LivingTown

    def wait_for_somebody(self, attempt: "Attempt | None" = None) -> None:
        """Return when somebody stands before what is held; an ``attempt`` that failed on its way is told."""
        wait_until(lambda: self._is_waited_for(attempt), "somebody at what is held")

    def _is_waited_for(self, attempt: "Attempt | None") -> bool:
        if attempt is not None and attempt.error is not None:
            raise attempt.error
        me = {"me": self.connection.info.backend_pid}
        return self.living.number(_WAITING, me) > 0

    def let_go(self) -> None:
        """Let those who wait go on."""
        self.connection.rollback()


@dataclass
class Attempt:
    """A visitor's request in a thread of its own, which may never be answered."""

    act: Callable[[], Any]
    error: Exception | None = None

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def end(self) -> Exception | None:
        """Wait for the answer, and return what went wrong, if anything."""
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive(), "the visitor still waits"
        return self.error

    def _run(self) -> None:
        try:
            self.act()
        except Exception as error:  # whatever a killed server does to a visitor
            self.error = error


def begin(journey: Journey, person: str) -> Page:
    """Let somebody log in and begin an application; return its first step."""
    page = journey.visitor.open(f"{journey.site}/apply/{journey.service}/")
    return journey.start(journey.log_in(page, person))


def fill_in(journey: Journey, person: str) -> Page:
    """Let somebody fill in an application; return the summary, ready to be sent."""
    page = begin(journey, person)
    while not page.url.endswith("/summary/"):
        page = journey.fill_step(page)
    return page


def submission_in(receipt: Page) -> UUID:
    """Return the submission a receipt is for."""
    return UUID(receipt.url.rstrip("/").rpartition("/")[2])


def _processes_of(town: Town) -> Any:
    assert town.processes is not None, "the town was opened here"
    return town.processes


def _children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _message_id(message: email.message.EmailMessage) -> str:
    return str(message["Message-ID"]).strip("<>").partition("@")[0]
