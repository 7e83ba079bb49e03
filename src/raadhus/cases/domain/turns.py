"""Whose turn it is."""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID


class HasId(Protocol):
    """Somebody with an id."""

    @property
    def id(self) -> UUID:
        """Return the id."""


T = TypeVar("T", bound=HasId)


def in_turn(present: Iterable[T], last: UUID | None) -> tuple[T, ...]:
    """Return everybody in the order of their turns: first who comes after ``last``, who had one before, and round."""
    order = sorted(present, key=lambda one: one.id)
    if last is None:
        return tuple(order)
    return (*(one for one in order if one.id > last), *(one for one in order if one.id <= last))
