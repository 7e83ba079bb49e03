"""External functions: a closed table of Java's static ones, each carried out in Python; nothing else can be reached.

Where Java computes with `double`, so does this, and the shortest decimal of the result is the FEEL number.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from typing import Any

from raadhus.rules.domain.feel.decimals import CONTEXT, number_from_text
from raadhus.rules.domain.feel.java_text import format_text, text_of
from raadhus.rules.domain.feel.types import FeelType, coerce
from raadhus.rules.domain.feel.values import FeelFunction, Value

Conversion = Callable[[Value], Any]
MATH, STRING = "java.lang.Math", "java.lang.String"
_BITS = {"byte": 8, "short": 16, "int": 32, "long": 64}
_BOXED = {
    "java.lang.Byte": "byte",
    "java.lang.Short": "short",
    "java.lang.Integer": "int",
    "java.lang.Long": "long",
    "java.lang.Float": "float",
    "java.lang.Double": "double",
    "java.lang.Boolean": "boolean",
    "String": STRING,
    "Object": "java.lang.Object",
}
_SIGNATURE = re.compile(r"\s*(\w+)\s*\(([^()]*)\)\s*")


class _CannotConvertError(Exception):
    """A value has no counterpart of the wanted type in Java."""


def _integer(bits: int) -> Conversion:
    def convert(value: Value) -> int:
        _expect(value, Decimal)
        half = 1 << bits - 1
        return (int(value) + half) % (2 * half) - half

    return convert


def _double(value: Value) -> float:
    _expect(value, Decimal)
    return float(value)


def _plain(kind: type) -> Conversion:
    def convert(value: Value) -> Value:
        _expect(value, kind)
        return value

    return convert


def _expect(value: Value, kind: type) -> None:
    if type(value) is not kind:
        raise _CannotConvertError


_CONVERSIONS: dict[str, Conversion] = {
    **{name: _integer(bits) for name, bits in _BITS.items()},
    "double": _double,
    "float": _double,
    "boolean": _plain(bool),
    STRING: _plain(str),
    "java.math.BigDecimal": _plain(Decimal),
    "java.lang.Object": lambda value: value,
    "[Ljava.lang.Object;": lambda value: value if type(value) is list else [value],
}
_ANYTHING = frozenset({"java.lang.Object", "[Ljava.lang.Object;"})


def _rounded(value: float) -> int:
    return math.floor(value + 0.5)


def _to_even(value: float) -> float:
    return float(round(value))


def _exact(operation: Callable[..., int], bits: int) -> Callable[..., int]:
    def carry_out(*arguments: int) -> int:
        result = operation(*arguments)
        if not -(1 << bits - 1) <= result < 1 << bits - 1:
            raise OverflowError
        return result

    return carry_out


_DOUBLES: dict[str, tuple[int, Callable[..., float]]] = {
    **{
        name: (1, getattr(math, name))
        for name in ("cos", "sin", "tan", "acos", "asin", "atan", "cosh", "sinh")
    },
    **{name: (1, getattr(math, name)) for name in ("tanh", "sqrt", "exp", "expm1", "log", "log10", "log1p")},
    "cbrt": (1, math.cbrt),
    "abs": (1, abs),
    "ceil": (1, math.ceil),
    "floor": (1, math.floor),
    "rint": (1, _to_even),
    "round": (1, _rounded),
    "signum": (1, lambda value: math.copysign(1, value) if value else value),
    "toDegrees": (1, math.degrees),
    "toRadians": (1, math.radians),
    "atan2": (2, math.atan2),
    "hypot": (2, math.hypot),
    "IEEEremainder": (2, math.remainder),
    "max": (2, max),
    "min": (2, min),
    "pow": (2, math.pow),
}
_INTEGERS: dict[str, tuple[int, Callable[..., int]]] = {
    "abs": (1, abs),
    "max": (2, max),
    "min": (2, min),
    "floorDiv": (2, lambda a, b: a // b),
    "floorMod": (2, lambda a, b: a % b),
}
_EXACT: dict[str, tuple[int, Callable[..., int]]] = {
    "addExact": (2, lambda a, b: a + b),
    "subtractExact": (2, lambda a, b: a - b),
    "multiplyExact": (2, lambda a, b: a * b),
    "negateExact": (1, lambda a: -a),
    "incrementExact": (1, lambda a: a + 1),
    "decrementExact": (1, lambda a: a - 1),
}
_Table = Mapping[tuple[str, str, tuple[str, ...]], Callable[..., Any]]
_TABLE: _Table = {
    **{
        (MATH, name, (kind,) * count): function
        for kind in ("double", "float")
        for name, (count, function) in _DOUBLES.items()
    },
    **{
        (MATH, name, (kind,) * count): function
        for kind in ("int", "long")
        for name, (count, function) in _INTEGERS.items()
    },
    **{
        (MATH, name, (kind,) * count): _exact(function, _BITS[kind])
        for kind in ("int", "long")
        for name, (count, function) in _EXACT.items()
    },
    (MATH, "toIntExact", ("long",)): _exact(lambda value: value, 32),
    **{
        (STRING, "valueOf", (kind,)): text_of
        for kind in ("int", "long", "double", "float", "boolean", "java.lang.Object")
    },
    (STRING, "format", (STRING, "[Ljava.lang.Object;")): format_text,
}


@dataclass(frozen=True, slots=True)
class External(FeelFunction):
    """A function of the table; arguments that have no counterpart in Java give null, and so does an exception."""

    names: tuple[str, ...]
    types: tuple[FeelType | None, ...]
    kinds: tuple[str, ...]
    apply: Callable[..., Any]
    result: FeelType | None = None

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names that the model gave."""
        return self.names

    def invoke(self, arguments: list[Value]) -> Value:
        """Call it with the Java counterparts of the arguments."""
        if len(arguments) != len(self.names) or len(arguments) != len(self.kinds):
            return None
        try:
            made = [self._converted(index, value) for index, value in enumerate(arguments)]
            value = _feel_value(self.apply(*made))
        except (_CannotConvertError, DecimalException, ArithmeticError, ValueError):
            return None
        return value if self.result is None else coerce(value, self.result)

    def _converted(self, index: int, value: Value) -> Any:
        wanted, kind = self.types[index], self.kinds[index]
        fitting = value if wanted is None else coerce(value, wanted)
        if type(fitting) is list and len(fitting) == 1 and kind not in _ANYTHING:
            fitting = fitting[0]
        return _CONVERSIONS[kind](fitting)


def _feel_value(result: Any) -> Value:
    if isinstance(result, str):
        return result
    if isinstance(result, float):
        return number_from_text(repr(result)) if math.isfinite(result) else None
    return CONTEXT.create_decimal(result)


def external_function(
    mapping: Value, names: tuple[str, ...], types: tuple[FeelType | None, ...], result: FeelType | None = None
) -> FeelFunction | None:
    """Return the function that `{java: {class: …, method signature: …}}` names, if the table has it."""
    java: Value = mapping.get("java") if type(mapping) is dict else None
    if type(java) is not dict:
        return None
    found = _SIGNATURE.fullmatch(str(java.get("method signature")))
    if found is None:
        return None
    written = [part.strip() for part in found[2].split(",")] if found[2].strip() else []
    kinds = tuple(_BOXED.get(kind, kind) for kind in written)
    function = _TABLE.get((str(java.get("class")).strip(), found[1], kinds))
    return None if function is None else External(names, types, kinds, function, result)
