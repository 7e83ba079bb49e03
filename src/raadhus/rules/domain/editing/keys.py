"""Things by a key that others may have too: the second of a key never hides the first."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def by_key(things: Iterable[Thing], key_of: Callable[[Thing], str]) -> dict[tuple[str, int], Thing]:
    """Return the things by their key and the how-manieth of it they are (from 0), in their order."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Thing] = {}
    for thing in things:
        key = key_of(thing)
        found[key, seen[key]] = thing
        seen[key] += 1
    return found
