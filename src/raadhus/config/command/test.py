"""``./raadhus test``: set up what the tests need, then hand over to pytest."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from raadhus.config.town import variables
from raadhus.config.town.folders import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOWNS = ("tests/town", "tests/scale")
"""Tests that open whole towns, and break or kill parts of them: two towns keep two processors busy by themselves."""
AT_ONCE = ("--numprocesses=2", "--dist=loadgroup")
PHASES = {"rooms": tuple(f"--ignore={folder}" for folder in TOWNS), "towns": TOWNS}
UNSTEADY_AT_MOST = 3
SOME_FAILED = 1  # pytest's exit code
_GROUP = re.compile(r"@[\w-]+$")


def main(arguments: Sequence[str]) -> int:
    """Run the named tests, or all of them two at a time and whole towns last.

    Of all tests at most ``UNSTEADY_AT_MOST`` a phase may fail beside others, if each then passes alone: thousands of
    them open browsers and processes on a busy machine. They are named at the end, since each is a defect to mend.
    To be skipped is not to pass.
    Returns the first exit code of pytest that is not 0.
    """
    left_out: tuple[str, ...] = ()
    if not _has_browser():
        sys.stdout.write(
            "No Chromium was found, and only root can install it here: the tests marked 'browser' are left "
            "out. Install it with `sudo apt install chromium` to run them.\n"
        )
        left_out = ("-m", "not browser")
    if arguments:
        return _run(ROOT, (*left_out, *arguments))
    codes = [run_phase(ROOT, name, (*left_out, *given)) for name, given in PHASES.items()]
    return next((code for code in codes if code), 0)


def run_phase(folder: Path, name: str, given: Sequence[str]) -> int:
    """Run the tests of ``folder`` two at a time, then the few that failed once more alone; return pytest's exit code.

    ``name``: of the phase, under which pytest remembers what failed; ``given``: pytest's further arguments.
    """
    remembered = folder / ".pytest_cache" / name
    given = ("-o", f"cache_dir={remembered}", *given)
    code = _run(folder, ("--cache-clear", *AT_ONCE, *given))
    failed = _failed(remembered)
    if code != SOME_FAILED or not 0 < len(failed) <= UNSTEADY_AT_MOST:
        return code
    if not all("::" in one for one in failed):  # not a test, but what could not be read of them
        return code
    told = remembered / "again.xml"
    again = _run(folder, ("--last-failed", "--last-failed-no-failures=none", f"--junit-xml={told}", *given))
    if again:
        return again
    if _passed(told) < len(failed):
        sys.stdout.write("Failed beside others, and alone not carried out at all:\n" + _listed(failed))
        return SOME_FAILED
    sys.stdout.write("Unsteady: failed beside others, passed alone:\n" + _listed(failed))
    return again


def _failed(remembered: Path) -> list[str]:
    """Return what failed last, and let pytest keep it without the group (``…@town``) that it knows only two at a time."""
    kept = remembered / "v" / "cache" / "lastfailed"
    failed = {_GROUP.sub("", test): True for test in json.loads(kept.read_text())} if kept.exists() else {}
    if failed:
        kept.write_text(json.dumps(failed))
    return sorted(failed)


def _passed(told: Path) -> int:
    """Return how many tests passed, as pytest told; what was skipped, or expected to fail, did not."""
    cases = ElementTree.parse(told).getroot().iter("testcase")  # noqa: S314 - pytest wrote it just now
    return sum(case.find("skipped") is None for case in cases)


def _listed(tests: Sequence[str]) -> str:
    return "".join(f"  {test}\n" for test in tests)


def _run(folder: Path, given: Sequence[str]) -> int:
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603 - pytest with the caller's own arguments
        [sys.executable, "-m", "pytest", *given],
        cwd=folder,
        env=variables.inherited(),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode


def _has_browser() -> bool:
    """Tell whether there is a Chromium; as root one is installed from the system's packages."""
    if any(shutil.which(name) for name in BROWSERS):
        return True
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    sys.stdout.write("Installing Chromium from the system's packages …\n")
    sys.stdout.flush()
    quiet = {**variables.inherited(), "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
        subprocess.run(  # noqa: S603 - the system's own installer
            ["apt-get", *step],  # noqa: S607 - on the path, as just seen
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    return any(shutil.which(name) for name in BROWSERS)
