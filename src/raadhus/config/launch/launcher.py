"""Bring the environment up to what a command needs, then become that command."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from raadhus.config.launch import needs, places
from raadhus.config.launch.refusals import CannotSetUp
from raadhus.config.launch.setup import set_up


def main(arguments: Sequence[str]) -> NoReturn:
    """Set up and become the command; ends with 1 and a sentence when something is missing."""
    try:
        set_up(needs.needs_of(arguments))
    except CannotSetUp as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. What was prepared is kept.\n")
        sys.exit(130)
    _become_command(arguments)


def _become_command(arguments: Sequence[str]) -> NoReturn:
    python = str(places.PYTHON)
    others = os.environ.get("PYTHONPATH")
    environment = {
        **os.environ,
        **places.caches(),
        "PYTHONPATH": os.pathsep.join([str(places.SOURCE), *([others] if others else [])]),
        "PYTHONPYCACHEPREFIX": str(
            places.STATE / "pycache"
        ),  # second starts are fast, the sources stay clean
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execve(python, [python, "-m", "raadhus.config.command", *arguments], environment)  # noqa: S606 - our own
