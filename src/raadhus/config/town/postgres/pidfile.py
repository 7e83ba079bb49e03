"""What the server's own ``postmaster.pid`` tells, and whether it is still true."""

import os
from dataclasses import dataclass
from pathlib import Path

from raadhus.config.town.ports import HOST


@dataclass(frozen=True, kw_only=True)
class Postmaster:
    """A server process that is alive; ``ready`` when it takes connections.

    ``host``: the nearest way to it, the folder of its socket or else the address it listens on.
    """

    pid: int
    host: str
    port: int
    ready: bool


def read_postmaster(data: Path) -> Postmaster | None:
    """Return the server that runs on a data folder.

    A file whose process is gone is removed: when its number is another's by now, or was not yet collected,
    the next server would take that for the last one and refuse to start.
    """
    file = data / "postmaster.pid"
    try:
        lines = file.read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    if not is_alive(pid) or not _serves(pid, data):
        file.unlink(missing_ok=True)
        return None
    port = int(lines[3]) if len(lines) > 3 and lines[3].strip().isdigit() else 0
    host = (lines[4].strip() if len(lines) > 4 else "") or HOST
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    return Postmaster(pid=pid, host=host, port=port, ready=ready)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it runs under another account
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True  # a system without /proc
    return state.rpartition(")")[2].split()[0] != "Z"


def _serves(pid: int, data: Path) -> bool:
    """Tell by its command line, where the system shows it, whether a process is the server on this folder."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return True
    return os.fsencode(data) in command
