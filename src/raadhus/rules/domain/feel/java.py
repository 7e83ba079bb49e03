"""External functions: a closed table of Java's, each carried out in Python; nothing else can be reached."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from raadhus.rules.domain.feel.decimals import CONTEXT
from raadhus.rules.domain.feel.values import FeelFunction, Value

_TABLE: dict[tuple[str, str], Callable[..., Value]] = {
    ("java.lang.Math", "max(double, double)"): max,
    ("java.lang.Math", "min(double, double)"): min,
    ("java.lang.Math", "max(int, int)"): max,
    ("java.lang.Math", "min(int, int)"): min,
    ("java.lang.Math", "max(long, long)"): max,
    ("java.lang.Math", "min(long, long)"): min,
    ("java.lang.Math", "abs(double)"): abs,
    ("java.lang.Math", "sqrt(double)"): CONTEXT.sqrt,
    ("java.lang.Math", "pow(double, double)"): CONTEXT.power,
}


@dataclass(frozen=True, slots=True)
class External(FeelFunction):
    """A function of the table; arguments that are no numbers give null."""

    names: tuple[str, ...]
    apply: Callable[..., Value]

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names that the model gave."""
        return self.names

    def invoke(self, arguments: list[Value]) -> Value:
        """Call it with numbers."""
        if len(arguments) != len(self.names) or any(type(value) is not Decimal for value in arguments):
            return None
        try:
            return self.apply(*arguments)
        except DecimalException:
            return None


def external_function(mapping: Value, names: tuple[str, ...]) -> FeelFunction | None:
    """Return the function that `{java: {class: …, method signature: …}}` names, if the table has it."""
    java = mapping.get("java") if type(mapping) is dict else None
    if type(java) is not dict:
        return None
    signature = str(java.get("method signature")).replace(" ", "").replace(",", ", ")
    function = _TABLE.get((str(java.get("class")), signature))
    return None if function is None else External(names, function)
