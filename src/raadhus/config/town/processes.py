"""The town's processes: started in order, watched together, stopped in reverse."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from raadhus.config.town import parting
from raadhus.config.town.refusals import CannotOpenTown

LOOK_EVERY_S = 0.02
WATCH_EVERY_S = 0.2
LARGEST_LOG_BYTES = 10_000_000
LAST_LINES = 15
_OWNER_READS, _NOBODY_ELSE = 0o600, 0o077  # what people sent in is for nobody else on the machine
LEAVE_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, kw_only=True)
class Program:
    """One process: what it is called, how it starts, and how one sees that it is ready."""

    name: str
    command: Sequence[str | Path]
    is_ready: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    ready_within_s: float = 120.0  # one that ended is told at once; this is for a machine that is busy
    stop_within_s: float = 5.0


class ProgramEnded(CannotOpenTown):
    """A process of the town ended by itself; the others are stopped."""


@dataclass
class _Running:
    program: Program
    process: "subprocess.Popen[bytes]"
    log: Path


class Processes:
    """The processes that run now. Each writes a log of its own; none is restarted silently."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: list[_Running] = []

    def start(self, program: Program) -> None:
        """Start a process and return when it is ready.

        Raises: ProgramEnded when it ends or does not become ready, with the end of its log.
        """
        self.start_together([program])

    def start_together(self, programs: Sequence[Program]) -> None:
        """Start processes that do not need each other to start, and return when all are ready.

        Raises: ProgramEnded, as ``start``.
        """
        for started in [self._launch(program) for program in programs]:
            self._await(started)

    def _launch(self, program: Program) -> _Running:
        log = self._open_log(program.name)
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_READS), "ab") as output:
            process = subprocess.Popen(  # noqa: S603 - the town's own programs
                program.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(program.environment),
                umask=_NOBODY_ELSE,
                start_new_session=True,  # the terminal's Ctrl-C reaches only us, and we stop them in order
                preexec_fn=parting.terminate_when_parent_ends,  # noqa: PLW1509 - one system call, no locks
            )
        running = _Running(program, process, log)
        self._running.append(running)
        return running

    def _await(self, running: _Running) -> None:
        program = running.program
        deadline = time.monotonic() + program.ready_within_s
        while not program.is_ready():
            self.check()
            if time.monotonic() > deadline:
                raise ProgramEnded(
                    f"{program.name} was not ready within {program.ready_within_s:.0f} s. "
                    f"{_last_lines(running.log)}"
                )
            time.sleep(LOOK_EVERY_S)
        if running.process.poll() is not None:  # somebody else answers on its port
            self._tell_end(running)

    def pid_of(self, name: str) -> int:
        """Return the process id of a running program."""
        return next(running.process.pid for running in self._running if running.program.name == name)

    def pids(self) -> dict[str, int]:
        """Return the process ids of all running programs by name."""
        return {running.program.name: running.process.pid for running in self._running}

    def check(self) -> None:
        """Look once whether all still run.

        Raises: ProgramEnded naming the first that does not.
        """
        for running in self._running:
            if running.process.poll() is not None:
                self._tell_end(running)

    def watch(self) -> NoReturn:
        """Wait until a process ends by itself; a signal interrupts the wait.

        Raises: ProgramEnded.
        """
        while True:
            self.check()
            time.sleep(WATCH_EVERY_S)

    def stop(self, name: str) -> None:
        """Stop one process."""
        running = next(running for running in self._running if running.program.name == name)
        self._running.remove(running)
        _end(running)

    def stop_all(self) -> None:
        """Stop all in reverse order of their start; a process that does not heed is killed."""
        while self._running:
            _end(self._running.pop())

    def _tell_end(self, running: _Running) -> NoReturn:
        code = running.process.returncode
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        raise ProgramEnded(f"{running.program.name} {how}. {_last_lines(running.log)}")

    def _open_log(self, name: str) -> Path:
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{name}.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        return log


@contextmanager
def running_processes(logs: Path) -> Iterator[Processes]:
    """Yield processes that are all stopped at the end; SIGTERM and SIGHUP end the block as Ctrl-C does."""
    processes = Processes(logs)
    before = {sign: signal.signal(sign, _interrupt) for sign in LEAVE_ON}
    try:
        yield processes
    finally:
        for sign in LEAVE_ON:
            signal.signal(sign, signal.SIG_IGN)  # stopping takes seconds and is not broken off
        processes.stop_all()
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _interrupt(_sign: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _end(running: _Running) -> None:
    process = running.process
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(running.program.stop_within_s)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)  # whoever of its family is left
    process.wait()


def _last_lines(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-LAST_LINES:] if log.exists() else []
    return "\n".join([f"Its log is {log}; it ends:", *(f"    {line}" for line in lines)])
