"""``./raadhus bench NAME [--json]``: measurements, each in a file of its own."""

from collections.abc import Sequence

from raadhus.config.command.dispatch import Entry, choose, run

BENCHES = {
    "journey": Entry(
        "raadhus.config.bench.journey", "the whole application over HTTP, at concurrency 1, 4 and 16"
    ),
    "migration": Entry(
        "raadhus.config.bench.migration", "ten thousand cases to a new version, the worker killed halfway"
    ),
    "million": Entry(
        "raadhus.config.bench.million", "every page with a list, with a million cases and the work on them"
    ),
    "processes": Entry(
        "raadhus.config.bench.processes",
        "processes in memory, and steps among a million that wait on PostgreSQL",
    ),
    "rules": Entry(
        "raadhus.config.bench.rules", "decisions for each second of the processor, loading, memory"
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Run the named measurement."""
    return run(*choose("./raadhus bench", BENCHES, arguments))
