"""Faults are switched on by name, and one that nobody has keeps a town from starting."""

import os
import pkgutil
import subprocess
import sys

import pytest

from raadhus.config.faults.switch import DOORS, PORTS, known_faults, spoilt
from raadhus.config.town.folders import SOURCE
from raadhus.config.town.variables import NOWHERE

README = SOURCE / "raadhus" / "config" / "README.md"
START = "import django; django.setup()"
DEMO = {**NOWHERE, "RAADHUS_MODE": "demo", "RAADHUS_HTTPS": "false", "RAADHUS_SECRET_KEY": "k" * 50}


@pytest.mark.parametrize("fault", DOORS)
def test_every_door_that_can_lead_astray_is_there(fault: str) -> None:
    path, _, name = DOORS[fault].door.rpartition(".")

    sound = getattr(pkgutil.resolve_name(path), name)

    assert callable(sound)
    assert callable(DOORS[fault].by(sound))


def test_a_fault_is_known_by_the_name_of_its_part() -> None:
    assert known_faults() >= {*DOORS, *PORTS, "bus:twice", "cases:deaf", "post:idle"}
    assert "forms:deaf" not in known_faults(), "the forms listen to nobody"


@pytest.mark.parametrize("fault", [*DOORS, *PORTS, "bus:twice"])
def test_the_readme_lists_every_fault(fault: str) -> None:
    part, _, kind = fault.partition(":")
    rows = [line for line in README.read_text().splitlines() if line.startswith("|")]

    assert any(f"`{part}`" in row and f"`{kind}`" in row for row in rows), f"add {fault} to {README.name}"


def test_a_port_is_sound_as_long_as_no_fault_is_switched_on() -> None:
    port = object()

    assert spoilt(port, *PORTS) is port


@pytest.mark.parametrize("fault", ["nonsense:typo", "forms:deaf"])
def test_a_town_does_not_start_with_a_fault_that_no_part_has(fault: str) -> None:
    said = start(fault)

    assert said.returncode == 2
    assert said.stderr == (
        f"Rådhus cannot start. RAADHUS_FAULT: no part of a town has a fault {fault}: config/README.md lists them.\n"
    )


def test_a_town_starts_with_several_faults() -> None:
    said = start("registers:down,post:open,cases:deaf,press:misprint")

    assert (said.returncode, said.stderr) == (0, "")


def start(fault: str) -> "subprocess.CompletedProcess[str]":
    """Load the application as each process of a demo town does."""
    told = {**DEMO, "RAADHUS_KEYS_FILE": os.devnull, "RAADHUS_FAULT": fault, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(
        [sys.executable, "-c", START],
        env={**told, "DJANGO_SETTINGS_MODULE": "raadhus.config.settings", "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
