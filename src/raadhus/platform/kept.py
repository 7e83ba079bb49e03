"""What takes long to make of what never changes, kept in the process as long as all of it stays within a number of bytes."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from threading import Lock
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, TypeVar, cast

MOST_BYTES = 64_000_000
"""Of all that is kept in a process together."""
_SHARE = 4  # what alone takes more than a fourth is made anew each time, or it would drive out all others
_SHARED = (type(None), type, Enum, FunctionType, BuiltinFunctionType, MethodType, ModuleType)
_slots: dict[type, tuple[str, ...]] = {}
V = TypeVar("V")


class Kept:
    """Values by what they were made of; what was not asked for longest goes first. Shared by all threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Keep nothing yet."""
        self._most = most_bytes
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0

    def of(
        self, key: Hashable, make: Callable[[], V], *, holds: Callable[[V], bool] = lambda _value: True
    ) -> V:
        """
        Return what ``make`` gives, from memory when it was made of the same ``key`` before.

        What it raises is not kept, nor what does not ``holds``, as it may come out otherwise another time.

        The value must be one that nobody changes. Two threads may make the same at once.
        """
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                value: V = found[0]
                return value
        value = make()
        if not holds(value):
            return value
        size = bytes_of((key, value), self._most // _SHARE)
        if size <= self._most // _SHARE:
            self._put(key, value, size)
        return value

    def _put(self, key: Hashable, value: object, size: int) -> None:
        with self._lock:
            if key in self._values:
                return
            self._values[key] = value, size
            self.bytes += size
            while self.bytes > self._most:
                _key, (_value, let_go) = self._values.popitem(last=False)
                self.bytes -= let_go

    def clear(self) -> None:
        """Let all go."""
        with self._lock:
            self._values.clear()
            self.bytes = 0


KEPT = Kept()
"""What the process keeps; keys begin with a word that says what is made."""


def bytes_of(value: object, most: int = sys.maxsize) -> int:
    """Return the bytes that a value takes with all that it holds, each counted once; counting ends above ``most``."""
    size, seen = 0, set()
    waiting = [value]
    while waiting and size <= most:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        kind = type(part)
        if kind is str or kind is int or kind is bytes:
            size += sys.getsizeof(part)
        elif kind is tuple or kind is list:
            size += sys.getsizeof(part)
            waiting += cast("tuple[object, ...]", part)
        elif not isinstance(part, _SHARED):
            size += sys.getsizeof(part)
            waiting += _parts_of(part)
    return size


def _parts_of(part: object) -> list[object]:
    if isinstance(part, Mapping):
        return [*part.keys(), *part.values()]
    if isinstance(part, tuple | list | set | frozenset):
        return list(part)
    found = [getattr(part, name, None) for name in _slots_of(type(part))]
    return [*found, *getattr(part, "__dict__", {}).values()]


def _slots_of(kind: type) -> tuple[str, ...]:
    if kind not in _slots:
        _slots[kind] = tuple(name for base in kind.__mro__ for name in getattr(base, "__slots__", ()))
    return _slots[kind]
