"""
``./raadhus bench migration``: ten thousand waiting cases are brought to a new version by a worker that is killed halfway.

Each case waits at a task with a reminder; the new version calls the task otherwise and adds a second reminder. At the end
all is counted: each case is moved once, with its task, both timers and one line of history.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from django.utils.module_loading import import_string

from raadhus.config.bench.process_town import opened_town

CASES = 10_000


def main(arguments: Sequence[str]) -> int:
    """Fill, try, move, kill, go on; print the figures. Raises: WrongAnswer when a case is lost or moved twice."""
    parser = argparse.ArgumentParser(prog="./raadhus bench migration", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--cases", type=int, default=CASES, help="so many cases wait")
    options = parser.parse_args(arguments)
    with opened_town() as town:
        figures = asdict(import_string("raadhus.config.bench.process_moving.measure")(town, options.cases))
    told = (
        json.dumps(figures)
        if options.json
        else "\n".join(f"{name}: {value}" for name, value in figures.items())
    )
    sys.stdout.write(f"{told}\n")
    return 0
