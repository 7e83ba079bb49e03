"""
``./raadhus bench journey``: the whole application over HTTP against the production set-up, and what it costs.

An application is: service page, login, start, three steps, summary, sending, receipt, until the letter lies in the
mailbox. Finding the service, by front page and search, is measured apart.
"""

import argparse
import json
import sys
from collections.abc import Sequence

from raadhus.config.bench.desk import look_around, table_of
from raadhus.config.bench.filling import fill
from raadhus.config.bench.load import Round, run_round
from raadhus.config.bench.recording import record_application
from raadhus.config.bench.waiting import wait_until_quiet
from raadhus.config.proof.page import CannotGoOn
from raadhus.config.town.folders import STATE
from raadhus.config.town.measuring import StatementCounter
from raadhus.config.town.postgres.cluster import DURABLE
from raadhus.config.town.postgres.keeping import find_server
from raadhus.config.town.postgres.server import Login
from raadhus.config.town.town import Town, open_town, remove_town

BENCH_STATE = STATE / "bench"
RECORDED = "crowd-0"
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
        pages = look_around(town, RECORDED, StatementCounter(admin_of(town)))
    figures = {name: value for one in rounds for name, value in one.figures().items()}
    figures["slowest_page_database_ms"] = round(max(cost.database_ms for cost in pages.values()), 1)
    sys.stdout.write(
        json.dumps(figures) + "\n" if options.json else "".join(map(str, rounds)) + table_of(pages)
    )
    return 0


def measure(town: Town, widths: Sequence[int], applications: int, *, cases: int = 0) -> list[Round]:
    """Record one application by hand, then have others do the same, as many at once as each width says."""
    recorded = record_application(town, RECORDED)
    if cases:
        wait_until_quiet(admin_of(town))
        fill(admin_of(town), cases)
    rounds, first = [], 1
    for width in widths:
        run_round(town, recorded, width=width, people=range(first, first + width))  # warms every process
        first += width
        rounds.append(run_round(town, recorded, width=width, people=range(first, first + applications)))
        first += applications
    return rounds


def admin_of(town: Town) -> Login:
    """Return the administrator's way into the town's own database. Raises: CannotGoOn without one."""
    server = find_server(town.state)
    if server is None:
        raise CannotGoOn("A measurement needs a database of its own.")
    return server[0]


def prepare_folder() -> None:
    """Begin with an empty town of its own."""
    remove_town(BENCH_STATE)
