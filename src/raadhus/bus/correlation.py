"""The correlation id that follows one application through web, job and letter."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

import structlog

_current: ContextVar[str] = ContextVar("correlation", default="")


def current() -> str:
    """Return the id of the flow that runs now, empty outside one."""
    return _current.get()


@contextlib.contextmanager
def flow(correlation: str) -> Iterator[None]:
    """Run within the flow ``correlation``; log lines carry it."""
    token = _current.set(correlation)
    try:
        with structlog.contextvars.bound_contextvars(correlation=correlation):
            yield
    finally:
        _current.reset(token)
