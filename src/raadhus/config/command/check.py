"""``./raadhus check``: everything that can be told from the text alone."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from raadhus.config.town import variables
from raadhus.config.town.folders import ROOT

AT_ONCE = 2


LINT_IMPORTS = (
    "from importlinter.cli import lint_imports_command; lint_imports_command()"  # has no module door
)


@dataclass(frozen=True)
class Check:
    """One look at the code: what it is called, and what Python is told to run."""

    name: str
    command: tuple[str, ...]


CHECKS = (  # the longest first, since two run at once
    Check("types", ("-m", "mypy")),
    Check("format", ("-m", "ruff", "format", "--check", ".", "raadhus")),
    Check("lint", ("-m", "ruff", "check", ".", "raadhus")),
    Check("import map", ("-c", LINT_IMPORTS, "--no-cache")),
    Check("templates", ("-m", "djlint", "src", "--lint", "--quiet")),
    Check("translations", ("-m", "raadhus.config.command.translations", "--check")),
    Check("Django", ("-m", "django", "check")),
    Check("migrations", ("-m", "django", "makemigrations", "--check", "--dry-run")),
)


def main(arguments: Sequence[str]) -> int:
    """Run every check, or the named ones; 1 when any finds something."""
    parser = argparse.ArgumentParser(prog="./raadhus check", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="CHECK", help=", ".join(check.name for check in CHECKS))
    wanted = parser.parse_args(arguments).names
    unknown = set(wanted) - {check.name for check in CHECKS}
    if unknown:
        parser.error(f"there is no check called {', '.join(sorted(unknown))}")
    chosen = [check for check in CHECKS if not wanted or check.name in wanted]
    failed = [name for name, passed in _run_all(chosen) if not passed]
    sys.stdout.write(f"{len(chosen) - len(failed)} of {len(chosen)} checks found nothing.\n")
    return 1 if failed else 0


def _run_all(checks: Sequence[Check]) -> Iterator[tuple[str, bool]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for check, (passed, took, told) in zip(checks, pool.map(_run, checks), strict=True):
            sys.stdout.write(f"{took:5.1f} s  {check.name}: {'nothing found' if passed else 'see below'}\n")
            if not passed:
                sys.stdout.write(told + "\n")
            sys.stdout.flush()
            yield check.name, passed


def _run(check: Check) -> tuple[bool, float, str]:
    begun = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own checks
        [sys.executable, *check.command],
        cwd=ROOT,
        env={
            **variables.inherited(),
            **variables.NOWHERE,
            "RAADHUS_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "raadhus.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, time.monotonic() - begun, (done.stdout + done.stderr).strip()
