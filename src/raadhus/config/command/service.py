"""``./raadhus service lint|test|install PATH`` and ``remove ID``: only ``install`` and ``remove`` need a town."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import django

from raadhus.config.town import folders, variables
from raadhus.config.town.postgres.keeping import town_database


def main(arguments: Sequence[str]) -> int:
    """Run one act on the package named; 1 when it is refused."""
    options = _parser().parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "raadhus.config.settings"
    needs_town = options.act in {"install", "remove"}
    if needs_town and variables.is_configured():
        return _change(options)
    if needs_town:
        with town_database(folders.STATE, server_url=variables.given_server()) as database:
            os.environ.update(variables.town_variables(folders.STATE, database, ports={}))
            return _change(options)
    os.environ.update({**variables.NOWHERE, "RAADHUS_MODE": "test"})
    command = _command()
    act = command.run_lint if options.act == "lint" else command.run_tests
    return int(act(options.folder, _say, as_json=options.json))


def _change(options: argparse.Namespace) -> int:
    command = _command()
    organisation = importlib.import_module("raadhus.organisation.public")
    owner = organisation.municipality_by_host(options.owner)
    if options.act == "remove":
        return int(command.run_remove(options.key, owner.id, _say))
    refused = int(command.run_install(options.folder, owner.id, _say))
    if not refused:
        towns = organisation.list_municipalities()
        offering = [town.name for town in towns if owner.id in {town.id, town.association_id}]
        _say(f"In: {', '.join(offering) or 'no municipality yet'}.")
    return refused


def _command() -> ModuleType:
    django.setup()  # the environment is complete only now, and models need it
    return importlib.import_module("raadhus.catalogue.management.service_command")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./raadhus service", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    for name, words in (
        ("lint", "say what is wrong with a package, by file and line"),
        ("test", "try a package on its own scenarios"),
        ("install", "store a package and offer its service from now on"),
        ("remove", "offer a service no longer; its cases keep their version"),
    ):
        act = acts.add_parser(name, help=words, description=words)
        if name == "remove":
            act.add_argument("key", metavar="ID", help="the id in its service.yaml")
        else:
            act.add_argument("folder", type=Path, metavar="PATH", help="a folder with service.yaml")
        if name in {"install", "remove"}:
            act.add_argument(
                "--owner", default="kommunekredsen.localhost", metavar="HOST", help="whose service it is"
            )
        else:
            act.add_argument("--json", action="store_true", help="print one object and nothing else")
    return parser


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
