"""What each command needs before it can run."""

from collections.abc import Sequence
from typing import NamedTuple

SETS = ("base", "demo", "test")
"""Requirement sets, each holding the ones before it."""


class Need(NamedTuple):
    """A requirement set, and whether the web's files are wanted."""

    requirements: str
    assets: bool


NEEDS = {
    "demo": Need("demo", assets=True),
    "bench": Need("demo", assets=True),
    "serve": Need("base", assets=True),
    "test": Need("test", assets=True),
    "pictures": Need("test", assets=True),
    "check": Need("test", assets=False),
}
OTHERWISE = Need("base", assets=False)


def needs_of(arguments: Sequence[str]) -> Need:
    """Return what the command in the arguments needs."""
    command = next((word for word in arguments if not word.startswith("-")), "")
    return NEEDS.get(command, OTHERWISE)
