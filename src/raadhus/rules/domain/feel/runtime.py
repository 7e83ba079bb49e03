"""What one evaluation carries along: its budget of steps and depth, its clock, its notes, its trace."""

from collections.abc import Callable
from typing import Any

from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.temporal import DateTime

MAX_STEPS = 1_000_000
MAX_CALLS = 120
# What the call of a defined function costs: its frame is copied.
STEPS_OF_A_CALL = 2
# The places before the local variables in a frame: the mapping of global variables, and this runtime.
GLOBALS, RUNTIME = 0, 1
FIRST_LOCAL = 2


def no_clock() -> DateTime | None:
    """Tell no time: `now()` and `today()` are null."""
    return None


def size_of(value: Any, most: int = MAX_STEPS) -> int:
    """Return how much work it is to look at all of a value: its items, and one for each 64 letters.

    Counting ends above `most`: a list of lists that share their items is small in memory and endless to look at.
    """
    if type(value) is list and _SIZED.isdisjoint(map(type, value)):
        return len(value)
    size = 0
    waiting = [value]
    while waiting and size <= most:
        part = waiting.pop()
        if type(part) is str:
            size += len(part) >> 6
            continue
        items = part.values() if type(part) is dict else part if type(part) is list else ()
        size += len(items)
        waiting += [item for item in items if type(item) in _SIZED]
    return size


_SIZED = frozenset({str, list, dict})


class Runtime:
    """Budget, clock, notes and trace of one evaluation."""

    # One is made for every evaluation, so it is written out: a dataclass with a default factory takes twice as long.
    __slots__ = ("clock", "depth", "notes", "steps_left", "trace")

    def __init__(
        self, clock: Callable[[], DateTime | None] = no_clock, steps_left: int = MAX_STEPS, trace: Any = None
    ) -> None:
        """Begin with a whole budget, and with the collector of a DMN trace when one was asked for."""
        self.clock = clock
        self.steps_left = steps_left
        self.trace = trace
        self.depth = 0
        # Sentences about what went wrong without stopping the evaluation (a UNIQUE table with two hits).
        self.notes: list[str] = []

    def spend(self, steps: int = 1) -> None:
        """Use up steps. Raises: FeelLimitExceeded when none are left."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise FeelLimitExceeded("The evaluation takes more steps than a decision may take")

    def spend_on(self, *values: Any) -> None:
        """Use up steps for looking at values. Raises: FeelLimitExceeded when none are left."""
        for value in values:
            if type(value) in _SIZED:
                self.spend(size_of(value, self.steps_left))

    def enter(self) -> None:
        """Begin a function call. Raises: FeelLimitExceeded when calls are nested too deeply."""
        self.depth += 1
        self.spend(STEPS_OF_A_CALL)
        if self.depth > MAX_CALLS:
            raise FeelLimitExceeded("Functions call one another too deeply")

    def leave(self) -> None:
        """End a function call."""
        self.depth -= 1
