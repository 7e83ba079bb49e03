"""What tests of a whole town share."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def say_nothing(_what: str) -> Iterator[None]:
    """Announce no steps."""
    yield
