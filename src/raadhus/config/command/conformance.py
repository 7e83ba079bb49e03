"""``./raadhus conformance NAME PATH [--json]``: a folder of a standard's files, run against our engine."""

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

SUITES = {
    "dmn": ("raadhus.rules.management.conformance", "DMN technology compatibility kit"),
    "bpmn": ("raadhus.processes.management.conformance", "any folder of BPMN files, read and written anew"),
}
"""Where each suite's ``run_conformance(path)`` lies, and what it is. A new suite is a line here."""

WRITING = ("bpmn",)
"""The suites whose files are written anew."""


def main(arguments: Sequence[str]) -> int:
    """Run the named suite on the folder it lies in."""
    parser = argparse.ArgumentParser(
        prog="./raadhus conformance",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=__doc__,
        epilog="\n".join(f"  {name:<8} {summary}" for name, (_, summary) in SUITES.items()),
    )
    parser.add_argument("name", choices=SUITES, metavar="NAME", help="one of those below")
    parser.add_argument("path", type=Path, metavar="PATH", help="the folder of the suite")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="put what was written anew there (bpmn)")
    options = parser.parse_args(arguments)
    if not options.path.is_dir():
        parser.error(f"there is no folder {options.path}")
    if options.write is not None and options.name not in WRITING:
        parser.error(f"--write: only the files of {', '.join(WRITING)} are written anew")
    more = {} if options.write is None else {"write_to": options.write}
    report = importlib.import_module(SUITES[options.name][0]).run_conformance(options.path, **more)
    sys.stdout.write(json.dumps(report.as_json(), indent=None if options.json else 1) + "\n")
    return 0
