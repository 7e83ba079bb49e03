"""Functions that FEEL text or a model defines: closures over the frame they were made in."""

from dataclasses import dataclass

from raadhus.rules.domain.feel.nodes import Node
from raadhus.rules.domain.feel.runtime import RUNTIME, Runtime
from raadhus.rules.domain.feel.types import FeelType, coerce
from raadhus.rules.domain.feel.values import Closure, FeelFunction, Frame, Value


@dataclass(slots=True, eq=False)
class Lambda(FeelFunction):
    """A defined function with the frame of its definition."""

    names: tuple[str, ...]
    types: tuple[FeelType | None, ...]
    places: tuple[int, ...]
    body: Closure
    result: FeelType | None
    frame: Frame
    definition: Node

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the formal parameters."""
        return self.names

    @property
    def parameter_types(self) -> tuple[FeelType | None, ...]:
        """The declared types of the parameters."""
        return self.types

    @property
    def result_type(self) -> FeelType | None:
        """The declared type of the result."""
        return self.result

    def same_as(self, other: FeelFunction) -> bool:
        """Say whether the other was defined by the same text where the same names have the same values."""
        if self is other:
            return True
        if not isinstance(other, Lambda) or self.definition != other.definition:
            return False
        pairs = zip(self.frame, other.frame, strict=False)
        return len(self.frame) == len(other.frame) and all(mine is theirs for mine, theirs in pairs)

    def invoke(self, arguments: list[Value]) -> Value:
        """Run the body in a copy of the frame; null when number or types of arguments do not fit.

        Raises: FeelLimitExceeded when calls are nested too deeply or take too many steps.
        """
        if len(arguments) != len(self.places):
            return None
        frame = self.frame.copy()
        for place, wanted, argument in zip(self.places, self.types, arguments, strict=True):
            value = argument if wanted is None else coerce(argument, wanted)
            if value is None and argument is not None:
                return None
            frame[place] = value
        return self._run(frame)

    def _run(self, frame: Frame) -> Value:
        runtime: Runtime = frame[RUNTIME]
        runtime.enter()
        try:
            value = self.body(frame)
        finally:
            runtime.leave()
        return value if self.result is None else coerce(value, self.result)


def invoke(callee: Value, arguments: list[Value]) -> Value:
    """Call a value with positional arguments; null when it is no function."""
    return callee.invoke(arguments) if isinstance(callee, FeelFunction) else None


def invoke_named(callee: Value, arguments: dict[str, Value]) -> Value:
    """Call a value with named arguments; null when it is no function."""
    return callee.invoke_named(arguments) if isinstance(callee, FeelFunction) else None
