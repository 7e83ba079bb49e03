"""``./raadhus demo``: set everything up and open a living demo town; ``--check`` proves it from outside."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from raadhus.config.proof import showing
from raadhus.config.town.folders import STATE
from raadhus.config.town.ports import is_free
from raadhus.config.town.refusals import CannotOpenTown
from raadhus.config.town.town import Town, close_town, find_open_town, is_open, open_town, remove_town

WEB_PORT = 8000
_FORGETTING = (
    "forgetting"  # lies in the town's folder while --reset closes it, so that its keeper says what is true
)


def main(arguments: Sequence[str]) -> int:
    """Open the town and stay, or check, close or reset it."""
    parser = argparse.ArgumentParser(
        prog="./raadhus demo", description="Open a living demo town, after setting everything up."
    )
    act = parser.add_mutually_exclusive_group()
    act.add_argument(
        "--check",
        action="store_true",
        help="let Vera and Tage, two people of its own, apply as at each start, say what was seen, and leave",
    )
    act.add_argument("--reset", action="store_true", help="forget everything that happened in it")
    act.add_argument("--stop", action="store_true", help="close the town that another terminal keeps open")
    parser.add_argument("--yes", action="store_true", help="with --reset: close it first where it is open")
    parser.add_argument("--port", type=int, help=f"where the web server listens: {WEB_PORT} if free")
    parser.add_argument("--fault", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.stop:
        sys.stdout.write("Closed.\n" if close_town(STATE) else "No town was open.\n")
        return 0
    if options.reset:
        return _reset(may_close=options.yes)
    if options.check:
        return _check(options)
    parting = "Closed. What happened is kept; ./raadhus demo opens it again."
    with _open(options) as town:
        showing.show_proof(town)
        showing.show_townsfolk(town)
        showing.show_notices(town)
        try:
            showing.show_addresses(town)
            town.keep_open()
        except KeyboardInterrupt:
            sys.stdout.write("\nClosing …\n")
            if (STATE / _FORGETTING).exists():
                parting = "Closed, and forgotten, from another terminal. ./raadhus demo begins anew."
    sys.stdout.write(f"{parting}\n")
    return 0


def _reset(*, may_close: bool) -> int:
    if is_open(STATE) and not may_close:
        raise CannotOpenTown(
            "The town is open in another terminal; nothing was forgotten. Close it there with Ctrl-C or with "
            "./raadhus demo --stop, or add --yes: it is closed and forgotten."
        )
    told = STATE / _FORGETTING
    STATE.mkdir(parents=True, exist_ok=True)
    told.touch()
    try:
        close_town(STATE)
        remove_town(STATE)
    finally:
        told.unlink(missing_ok=True)
    sys.stdout.write("Forgotten. ./raadhus demo begins anew.\n")
    return 0


@contextmanager
def _open(options: argparse.Namespace) -> Iterator[Town]:
    """Open the town at the port asked for, else at the usual one, else at another, which is said.

    Raises: CannotOpenTown, also when somebody else listens at the port asked for.
    """
    if options.port is not None and not is_free(options.port):
        raise CannotOpenTown(f"Port {options.port} is taken: give another, or leave --port out.")
    with open_town(STATE, port=options.port or WEB_PORT, more=_fault(options)) as town:
        if options.port is None and town.ports["web"] != WEB_PORT:
            sys.stdout.write(f"Port {WEB_PORT} was taken; the town has {town.ports['web']}.\n")
        yield town


def _fault(options: argparse.Namespace) -> dict[str, str]:
    return {"RAADHUS_FAULT": options.fault} if options.fault else {}


def _check(options: argparse.Namespace) -> int:
    town = find_open_town(STATE)
    if town is not None:
        return 0 if showing.show_proof(town) else 1
    with _open(options) as opened:
        return 0 if showing.show_proof(opened) else 1
