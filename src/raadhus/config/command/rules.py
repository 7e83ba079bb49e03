"""``./raadhus rules lint PATH``: check decision models (DMN) without installing them."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import django

from raadhus.config.town.installation import installation


def main(arguments: Sequence[str]) -> int:
    """Check each model; 1 when any would be refused."""
    parser = argparse.ArgumentParser(prog="./raadhus rules", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    words = acts.add_parser("lint", help="check what models say")
    words.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    options = parser.parse_args(arguments)
    with installation(database=False):
        django.setup()
        return max(_lint(path) for path in options.paths)


def _lint(path: Path) -> int:
    rules = importlib.import_module("raadhus.rules.public")  # models can be read only after set-up
    problems = rules.check_model(path.read_bytes())
    for problem in problems:
        sys.stdout.write(f"{path}:{problem}\n")
    if not problems:
        sys.stdout.write(f"{path}: good.\n")
    return 1 if problems else 0
