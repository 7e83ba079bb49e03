"""What a FEEL value is in Python, and the values that are FEEL's own: ranges and functions.

number Decimal | text str | boolean bool | null None | list list | context dict (str keys)
date Date | time Time | date and time DateTime | durations DaysDuration, MonthsDuration | Range | FeelFunction
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

# A FEEL value has no narrower static type: which it is, is asked with `type(value) is …`.
Value = Any
# The variables of one activation: [globals, runtime, local variables …].
Frame = list[Any]
Closure = Callable[[Frame], Value]

COMPARABLE = frozenset({Decimal, str, Date, Time, DateTime, DaysDuration, MonthsDuration})


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; `low` or `high` None means no bound on that side."""

    low: Value
    high: Value
    low_included: bool
    high_included: bool
    # "=" or "!=" for `(= 5)` and `(!= 5)`: the value alone, or everything but the value.
    sign: str = ""


class FeelFunction(ABC):
    """A value that can be invoked."""

    __slots__ = ()

    @property
    @abstractmethod
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the formal parameters, in order."""

    @abstractmethod
    def invoke(self, arguments: list[Value]) -> Value:
        """Apply the function to as many arguments as it has parameters; null if they do not fit."""

    @property
    def parameter_types(self) -> tuple[Any, ...]:
        """The declared types of the formal parameters, None for any; nothing where none is declared."""
        return ()

    @property
    def result_type(self) -> Any:
        """The declared type of the result, None where none is declared."""
        return None

    def knows(self, count: int) -> bool:
        """Say whether so many arguments can fit."""
        return len(self.parameter_names) == count

    def same_as(self, other: "FeelFunction") -> bool:
        """Say whether another function of this kind has the same parameters, body and scope."""
        return self is other

    def invoke_named(self, arguments: dict[str, Value]) -> Value:
        """Apply the function to named arguments, null for those not given; null when a name is no parameter."""
        names = self.parameter_names
        if not set(names).issuperset(arguments):
            return None
        return self.invoke([arguments.get(name) for name in names])
