"""A small file that other processes may change while this one runs: read again soon after, not asked for at every use."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

SEEN_WITHIN_S = 0.05
"""How long after a change every process may still go by what the file said before; whoever changes it waits as long."""

T = TypeVar("T")


class WatchedFile(Generic[T]):
    """What ``read`` makes of the file at ``path``; a page asks for it some twenty times."""

    def __init__(self, path: Path, read: Callable[[Path], T]) -> None:
        self._path, self._read = path, read
        self._look_again_at = 0.0
        self._changed: int | None = None
        self._made: T | None = None

    def get(self) -> T | None:
        """Return what the file says, None when there is none. Raises: what ``read`` does."""
        if time.monotonic() >= self._look_again_at:
            self._look()
        return self._made

    def _look(self) -> None:
        changed = self._path.stat().st_mtime_ns if self._path.exists() else None
        if changed != self._changed:
            self._made = self._read(self._path) if changed is not None else None
            self._changed = changed
        self._look_again_at = time.monotonic() + SEEN_WITHIN_S


def wait_until_seen_by_all(path: Path) -> None:
    """Return when no process goes by what the file at ``path`` said before, should it have been changed just now."""
    age = time.time() - path.stat().st_mtime
    time.sleep(min(max(2 * SEEN_WITHIN_S - age, 0.0), 2 * SEEN_WITHIN_S))


def wait_until_seen() -> None:
    """Return when no process goes by what a file said before it was changed just now."""
    time.sleep(2 * SEEN_WITHIN_S)
