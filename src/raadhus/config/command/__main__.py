"""``./raadhus COMMAND``: find the command, import only that one, run it."""

import importlib
import sys
from collections.abc import Sequence

from raadhus.config.command.registry import COMMANDS
from raadhus.config.town.refusals import CannotOpenTown


def main(arguments: Sequence[str]) -> int:
    """Run the named command and return the exit code."""
    name = arguments[0] if arguments else "help"
    if name in {"help", "-h", "--help"}:
        sys.stdout.write(_overview())
        return 0
    if name not in COMMANDS:
        sys.stderr.write(f"There is no command {name!r}.\n\n{_overview()}")
        return 2
    command = importlib.import_module(f"raadhus.config.command.{name}")
    try:
        return int(command.main(arguments[1:]))
    except CannotOpenTown as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = (f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items())
    return "\n".join(
        ["Rådhus, the open digital town hall. ./raadhus COMMAND --help says more.", "", *lines, ""]
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
