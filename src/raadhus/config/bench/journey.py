"""``./raadhus bench journey``: the whole application over HTTP against the production set-up, and what it costs."""

import argparse
import json
import sys
from collections.abc import Sequence

from raadhus.config.bench.filling import fill
from raadhus.config.bench.load import Round, run_round
from raadhus.config.bench.recording import record_application
from raadhus.config.bench.waiting import wait_until_quiet
from raadhus.config.town.folders import STATE
from raadhus.config.town.postgres.cluster import DURABLE
from raadhus.config.town.postgres.keeping import find_server
from raadhus.config.town.town import Town, open_town, remove_town

BENCH_STATE = STATE / "bench"
COUNTING = {
    **DURABLE,
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track_utility": "off",
}


def main(arguments: Sequence[str]) -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="./raadhus bench journey", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--concurrency", default="1,4,16", help="how many apply at once, with commas between")
    parser.add_argument("--applications", type=int, default=60, help="how many a round")
    parser.add_argument("--cases", type=int, default=0, help="fill the tables with so many cases before")
    options = parser.parse_args(arguments)
    widths = [int(word) for word in options.concurrency.split(",")]
    crowd = options.applications * len(widths) + sum(widths) + 1
    prepare_folder()
    more = {"RAADHUS_CROWD": str(crowd), "RAADHUS_RATE_FACTOR": "1000000", "RAADHUS_LOG_LEVEL": "INFO"}
    with open_town(BENCH_STATE, more=more, settings=COUNTING) as town:
        rounds = measure(town, widths, options.applications, cases=options.cases)
    figures = {name: value for one in rounds for name, value in one.figures().items()}
    sys.stdout.write(json.dumps(figures) + "\n" if options.json else "".join(map(str, rounds)))
    return 0


def measure(town: Town, widths: Sequence[int], applications: int, *, cases: int = 0) -> list[Round]:
    """Record one application by hand, then have others do the same, as many at once as each width says."""
    recorded = record_application(town, "crowd-0")
    server = find_server(town.state)
    if cases and server is not None:
        wait_until_quiet(server[0])
        fill(server[0], cases)
    rounds, first = [], 1
    for width in widths:
        run_round(town, recorded, width=width, people=range(first, first + width))  # warms every process
        first += width
        rounds.append(run_round(town, recorded, width=width, people=range(first, first + applications)))
        first += applications
    return rounds


def prepare_folder() -> None:
    """Begin with an empty town of its own; the web's files are the ones set-up built."""
    remove_town(BENCH_STATE)
    assets = BENCH_STATE / "assets"
    if not assets.is_symlink():
        assets.symlink_to(STATE / "assets")
