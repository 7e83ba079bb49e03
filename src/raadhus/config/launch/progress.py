"""Calm lines about what is being prepared, with the time each took; not among the results."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    begun = time.monotonic()
    lively = sys.stderr.isatty()
    if lively:
        sys.stderr.write(f"  {what} …")
        sys.stderr.flush()
    try:
        yield
    except BaseException:
        sys.stderr.write("\n" if lively else f"  {what}: not finished\n")
        raise
    took = f"{time.monotonic() - begun:5.1f} s"
    sys.stderr.write(f"\r{took}  {what}  \n" if lively else f"{took}  {what}\n")
    sys.stderr.flush()
