"""One PostgreSQL cluster: laid out once, started, found running, stopped."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from raadhus.config.town import ports
from raadhus.config.town.postgres.account import Account
from raadhus.config.town.postgres.binaries import Binaries
from raadhus.config.town.postgres.pidfile import Postmaster, is_alive, read_postmaster
from raadhus.config.town.refusals import CannotOpenTown

ADMINISTRATOR = "postgres"
START_WITHIN_S = 60.0
STOP_WITHIN_S = 20.0
LOOK_EVERY_S = 0.02

DURABLE = {"fsync": "on"}
THROWN_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    # it would find only the rows of rolled-back tests, take the tables for empty, and the next test that inserts twenty
    # thousand rows would have each foreign key looked up by an index on the municipality alone
    "autovacuum": "off",
}
ALWAYS = {
    "listen_addresses": ports.HOST,
    "jit": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_min_error_statement": "panic",  # a failed statement's text holds what people typed
}
# A killed server's last children hold its memory for a moment; these complaints pass by themselves.
PASSING = ("shared memory", "lock file", "database system is starting up")
SOCKET = ".s.PGSQL."
LONGEST_SOCKET_PATH = 107
"""Bytes. Source: unix(7), ``sun_path``."""


@dataclass(kw_only=True)
class Cluster:
    """A data folder with the server that runs on it. ``die_with_parent`` ties the server to this process."""

    data: Path
    log: Path
    binaries: Binaries
    account: Account
    password: str = field(repr=False)
    port: int | None = None
    settings: Mapping[str, str] = field(default_factory=lambda: DURABLE)
    die_with_parent: bool = False
    _child: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def initialise(self) -> None:
        """Lay out the data folder, unless that was done; it appears whole or not at all."""
        if self.data.exists():
            return
        draft = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        self.account.own(draft)
        secret = self.data.with_name("password")
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        if self.account.switch:
            os.chown(secret, self.account.uid, self.account.gid)
        try:
            self._run_initdb(draft, secret)
        finally:
            secret.unlink()
        draft.rename(self.data)

    def start(self) -> Postmaster:
        """Start the server, or find it running, and return when it takes connections.

        Raises: CannotOpenTown with the end of the server's log.
        """
        deadline = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline:
            running = read_postmaster(self.data)
            if running is None:
                running = self._launch(deadline)
            if running is not None and running.ready and ports.is_answering(running.port):
                self.port = running.port
                return running
            time.sleep(LOOK_EVERY_S if running is not None else 0.3)
        raise CannotOpenTown(f"PostgreSQL did not start within {START_WITHIN_S:.0f} s. {self._complaint()}")

    def stop(self) -> None:
        """Stop the server cleanly, and collect it when it is our child."""
        stop_server(self.data, collect=self._collect)
        self._collect()

    def _launch(self, deadline: float) -> Postmaster | None:
        """Start the program; none when it ended again for a reason that passes."""
        self.port = ports.choose_port(self.port)
        for left in self.data.parent.glob(
            f"{SOCKET}*"
        ):  # a killed server's, whose number may be another's by now
            left.unlink()
        sockets = {"unix_socket_directories": socket_folder(self.data.parent, self.port)}
        options = {**ALWAYS, **sockets, **self.settings, "port": str(self.port)}
        command: list[str | Path] = [self.binaries.postgres, "-D", self.data]
        pid = self._start_program([*command, *(f"--{name}={value}" for name, value in options.items())])
        while time.monotonic() < deadline:
            self._collect()
            if not is_alive(pid):
                self._forgive_or_raise()
                return None
            running = read_postmaster(self.data)
            if running is not None and running.pid == pid and running.ready:
                return running
            time.sleep(LOOK_EVERY_S)
        return None

    def _start_program(self, command: Sequence[str | Path]) -> int:
        if not self.die_with_parent:
            return self.account.detach(command, output=self.log)
        self._child = self.account.spawn(command, output=self.log)
        return self._child.pid

    def _collect(self) -> None:
        if self._child is not None:
            self._child.poll()

    def _forgive_or_raise(self) -> None:
        complaint = self._complaint()
        if "Address already in use" in complaint or "could not bind" in complaint:
            self.port = None
        elif not any(words in complaint for words in PASSING):
            raise CannotOpenTown(f"PostgreSQL ended at once. {complaint}")

    def _complaint(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-12:] if self.log.exists() else []
        told = [line for line in lines if any(word in line for word in ("FATAL", "HINT", "ERROR", "LOG"))]
        return f"Its log ({self.log}) ends: " + " / ".join(told[-6:])

    def _run_initdb(self, folder: Path, secret: Path) -> None:
        # builtin: the same sort order on every system
        provider = "builtin" if self.binaries.major >= 17 else "libc"
        command: list[str | Path] = [self.binaries.initdb, "--pgdata", folder, "--pwfile", secret]
        manner = [
            "--username=postgres",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            f"--locale-provider={provider}",
            "--no-sync",
        ]
        outcome = self.account.run([*command, *manner, "--locale=C.UTF-8"])
        if outcome.returncode != 0:  # a C library without C.UTF-8
            spare = ["--builtin-locale=C.UTF-8"] if provider == "builtin" else []
            outcome = self.account.run([*command, *manner, *spare, "--locale=C"])
        if outcome.returncode != 0:
            raise CannotOpenTown(f"PostgreSQL could not lay out its data folder: {outcome.stderr.strip()}")


def socket_folder(home: Path, port: int) -> str:
    """Return the cluster's own folder, closed to others, as the place of its socket, in PostgreSQL's writing.

    Through a socket a statement costs both sides less than through TCP. Empty when the path would be too long for one.
    """
    if len(os.fsencode(home / f"{SOCKET}{port}")) > LONGEST_SOCKET_PATH:
        return ""
    return '"{}"'.format(str(home).replace('"', '""'))


def stop_server(data: Path, *, collect: Callable[[], None] = lambda: None) -> None:
    """Stop the server on a data folder, if one runs: sessions are broken off, everything committed is kept.

    ``collect`` is called while waiting, for a server that is a child of the caller.
    """
    running = read_postmaster(data)
    if running is None:
        return
    for sign in (signal.SIGINT, signal.SIGQUIT):
        with contextlib.suppress(ProcessLookupError):
            os.kill(running.pid, sign)
        deadline = time.monotonic() + STOP_WITHIN_S
        while time.monotonic() < deadline:
            collect()
            if not is_alive(running.pid):
                return
            time.sleep(LOOK_EVERY_S)
