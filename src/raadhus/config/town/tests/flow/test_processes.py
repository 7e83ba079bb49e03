"""The supervisor, tried with real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from raadhus.config.town.folders import SOURCE
from raadhus.config.town.kept_ports import kept_ports
from raadhus.config.town.ports import choose_port, hold_port, is_answering, is_free, port_of
from raadhus.config.town.postgres.pidfile import is_alive
from raadhus.config.town.processes import Program, ProgramEnded, running_processes
from raadhus.config.town.readiness import answers_http, answers_tcp

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]

LISTEN_ALONE = (
    "import socket,sys,time; s=socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(600)"
)
LISTEN = LISTEN_ALONE.replace("1])))", "1])), reuse_port=True)")
"""At a port that the test holds for it."""
SERVE_FILES = """
import functools, http.server, sys
class Server(http.server.ThreadingHTTPServer):
    allow_reuse_port = True
files = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[2])
Server(("127.0.0.1", int(sys.argv[1])), files).serve_forever()
"""
WRITE_WHEN_STOPPED = """
import pathlib, signal, sys, time
def leave(*_):
    with pathlib.Path(sys.argv[1]).open("a") as file: file.write(sys.argv[2] + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
pathlib.Path(sys.argv[1] + "." + sys.argv[2]).touch()
time.sleep(600)
"""


@pytest.fixture
def port() -> Iterator[int]:
    """Return a port of loopback that nobody takes but a process that shares it."""
    with hold_port() as held:
        yield port_of(held)


def test_processes_are_stopped_in_reverse_order(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with running_processes(tmp_path) as processes:
        for name in ("first", "second", "third"):
            processes.start(
                program(name, WRITE_WHEN_STOPPED, str(told), name, ready=Path(f"{told}.{name}").exists)
            )

    assert told.read_text().split() == ["third", "second", "first"]


def test_what_a_process_writes_is_for_nobody_else_on_the_machine(tmp_path: Path) -> None:
    written = tmp_path / "written"
    with running_processes(tmp_path / "logs") as processes:
        write = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
        processes.start(program("writer", write, str(written), ready=written.exists))

    assert [file.stat().st_mode & 0o077 for file in (written, tmp_path / "logs" / "writer.log")] == [0, 0]


def test_a_process_that_ends_is_told_with_the_end_of_its_log(tmp_path: Path, port: int) -> None:
    with running_processes(tmp_path) as processes:
        processes.start(program("steady", LISTEN, str(port), ready=answers_tcp(port)))
        steady = processes.pid_of("steady")
        with pytest.raises(ProgramEnded, match=r"(?s)broken ended with code 3.*no luck"):
            processes.start(
                program("broken", "import sys; print('no luck'); sys.exit(3)", ready=lambda: False)
            )

    assert not is_alive(steady)
    assert not is_answering(port)


def test_a_killed_process_ends_the_watch(tmp_path: Path, port: int) -> None:
    with running_processes(tmp_path) as processes:
        processes.start(program("web", LISTEN, str(port), ready=answers_tcp(port)))
        os.kill(processes.pid_of("web"), signal.SIGKILL)

        with pytest.raises(ProgramEnded, match="web was killed by SIGKILL"):
            processes.watch()


def test_a_stray_signal_for_somebody_elses_diagnosis_ends_nothing(tmp_path: Path, port: int) -> None:
    hits_itself = f"import os, signal; os.kill(os.getpid(), signal.SIGUSR1); {LISTEN}"
    with running_processes(tmp_path) as processes:
        processes.start(program("steady", hits_itself, str(port), ready=answers_tcp(port)))
        processes.check()

        assert is_answering(port)


def test_a_process_that_is_never_ready_is_refused(tmp_path: Path) -> None:
    with running_processes(tmp_path) as processes, pytest.raises(ProgramEnded, match="was not ready within"):
        processes.start(
            Program(
                name="slow",
                command=[sys.executable, "-c", "import time; time.sleep(600)"],
                is_ready=lambda: False,
                ready_within_s=0.1,
            )
        )


def test_a_process_that_does_not_heed_is_killed_with_its_family(tmp_path: Path) -> None:
    stubborn = (
        "import os,pathlib,signal,sys,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); child=os.fork(); "
        "child and pathlib.Path(sys.argv[1]).write_text(str(child)); time.sleep(600)"
    )
    noted = tmp_path / "child"
    with running_processes(tmp_path) as processes:
        processes.start(
            Program(
                name="stubborn",
                command=[sys.executable, "-c", stubborn, str(noted)],
                is_ready=lambda: noted.exists() and noted.read_text() != "",
                stop_within_s=0.2,
            )
        )
        child = int(noted.read_text())

    assert wait_until(lambda: not is_alive(child))


def test_children_end_with_a_killed_parent(tmp_path: Path, port: int) -> None:
    parent = (
        "import sys, time; from pathlib import Path; "
        "from raadhus.config.town.processes import Program, Processes; "
        "from raadhus.config.town.readiness import answers_tcp; "
        f"Processes(Path({str(tmp_path)!r})).start(Program(name='child', is_ready=answers_tcp({port}), "
        f"command=[sys.executable, '-c', {LISTEN!r}, '{port}'])); print('ready', flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.kill()

    assert wait_until(lambda: not is_answering(port))


def test_a_page_that_answers_otherwise_is_not_ready(tmp_path: Path, port: int) -> None:
    with running_processes(tmp_path) as processes:
        processes.start(
            Program(
                name="files",
                command=[sys.executable, "-c", SERVE_FILES, str(port), tmp_path],
                is_ready=answers_http(port, "/"),
            )
        )
        assert not answers_http(port, "/absent")()


def test_ports_stay_the_same_unless_somebody_took_them(tmp_path: Path) -> None:
    with kept_ports(tmp_path, ("web", "mail"), wanted={}) as first:
        pass
    with kept_ports(tmp_path, ("web", "mail"), wanted={}) as again:
        pass
    with running_processes(tmp_path) as processes:
        processes.start(program("squatter", LISTEN_ALONE, str(first["web"]), ready=answers_tcp(first["web"])))
        with kept_ports(tmp_path, ("web", "mail"), wanted={}) as moved:
            pass

    assert again == first
    assert moved["web"] != first["web"]
    assert moved["mail"] == first["mail"]


def test_two_towns_that_want_the_same_port_at_the_same_time_have_two(tmp_path: Path) -> None:
    usual = choose_port()
    with (
        kept_ports(tmp_path / "one", ("web",), wanted={"web": usual}) as one,
        kept_ports(tmp_path / "other", ("web",), wanted={"web": usual}) as other,
    ):
        assert not is_free(usual), "before anybody listens there"

    assert one["web"] == usual
    assert other["web"] != usual
    assert is_free(usual)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a port is not held while our servers use it")
def test_a_held_port_is_our_own_servers_and_nobody_elses(tmp_path: Path) -> None:
    with (
        kept_ports(tmp_path, ("web",), wanted={}) as ports,
        running_processes(tmp_path) as processes,
    ):
        port = str(ports["web"])
        processes.start(program("ours", LISTEN, port, ready=answers_tcp(ports["web"])))
        with pytest.raises(ProgramEnded, match="Address already in use"):
            processes.start(program("other", LISTEN_ALONE, port, ready=lambda: False))


def program(name: str, script: str, *arguments: str, ready: Callable[[], bool]) -> Program:
    return Program(name=name, command=[sys.executable, "-c", script, *arguments], is_ready=ready)


def wait_until(look: Callable[[], bool], within_s: float = 60.0) -> bool:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if look():
            return True
        time.sleep(0.02)
    return False
