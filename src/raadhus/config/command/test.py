"""``./raadhus test``: set up what the tests need, then hand over to pytest."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from raadhus.config.town import variables
from raadhus.config.town.folders import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PARALLEL = ("--numprocesses=2", "--dist=loadgroup", "--ignore=tests/scale", "--ignore=tests/town")
KILLING = (
    "The tests that open whole towns, and break or kill parts of them, are left out: two towns at once disturb each "
    "other. Run them with `./raadhus test tests/town tests/scale`.\n"
)


def main(arguments: Sequence[str]) -> int:
    """Run the named tests, or all of them two at a time; returns pytest's exit code."""
    given = list(arguments) or list(PARALLEL)
    if not arguments:
        sys.stdout.write(KILLING)
    if not _has_browser():
        sys.stdout.write(
            "No Chromium was found, and only root can install it here: the tests marked 'browser' are left "
            "out. Install it with `sudo apt install chromium` to run them.\n"
        )
        given = ["-m", "not browser", *given]
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
