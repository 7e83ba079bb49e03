"""``./raadhus processes HOST --as NAME ACT``: look after running processes, as who is named.

``./raadhus processes lint FILE …`` checks models; it needs no town.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django

from raadhus.config.town.installation import installation
from raadhus.platform import languages


def main(arguments: Sequence[str]) -> int:
    """Do one act; 1 when nobody may do it, or it is refused."""
    if arguments[:1] == ["lint"]:
        return _lint(arguments[1:])
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


def _lint(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./raadhus processes lint", description="Check what process models say."
    )
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--language", choices=languages.LANGUAGES, default="en", help="of what is said")
    parser.add_argument("--json", action="store_true", help="print one object with all findings")
    options = parser.parse_args(arguments)
    with installation(database=False):
        django.setup()
        catalogue = importlib.import_module("raadhus.catalogue.public")
        lint = importlib.import_module("raadhus.processes.management.lint")
        files = {path: catalogue.names_beside(path) for path in options.paths}
        return int(lint.run_lint(files, _say, language=options.language, as_json=options.json))


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
