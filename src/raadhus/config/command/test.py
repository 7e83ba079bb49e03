"""``./raadhus test``: set up what the tests need, then hand over to pytest."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from raadhus.config.town import variables
from raadhus.config.town.folders import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOWNS = ("tests/town", "tests/scale")
"""Tests that open whole towns, and break or kill parts of them: two towns keep two processors busy by themselves."""
AT_ONCE = ("--numprocesses=2", "--dist=loadgroup")
PHASES = ((*AT_ONCE, *(f"--ignore={folder}" for folder in TOWNS)), (*AT_ONCE, *TOWNS))


def main(arguments: Sequence[str]) -> int:
    """Run the named tests, or all of them two at a time and whole towns last.

    Returns the first of pytest's exit codes that is not 0.
    """
    phases = [tuple(arguments)] if arguments else PHASES
    if not _has_browser():
        sys.stdout.write(
            "No Chromium was found, and only root can install it here: the tests marked 'browser' are left "
            "out. Install it with `sudo apt install chromium` to run them.\n"
        )
        phases = [("-m", "not browser", *given) for given in phases]
    codes = [_run(given) for given in phases]
    return next((code for code in codes if code), 0)


def _run(given: Sequence[str]) -> int:
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603 - pytest with the caller's own arguments
        [sys.executable, "-m", "pytest", *given],
        cwd=ROOT,
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
