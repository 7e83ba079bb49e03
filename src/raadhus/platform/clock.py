"""The town's clock: the only place that asks what time it is."""

import contextlib
import datetime as dt
import functools
import json
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from zoneinfo import ZoneInfo

from raadhus.platform.environment import current_environment
from raadhus.platform.watched_file import WatchedFile, wait_until_seen

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> dt.datetime:
    """Return the present instant in UTC, moved as far as the demo's clock is set."""
    frozen = _frozen.get()
    if frozen is not None:
        return frozen
    return dt.datetime.now(dt.UTC) + offset()


def today(zone: ZoneInfo) -> dt.date:
    """Return the local date in ``zone``: a deadline is a local date."""
    return now().astimezone(zone).date()


def is_set() -> bool:
    """Tell whether the clock was moved, so that pages say which day it is in the town."""
    return offset() != dt.timedelta()


def offset() -> dt.timedelta:
    """Return how far the demo's clock is moved; nothing in production."""
    path = current_environment().clock_file
    return (path and _watched(path).get()) or dt.timedelta()


def set_to(instant: dt.datetime) -> None:
    """
    Move the demo's clock to ``instant``; it runs on from there, in all processes of the town.

    Raises: RuntimeError outside a demo town.
    """
    path = current_environment().clock_file
    if path is None:
        raise RuntimeError("Only a demo town's clock can be set.")
    moved = instant - dt.datetime.now(dt.UTC)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"offset_seconds": round(moved.total_seconds())}))
    beside.replace(path)
    wait_until_seen()


@contextlib.contextmanager
def frozen(instant: dt.datetime) -> Iterator[None]:
    """Hold the clock at ``instant`` (aware) for a test."""
    if instant.tzinfo is None:
        raise ValueError("An instant has a time zone.")
    token = _frozen.set(instant.astimezone(dt.UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


@functools.cache
def _watched(path: Path) -> WatchedFile[dt.timedelta]:
    return WatchedFile(path, _read_offset)


def _read_offset(path: Path) -> dt.timedelta:
    return dt.timedelta(seconds=int(json.loads(path.read_text())["offset_seconds"]))
