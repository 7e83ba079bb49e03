"""The proof that ``./raadhus demo --check`` gives: it holds for a sound town, and for no town with a fault."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from raadhus.config.town import journey, proof
from raadhus.config.town.proof import Line, prove
from raadhus.config.town.town import Town
from tests.towns import PATIENCE_S, TownKeeper, waiting_in

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]


class Fault(NamedTuple):
    """Which part has it, and which line of the proof must tell it in which words."""

    part: str
    line: str
    words: str


FAULTS = {
    "registers:down": Fault("registers", "stopped", r"/household/ \(422\)"),
    "registers:nonsense": Fault("registers", "stopped", r"/household/ \(422\)"),
    "eid:wrong-nonce": Fault("eid", "stopped", r"/login/callback/"),
    "cases:deaf": Fault("worker", "stopped", "The letter in the mailbox did not come"),
    "post:idle": Fault("worker", "stopped", "The letter in the mailbox did not come"),
    "press:misprint": Fault("worker", "letter", "does not say"),
    "sms-gateway:drop": Fault("sinks", "stopped", "The SMS did not come"),
    "mail:drop": Fault("sinks", "stopped", "The e-mail did not come"),
    "notifications:idle": Fault("worker", "stopped", "The SMS did not come"),
    "statistics:deaf": Fault("worker", "stopped", "The count did not come"),
    "print-house:closed": Fault("worker", "stopped", "The letter on paper did not come"),
}
MONTHLY_OERE = 39_000_00


@pytest.fixture
def town(keeper: TownKeeper) -> Town:
    """Return the town, sound."""
    return keeper.sound_town()


@contextmanager
def with_fault(keeper: TownKeeper, fault: str) -> Iterator[None]:
    part = FAULTS[fault].part
    keeper.restart(part, {"RAADHUS_FAULT": fault})
    try:
        yield
    finally:
        keeper.restart(part)


def test_a_sound_town_is_proven(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey, "COMES_WITHIN_S", PATIENCE_S)

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
    assert next(line.said for line in lines if line.what == "letter").startswith("1 page,")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_any_part_is_seen_from_outside(
    town: Town, keeper: TownKeeper, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(proof, "wait_for", waiting_in(town))
    with with_fault(keeper, fault):
        wrong = find_wrong(town)

    assert wrong is not None, f"nobody saw {fault}"
    assert wrong.what == FAULTS[fault].line, wrong.said
    assert re.search(FAULTS[fault].words, wrong.said)


def find_wrong(town: Town) -> Line | None:
    """Return the first line of the proof that is not true."""
    lines = prove(town, draw=lambda _lowest, _highest: MONTHLY_OERE)
    return next((line for line in lines if not line.is_true), None)
