"""``./raadhus test`` on a machine without a browser: it says which tests are left out, and why, and runs the others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from raadhus.config.town.folders import ROOT, SOURCE

BROWSER_TESTS = "src/raadhus/forms/tests/flow"


def collect(path: Path) -> str:
    """Return what the command says when it only collects, with ``path`` as the machine's programs."""
    told = {
        **os.environ,
        "PATH": str(path),
        "PYTHONPATH": os.pathsep.join([str(SOURCE), str(ROOT)]),
        "PYTEST_ADDOPTS": "",
    }
    command = [sys.executable, "-m", "raadhus.config.command", "test", BROWSER_TESTS, "--collect-only", "-q"]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a folder of programs without a browser and without the system's installer."""
    return tmp_path


def test_without_chromium_the_tests_that_need_it_are_left_out_and_that_is_said(bare: Path) -> None:
    told = collect(bare)

    assert "the tests marked 'browser' are left out" in told
    assert "sudo apt install chromium" in told
    assert "test_bad_input.py" in told
    assert "deselected" in told
    assert "test_in_a_browser.py" not in told


def test_with_chromium_nothing_is_left_out(bare: Path) -> None:
    chromium = bare / "chromium"
    chromium.write_text("#!/bin/sh\n")
    chromium.chmod(0o755)

    told = collect(bare)

    assert "left out" not in told
    assert "test_in_a_browser.py" in told
    assert "deselected" not in told
