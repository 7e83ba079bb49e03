"""``./raadhus rules lint PATH``: check decision models (DMN) without installing them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from raadhus.rules.management.lint import run_lint


def main(arguments: Sequence[str]) -> int:
    """Check each model; 1 when any would be refused."""
    parser = argparse.ArgumentParser(prog="./raadhus rules", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    words = acts.add_parser("lint", help="check what models say")
    words.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    words.add_argument("--json", action="store_true", help="one object with all findings")
    options = parser.parse_args(arguments)
    return run_lint(options.paths, lambda line: print(line, file=sys.stdout), as_json=options.json)
