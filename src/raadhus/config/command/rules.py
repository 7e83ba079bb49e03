"""``./raadhus rules lint|simulate``: check decision models (DMN), and try a change on earlier cases."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import django

from raadhus.config.command.simulating import add_words, simulate
from raadhus.config.town.installation import installation
from raadhus.rules.management.lint import run_lint


def main(arguments: Sequence[str]) -> int:
    """Run one act; 1 when a model would be refused or a file cannot be read."""
    options = _parser().parse_args(arguments)
    if options.act == "lint":
        return run_lint(options.paths, _say, results=options.result, as_json=options.json)
    with installation(database=options.town is not None):
        django.setup()
        return simulate(options, _say)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./raadhus rules", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    lint = acts.add_parser("lint", help="check what models say")
    lint.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    lint.add_argument(
        "--result",
        action="append",
        default=[],
        metavar="NAME",
        help="a decision that is read from outside; any other that none of these rests on is unread",
    )
    lint.add_argument("--json", action="store_true", help="print one object with all findings")
    add_words(acts)
    return parser


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
