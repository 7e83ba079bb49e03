"""Migrations and the demo's people: taken once, and again when code or packages have changed."""

import hashlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from raadhus.config.town import programs, variables
from raadhus.config.town.folders import ROOT, SOURCE
from raadhus.config.town.postgres.server import Database

LOOKED_AT = {SOURCE: {".py", ".sql", ".html", ".json", ".css", ".mjs", ".svg"}, ROOT / "services": None}
NOTICES = "notices"

FOLLOWED = ("RAADHUS_EID_URL", "RAADHUS_CROWD")
"""Variables that end up in the database."""


def is_prepared(state: Path, database: Database, told: Mapping[str, str]) -> bool:
    """Tell whether the database was prepared by the code that lies here now."""
    stamp = _stamp(state)
    return stamp.exists() and stamp.read_text() == _fingerprint(database, told)


def prepare(state: Path, database: Database, told: Mapping[str, str]) -> None:
    """Migrate, load the demo, collect static files; keep what was said of it for ``notices``.

    Raises: CannotOpenTown.
    """
    fingerprint = _fingerprint(database, told)
    said = programs.run_once(
        "raadhus.config.town.demo_data",
        told={**told, **variables.owner_variables(database)},
        failing="The town's database could not be prepared.",
    )
    (state / NOTICES).write_text(said)
    _stamp(state).write_text(fingerprint)


def notices(state: Path) -> tuple[str, ...]:
    """Return what the last preparation had to say: which packages of ``services/`` are not offered, and why."""
    kept = state / NOTICES
    return tuple(kept.read_text().splitlines()) if kept.exists() else ()


def _stamp(state: Path) -> Path:
    return state / "prepared"


def _fingerprint(database: Database, told: Mapping[str, str]) -> str:
    """Return what the preparation follows from: database, variables, every file by name, size and time."""
    followed = [told.get(name) for name in FOLLOWED]
    month = time.strftime("%Y-%m")  # the clock is moved back when the town's year is over
    digest = hashlib.sha256(f"{database.owner.url} {month} {followed}".encode())
    for path in _files():
        status = path.stat()
        digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for folder, endings in LOOKED_AT.items():
        for path in sorted(folder.rglob("*")):
            if (endings is None or path.suffix in endings) and "tests" not in path.parts and path.is_file():
                yield path
