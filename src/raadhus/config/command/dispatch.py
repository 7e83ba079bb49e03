"""Handing a command's rest to whoever can do it: a name, a summary, and where its ``main`` lies."""

import argparse
import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """What can be named on the command line; ``module`` has ``main(arguments) -> int``."""

    module: str
    summary: str


def choose(prog: str, entries: Mapping[str, Entry], arguments: Sequence[str]) -> tuple[Entry, list[str]]:
    """Return the entry that the first argument names, and the rest.

    Raises: SystemExit with 2 and what exists, for an unknown name.
    """
    parser = argparse.ArgumentParser(
        prog=prog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<12} {entry.summary}" for name, entry in entries.items()),
    )
    parser.add_argument("name", choices=entries, metavar="NAME", help="one of those below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="what it takes: NAME --help")
    options = parser.parse_args(arguments)
    return entries[options.name], options.rest


def run(entry: Entry, arguments: Sequence[str]) -> int:
    """Import the entry's module and run it."""
    return int(importlib.import_module(entry.module).main(arguments))
