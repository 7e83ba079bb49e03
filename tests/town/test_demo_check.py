"""The proof that ``./raadhus demo --check`` gives: it holds for a sound town, and for no town with a fault."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from raadhus.config.town import journey, programs
from raadhus.config.town.folders import ROOT, STATE
from raadhus.config.town.proof import Line, prove
from raadhus.config.town.town import Town, open_town, remove_town
from tests.town.townkit import say_nothing

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]

FAULTS = {
    "registers:down": "stopped",
    "registers:nonsense": "stopped",
    "eid:wrong-nonce": "stopped",
    "cases:deaf": "stopped",
    "post:idle": "stopped",
    "press:misprint": "letter",
    "sms-gateway:drop": "stopped",
    "mail:drop": "stopped",
    "notifications:idle": "stopped",
    "statistics:deaf": "stopped",
    "print-house:closed": "stopped",
}
"""Each fault, and the line of the proof that must tell it."""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder of a town of its own, with the web's files that set-up built."""
    if not (STATE / "assets" / "fingerprint").exists():
        pytest.skip("the web's files are not built here: run ./raadhus test once")
    folder = tmp_path_factory.mktemp("town")
    (folder / "assets").symlink_to(STATE / "assets")
    yield folder
    remove_town(folder)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait long for what will never come."""
    monkeypatch.setattr(journey, "COMES_WITHIN_S", 8.0)


def test_a_sound_town_is_proven(state: Path) -> None:
    with open_town(state, say=say_nothing) as town:
        lines = list(prove(town))

    assert [line for line in lines if not line.is_true] == []
    assert [line.what for line in lines] == [
        "submitted",
        "decided",
        "letter",
        "closed",
        "elsewhere",
        "SMS",
        "e-mail",
        "counted",
        "printed",
    ]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_any_part_is_seen_from_outside(state: Path, fault: str) -> None:
    with open_town(state, more={"RAADHUS_FAULT": fault}, say=say_nothing) as town:
        wrong = find_wrong(town)

    assert wrong is not None, f"nobody saw {fault}"
    assert wrong.what == FAULTS[fault], wrong.said


def test_a_wrong_scale_in_the_rules_is_seen_from_outside(state: Path, tmp_path: Path) -> None:
    package = shutil.copytree(
        ROOT / "services" / "dk" / "free-place-subsidy", tmp_path / "free-place-subsidy"
    )
    rules = package / "rules.dmn"
    told = rules.read_text()
    assert "200300" in told
    rules.write_text(told.replace("200300", "150300"))
    with open_town(state, say=say_nothing) as town:
        programs.run_once(
            *("raadhus.config.command", "service", "install", str(package), "--owner", "kl.localhost"),
            told=town.told,
            failing="The package was not installed.",
        )
        wrong = find_wrong(town, monthly_oere=30_000_00)

    assert wrong is not None
    assert wrong.what == "letter"


def find_wrong(town: Town, *, monthly_oere: int = 25_000_00) -> Line | None:
    """Return the first line of the proof that is not true."""
    lines = prove(town, draw=lambda _lowest, _highest: monthly_oere)
    return next((line for line in lines if not line.is_true), None)
