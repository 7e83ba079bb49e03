"""Calm lines about what is being prepared, with the time each took; not among the results."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done as it begins, and the seconds that it alone took as it ends; also through a pipe."""
    begun = time.monotonic()
    lively = sys.stderr.isatty()
    _say(f"  {what} …" if lively else f"  {what} …\n")
    try:
        yield
    except BaseException:
        _say("\n" if lively else f"  {what}: not finished\n")
        raise
    took = f"  {what}: {time.monotonic() - begun:.1f} s\n"
    _say(f"\r{took}" if lively else took)


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
