"""``./raadhus demo``: set everything up and open a living demo town; ``--check`` proves it from outside."""

import argparse
import sys
from collections.abc import Sequence

from raadhus.config.town import showing
from raadhus.config.town.folders import STATE
from raadhus.config.town.town import close_town, find_open_town, open_town, remove_town


def main(arguments: Sequence[str]) -> int:
    """Open the town and stay, or check, close or reset it."""
    parser = argparse.ArgumentParser(prog="./raadhus demo", description=__doc__)
    act = parser.add_mutually_exclusive_group()
    act.add_argument(
        "--check", action="store_true", help="look at it from outside, say what was seen, and leave"
    )
    act.add_argument("--reset", action="store_true", help="forget everything that happened in it")
    act.add_argument("--stop", action="store_true", help="close the town that another terminal keeps open")
    parser.add_argument("--port", type=int, help="where the web server listens")
    parser.add_argument("--fault", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.stop:
        sys.stdout.write("Closed.\n" if close_town(STATE) else "No town was open.\n")
        return 0
    if options.reset:
        close_town(STATE)
        remove_town(STATE)
        sys.stdout.write("Forgotten. ./raadhus demo begins anew.\n")
        return 0
    if options.check:
        return _check(options)
    with open_town(STATE, port=options.port, more=_fault(options)) as town:
        showing.show_proof(town)
        showing.show_addresses(town)
        try:
            town.keep_open()
        except KeyboardInterrupt:
            sys.stdout.write("\nClosing …\n")
    sys.stdout.write("Closed. What happened is kept; ./raadhus demo opens it again.\n")
    return 0


def _fault(options: argparse.Namespace) -> dict[str, str]:
    return {"RAADHUS_FAULT": options.fault} if options.fault else {}


def _check(options: argparse.Namespace) -> int:
    town = find_open_town(STATE)
    if town is not None:
        return 0 if showing.show_proof(town) else 1
    with open_town(STATE, port=options.port, more=_fault(options)) as opened:
        return 0 if showing.show_proof(opened) else 1
