"""The proof that ``./raadhus demo --check`` gives: it holds for a sound town, and for no town with a fault."""

import re
from typing import NamedTuple

import pytest
from django.conf import settings

from raadhus.config.faults.switch import known_faults
from raadhus.config.proof import journey
from raadhus.config.proof.lines import Line
from raadhus.config.proof.proving import prove
from raadhus.config.town.town import Town
from tests.towns import PATIENCE_S, Books, TownKeeper, waiting_in

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]


class Fault(NamedTuple):
    """In which process it is switched on, and which line of the proof must tell it in which words."""

    process: str
    line: str
    words: str


NO_LETTER = "The letter in the mailbox did not come. "
NO_CASE = f"{NO_LETTER}The application was received, and My Page shows no case of it"
FAULTS = {
    "registers:down": Fault("registers", "stopped", r"/household/ \(422\)"),
    "registers:nonsense": Fault("registers", "stopped", r"/household/ \(422\)"),
    "eid:wrong-nonce": Fault("eid", "stopped", r"/login/callback/"),
    "sms-gateway:drop": Fault("sinks", "stopped", "The SMS did not come"),
    "mail:drop": Fault("sinks", "stopped", "The e-mail did not come"),
    "identity:mistaken": Fault("web", "stopped", "takes Vera Toft, who has logged in, for Amina Holm"),
    "ui:undressed": Fault("web", "looks", r"comes without its style: .*\.css.gone answers 404"),
    "bus:silent": Fault("web", "stopped", NO_CASE),
    "portal:stale": Fault("web", "stopped", NO_CASE),
    "forms:forgetful": Fault(
        "web", "kept", "not all that was filled in is in what was sent: .* lacks Otto Toft"
    ),
    "post:open": Fault("web", "closed", r"to Peter Krogh in Egeby \(404, 200\)"),
    "workspace:torn": Fault("web", "case", "has no papers: the letter that was sent is not among them"),
    "identity:discreet": Fault(
        "web", "seen", "Karim Aziz has opened the case, and Vera Toft is not told on My Page"
    ),
    "console:late": Fault("web", "stopped", "The count on the leader's page did not come"),
    "cases:deaf": Fault("worker", "stopped", NO_CASE),
    "processes:stuck": Fault("worker", "stopped", f"{NO_LETTER}Its case is opened, and nothing is decided"),
    "post:idle": Fault("worker", "stopped", f"{NO_LETTER}Its case is decided"),
    "rules:another-year": Fault("worker", "letter", "does not say"),
    "press:misprint": Fault("worker", "letter", "does not say"),
    "platform:ahead": Fault("worker", "reasons", "does not say its day .*, nor the last day to appeal"),
    "catalogue:old": Fault("worker", "reasons", "does not say the last day to appeal"),
    "organisation:misdirected": Fault(
        "worker", "case", "Karim Aziz, caseworker of the unit, cannot open the case"
    ),
    "notifications:talkative": Fault("worker", "SMS", "tells what there is to read"),
    "notifications:idle": Fault("worker", "stopped", "The SMS did not come"),
    "statistics:deaf": Fault("worker", "stopped", "The count on the leader's page did not come"),
    "bus:twice": Fault("worker", "counted", "one application is not counted once"),
    "records:swapped": Fault("worker", "printed", "does not say whom it is for \\(Tage Bro\\)"),
    "print-house:closed": Fault("worker", "stopped", "The letter on paper did not come"),
}
"""By process, so that each is restarted as seldom as can be."""
NEIGHBOURS = {"registers", "eid", "sms-gateway", "mail", "press", "print-house"}
ALIKE = {"deaf", "idle"}
"""Every room that listens or works has these kinds: some of them stand for all."""
MONTHLY_OERE = 39_000_07


def test_a_sound_town_is_proven(keeper: TownKeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey, "COMES_WITHIN_S", PATIENCE_S)

    lines = list(prove(keeper.sound_town()))

    assert [line for line in lines if not line.is_true] == []
    assert [line.what for line in lines] == [
        "looks",
        "submitted",
        "decided",
        "kept",
        "letter",
        "reasons",
        "closed",
        "elsewhere",
        "case",
        "seen",
        "SMS",
        "e-mail",
        "counted",
        "printed",
    ]
    assert next(line.said for line in lines if line.what == "letter").startswith("1 page,")


@pytest.mark.parametrize("monthly_oere", [15_000_00, 60_000_00])
def test_a_town_is_proven_whatever_the_outcome(keeper: TownKeeper, monthly_oere: int) -> None:
    town = keeper.sound_town()

    lines = list(prove(town, draw=lambda _lowest, _highest: monthly_oere, wait=waiting_in(town)))

    assert [line for line in lines if not line.is_true] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_any_part_is_seen_from_outside(keeper: TownKeeper, fault: str) -> None:
    town = keeper.faulty_town(FAULTS[fault].process, fault)

    wrong = find_wrong(town)

    assert wrong is not None, f"nobody saw {fault}"
    assert wrong.what == FAULTS[fault].line, wrong.said
    assert re.search(FAULTS[fault].words, wrong.said), wrong.said


def test_every_room_and_every_neighbour_on_the_way_has_a_fault_that_is_seen() -> None:
    parts = {fault.partition(":")[0] for fault in FAULTS}

    assert parts == {*settings.ROOMS, *NEIGHBOURS}, (
        "a room that the journey enters needs a fault in config/faults"
    )


def test_every_fault_of_the_rooms_is_seen() -> None:
    of_a_kind = {fault for fault in known_faults() if fault.partition(":")[2] in ALIKE}

    assert known_faults() - of_a_kind <= FAULTS.keys()
    assert {fault.partition(":")[2] for fault in of_a_kind & FAULTS.keys()} == ALIKE


def find_wrong(town: Town) -> Line | None:
    """Return the first line of the proof that is not true."""
    Books(town.state).forget_tries()  # the same two people apply more often than anybody may
    lines = prove(town, draw=lambda _lowest, _highest: MONTHLY_OERE, wait=waiting_in(town))
    return next((line for line in lines if not line.is_true), None)
