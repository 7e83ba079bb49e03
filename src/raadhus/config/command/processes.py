"""``./raadhus processes HOST --as NAME ACT``: look after running processes, with the rights of who is named."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Any

import django

from raadhus.config.town.installation import installation


def main(arguments: Sequence[str]) -> int:
    """Do one act; 1 when nobody may do it, or it is refused."""
    with installation(database=True):
        django.setup()
        keeping = importlib.import_module("raadhus.processes.management.keeping")
        parser = argparse.ArgumentParser(prog="./raadhus processes", description=__doc__)
        parser.add_argument("host", metavar="HOST", help="the municipality, by its address")
        parser.add_argument(
            "--as", dest="name", required=True, metavar="NAME", help="who acts: an operator there"
        )
        keeping.add_acts(parser)
        options = parser.parse_args(arguments)
        actor = _actor(options.host, options.name)
        return 1 if actor is None else int(keeping.run_act(actor, options, _say))


def _actor(host: str, name: str) -> Any:
    organisation = importlib.import_module("raadhus.organisation.public")
    refusals = importlib.import_module("raadhus.platform.refusals")
    try:
        return organisation.actor_of_staff(
            organisation.municipality_by_host(host).id, name, purpose="processes"
        )
    except refusals.NotFoundHere as refusal:
        _say(
            f"Nobody called {name} works at {host}."
            if refusal.detail != "unknown host"
            else f"No town at {host}."
        )
        return None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
