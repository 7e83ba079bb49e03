"""``./raadhus test`` asks a test that failed beside others once more, alone; what fails twice, or in numbers, is red."""

from pathlib import Path

import pytest

from raadhus.config.command.test import SOME_FAILED, UNSTEADY_AT_MOST, run_phase

FAILS_ONCE = """
from pathlib import Path


def test_first_time() -> None:
    seen = Path(__file__).with_suffix(".seen")
    was_seen = seen.exists()
    seen.touch()
    assert was_seen
"""
SKIPPED_THEN = """
from pathlib import Path

import pytest


def test_first_time() -> None:
    seen = Path(__file__).with_suffix(".seen")
    was_seen = seen.exists()
    seen.touch()
    if was_seen:
        pytest.skip("Not now.")
    assert False
"""
FAILS_ALWAYS = "def test_never() -> None:\n    assert False\n"
NAMED_BY_CHANCE = """
import uuid

import pytest


@pytest.mark.parametrize("name", [str(uuid.uuid4())])
def test_named(name):
    assert name
"""
PASSES = "def test_ever() -> None:\n    assert True\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder of tests of its own, one of which passes."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:django\n")
    (tmp_path / "test_passes.py").write_text(PASSES)
    return tmp_path


def test_a_test_that_passes_alone_is_named_as_unsteady(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "test_once.py").write_text(FAILS_ONCE)

    assert run_phase(project, "rooms", ()) == 0

    told = capfd.readouterr().out
    assert "1 failed, 1 passed" in told
    assert told.endswith("Unsteady: failed beside others, passed alone:\n  test_once.py::test_first_time\n")


def test_a_test_of_a_group_is_asked_alone_too(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    grouped = 'import pytest\n\npytestmark = pytest.mark.xdist_group("town")\n'
    (project / "test_once.py").write_text(grouped + FAILS_ONCE)

    assert run_phase(project, "towns", ()) == 0

    told = capfd.readouterr().out
    assert "1 passed in" in told
    assert told.endswith("Unsteady: failed beside others, passed alone:\n  test_once.py::test_first_time\n")


def test_a_test_that_fails_twice_is_red(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "test_once.py").write_text(FAILS_ONCE)
    (project / "test_twice.py").write_text(FAILS_ALWAYS)

    assert run_phase(project, "rooms", ()) == SOME_FAILED

    assert "Unsteady" not in capfd.readouterr().out


@pytest.mark.parametrize(
    "otherwise",
    ['pytest.skip("Not now.")', 'pytest.xfail("Known.")', "return pytest.importorskip('absent_here')"],
    ids=["skipped", "expected to fail", "without what it needs"],
)
def test_a_test_that_is_not_carried_out_the_second_time_is_red(
    project: Path, capfd: pytest.CaptureFixture[str], otherwise: str
) -> None:
    (project / "test_once.py").write_text(FAILS_ONCE)
    (project / "test_then.py").write_text(SKIPPED_THEN.replace('pytest.skip("Not now.")', otherwise))

    assert run_phase(project, "rooms", ()) == SOME_FAILED

    told = capfd.readouterr().out
    assert "Unsteady" not in told
    assert "alone not carried out at all:\n  test_once.py" in told


def test_many_failures_are_red_without_asking_again(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(UNSTEADY_AT_MOST + 1):
        (project / f"test_once_{number}.py").write_text(FAILS_ONCE)

    assert run_phase(project, "rooms", ()) == SOME_FAILED

    assert capfd.readouterr().out.count("test session starts") == 1


def test_what_cannot_be_read_is_red_without_asking_for_all_the_others(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "test_broken.py").write_text("import what_there_is_not\n")

    assert run_phase(project, "rooms", ()) != 0

    assert capfd.readouterr().out.count("test session starts") == 1


def test_tests_that_are_called_differently_in_each_run_are_red(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "test_named.py").write_text(NAMED_BY_CHANCE)

    assert run_phase(project, "rooms", ()) != 0

    assert capfd.readouterr().out.count("test session starts") == 1


def test_what_failed_in_a_run_before_is_not_remembered(project: Path) -> None:
    (project / "test_twice.py").write_text(FAILS_ALWAYS)
    run_phase(project, "rooms", ())
    (project / "test_twice.py").write_text(PASSES)

    assert run_phase(project, "rooms", ()) == 0
