"""``./raadhus bench million``: every page with a list, with a million cases and the work on them in the tables."""

import argparse
import json
import sys
from collections.abc import Sequence

from raadhus.config.bench.case_work import fill_work
from raadhus.config.bench.desk import table_of
from raadhus.config.bench.filling import fill
from raadhus.config.bench.journey import BENCH_STATE, COUNTING, RECORDED, admin_of, prepare_folder
from raadhus.config.bench.lists import Lists
from raadhus.config.bench.recording import record_application
from raadhus.config.bench.waiting import wait_until_quiet
from raadhus.config.town.town import open_town

CASEWORKER = "Karim Aziz"
MILLION = 1_000_000
MOST_MS = 50
"""What the database may spend on a page. Source: the aim in docs/performance.md."""
_SETTINGS = {**COUNTING, "max_wal_size": "4GB", "fsync": "off"}


def main(arguments: Sequence[str]) -> int:
    """Fill, look, print; 1 when a page takes the database longer than it may."""
    parser = argparse.ArgumentParser(prog="./raadhus bench million", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--cases", type=int, default=MILLION, help="so many instead of a million")
    options = parser.parse_args(arguments)
    prepare_folder()
    more = {"RAADHUS_CROWD": "1", "RAADHUS_RATE_FACTOR": "1000000", "RAADHUS_LOG_LEVEL": "INFO"}
    with open_town(BENCH_STATE, more=more, settings=_SETTINGS) as town:
        record_application(town, RECORDED)
        admin = admin_of(town)
        wait_until_quiet(admin)
        fill(admin, options.cases)
        fill_work(admin, town.state, CASEWORKER)
        costs = Lists(town.address("egeby"), admin, RECORDED).costs()
    figures = {page: cost.database_ms for page, cost in costs.items()}
    sys.stdout.write(json.dumps(figures) + "\n" if options.json else table_of(costs))
    return int(max(figures.values()) > MOST_MS)
