"""``./raadhus demo`` as somebody at a terminal has it: a process that says where the town is, until Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from raadhus.config.proof.journey import Journey
from raadhus.config.proof.townsfolk import let_townsfolk_apply
from raadhus.config.proof.visitor import Visitor
from raadhus.config.town import variables
from raadhus.config.town.folders import SOURCE
from raadhus.config.town.kept_ports import read_ports
from raadhus.config.town.ports import hold_port, is_answering, port_of
from raadhus.config.town.postgres.keeping import find_server
from raadhus.config.town.postgres.pidfile import is_alive
from raadhus.config.town.town import Town, open_town
from tests.towns import PATIENCE_S, UNSAFE_ON_POWER_LOSS, TownKeeper, say_nothing, wait_until

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]
IN_A_FOLDER = """
import sys
from pathlib import Path
from raadhus.config.command import __main__, demo
from raadhus.config.proof import journey
journey.COMES_WITHIN_S = 120.0
demo.STATE = Path(sys.argv[1])
demo.WEB_PORT = int(sys.argv[2])
sys.exit(__main__.main(["demo", *sys.argv[3:]]))
"""
NEVER_READY = """
import dataclasses
from raadhus.config.town import town
programs_of = town.town_programs
def never_ready(*given):
    return {name: dataclasses.replace(one, is_ready=lambda: False) for name, one in programs_of(*given).items()}
town.town_programs = never_ready
"""
OPEN = re.compile(r"The town is open: http://egeby\.localhost:(\d+)/")


@pytest.fixture
def state(keeper: TownKeeper) -> Path:
    """Return the folder of a town that was open before and is closed now."""
    return keeper.closed_town()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_town_and_leaves_nothing_running(state: Path, sign: signal.Signals) -> None:
    with demo(state) as process:
        said = read_until_open(process)
        server = find_server(state)
        assert server is not None
        family = [*family_of(process.pid), server[1]]
        os.killpg(process.pid, sign)
        said += read_rest(process)

    assert process.returncode == 0
    assert "Closed. What happened is kept" in said
    assert len(family) > 6
    assert [pid for pid in family if is_alive(pid)] == []
    assert [name for name, port in read_ports(state).items() if is_answering(port)] == []
    assert find_server(state) is None


def test_a_signal_while_the_town_is_being_opened_leaves_nothing_running(state: Path) -> None:
    with demo(state, before=NEVER_READY) as process:
        wait_until(lambda: is_answering(read_ports(state)["registers"]), "the registers")
        family = family_of(process.pid)
        press_ctrl_c(process)
        read_rest(process)

    assert process.returncode == 130
    assert [pid for pid in family if is_alive(pid)] == []
    assert find_server(state) is None


def test_a_second_demo_says_in_a_sentence_where_the_first_is(state: Path) -> None:
    with demo(state) as process:
        read_until_open(process)
        web = read_ports(state)["web"]
        with demo(state) as second:
            said = read_rest(second)
        press_ctrl_c(process)
        read_rest(process)

    assert second.returncode == 1
    assert said == (
        f"The town is open already: http://egeby.localhost:{web}/. ./raadhus demo --stop closes it.\n"
    )
    assert process.returncode == 0


def test_stop_closes_the_town_that_another_terminal_keeps_open(state: Path) -> None:
    with demo(state) as process:
        read_until_open(process)
        with demo(state, "--stop") as stopping:
            said = read_rest(stopping)
        read_rest(process)

    assert (stopping.returncode, said) == (0, "Closed.\n")
    assert process.returncode == 0
    assert find_server(state) is None


def test_a_town_that_is_open_elsewhere_is_not_forgotten_before_somebody_says_so(
    keeper: TownKeeper, state: Path
) -> None:
    with demo(state) as process:
        read_until_open(process)
        with demo(state, "--reset") as asking:
            said = read_rest(asking)
        is_kept = status_of_front_page(read_ports(state)["web"])
        with demo(state, "--reset", "--yes") as resetting:
            said += read_rest(resetting)
        parting = read_rest(process)
    left = {file.name for file in state.iterdir()}
    keeper.forget()  # nothing is left to open again

    assert (asking.returncode, resetting.returncode, process.returncode) == (1, 0, 0)
    assert said.startswith("The town is open in another terminal; nothing was forgotten.")
    assert is_kept == 200
    assert said.endswith("Forgotten. ./raadhus demo begins anew.\n")
    assert "Closed, and forgotten, from another terminal." in parting
    assert left.isdisjoint({"prepared", "forgetting"})


def test_a_demo_whose_usual_port_is_taken_says_which_it_took(state: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as squatter:
        usual = squatter.getsockname()[1]
        with demo(state, usual=usual) as process:
            said = read_until_open(process)
            press_ctrl_c(process)
            read_rest(process)
        with demo(state, "--port", str(usual), usual=usual) as asked:
            refused = read_rest(asked)

    took = read_ports(state)["web"]
    assert took != usual
    assert f"Port {usual} was taken; the town has {took}." in said
    assert (asked.returncode, refused) == (
        1,
        f"Port {usual} is taken: give another, or leave --port out.\n",
    )


def test_a_login_works_after_the_provider_had_to_move(state: Path) -> None:
    before = read_ports(state)["eid"]
    with hold_port(before) as squatter:
        assert port_of(squatter) == before
        with opened(state) as town:
            assert town.ports["eid"] != before
            assert status_after_login(town) == 200


def test_in_a_new_town_two_cases_wait_for_the_caseworker(state: Path) -> None:
    (state / "townsfolk").unlink(missing_ok=True)
    with opened(state) as town:
        names = let_townsfolk_apply(town)
        again = let_townsfolk_apply(town)
        journey = Journey(town.address("egeby"), Visitor())
        inbox = journey.log_in_to(f"{journey.site}/work/", "karim").url
        wait_until(lambda: all(name in journey.visitor.open(inbox).text for name in names), "both cases")
        journey.visitor.close()

    assert (names, again) == (("Rasmus Dahl", "Jonas Vang"), ())


@contextmanager
def opened(state: Path) -> Iterator[Town]:
    with open_town(state, settings=UNSAFE_ON_POWER_LOSS, say=say_nothing) as town:
        yield town


def status_of_front_page(port: int) -> int:
    visitor = Visitor()
    page = visitor.open(f"http://egeby.localhost:{port}/")
    visitor.close()
    return int(page.status)


def status_after_login(town: Town) -> int:
    visitor = Visitor()
    journey = Journey(town.address("egeby"), visitor)
    page = journey.log_in_to(f"{journey.site}/my/", "amina")
    visitor.close()
    return page.status if page.url == f"{journey.site}/my/" else 0


@contextmanager
def demo(
    state: Path, *words: str, usual: int | None = None, before: str = ""
) -> Iterator["subprocess.Popen[str]"]:
    """
    Run ``./raadhus demo`` with a folder and a usual port of its own, in a session of its own as at a terminal.

    ``before``: a script that runs first in its process.
    """
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            before + IN_A_FOLDER,
            str(state),
            str(usual or read_ports(state)["web"]),
            *words,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**variables.inherited(), "PYTHONPATH": str(SOURCE)},
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()


def read_until_open(process: "subprocess.Popen[str]") -> str:
    """Return what was said until the town was open, its proof included."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C closes the town" in line:
            assert OPEN.search(said)
            assert "All of it is true." in said
            return said
    raise AssertionError(f"The town did not open: {said}")


def press_ctrl_c(process: "subprocess.Popen[str]") -> None:
    """Interrupt the terminal's foreground group, as the kernel does."""
    os.killpg(process.pid, signal.SIGINT)


def read_rest(process: "subprocess.Popen[str]") -> str:
    said, _ = process.communicate(timeout=PATIENCE_S)
    return said


def family_of(pid: int) -> list[int]:
    """Return the ids of a process's descendants; one that has ended meanwhile has none."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(child) for child in told.split()]
    return [one for child in children for one in (child, *family_of(child))]
