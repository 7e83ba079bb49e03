"""``./raadhus conformance NAME PATH [--json]``: a standard's own test suite, run against our engine."""

from collections.abc import Sequence

from raadhus.config.command.dispatch import Entry, choose, run

SUITES = {
    "dmn": Entry("raadhus.config.conformance.dmn", "the DMN technology compatibility kit"),
}


def main(arguments: Sequence[str]) -> int:
    """Run the named suite."""
    return run(*choose("./raadhus conformance", SUITES, arguments))
