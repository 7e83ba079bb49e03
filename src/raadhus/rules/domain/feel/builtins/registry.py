"""How a built-in function is declared and called: signatures in FEEL's own words, checked at the call."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException
from typing import Any, TypeVar

from raadhus.rules.domain.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    utc_midnight,
)
from raadhus.rules.domain.feel.values import FeelFunction, Range, Value

_KINDS: dict[str, tuple[type, ...]] = {
    "number": (Decimal,),
    "string": (str,),
    "boolean": (bool,),
    "date": (Date,),
    "time": (Time,),
    "datetime": (DateTime,),
    "days": (DaysDuration,),
    "months": (MonthsDuration,),
    "list": (list,),
    "context": (dict,),
    "range": (Range,),
    "function": (FeelFunction,),
    "any": (object,),
}


Implementation = TypeVar("Implementation", bound=Callable[..., Any])


class _NoFit:
    """Marks an argument that no implicit conversion makes fit."""


NO_FIT = _NoFit()


@dataclass(frozen=True, slots=True)
class BuiltInParameter:
    """A formal parameter: its FEEL name, the classes it takes, and whether null is one of them."""

    name: str
    classes: tuple[type, ...]
    nullable: bool

    def fit(self, value: Value) -> Any:
        """Return the value as the function takes it, or NO_FIT."""
        if value is None:
            return None if self.nullable else NO_FIT
        if isinstance(value, self.classes):
            return value
        if type(value) is list and len(value) == 1 and isinstance(value[0], self.classes):
            return value[0]
        if list in self.classes:
            return [value]
        if DateTime in self.classes and type(value) is Date:
            return utc_midnight(value)
        return NO_FIT


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call the function."""

    parameters: tuple[BuiltInParameter, ...]
    variadic: bool

    def bind(self, arguments: list[Value]) -> list[Value] | None:
        """Return the arguments as the function takes them; None when they do not fit."""
        if self.variadic:
            if not arguments:
                return None
            fitted = [self.parameters[0].fit(value) for value in arguments]
            return None if NO_FIT in fitted else [fitted]
        if len(arguments) != len(self.parameters):
            return None
        for parameter, value in zip(self.parameters, arguments, strict=True):
            if value is None or not isinstance(value, parameter.classes):
                fitted = [part.fit(given) for part, given in zip(self.parameters, arguments, strict=True)]
                return None if NO_FIT in fitted else fitted
        return arguments

    def bind_named(self, arguments: dict[str, Value]) -> list[Value] | None:
        """Return the arguments as the function takes them, null for those not given; None when they do not fit.

        Any number of arguments are named c1, c2 …, or are the items of one list named c.
        """
        names = self.names()
        if self.variadic and arguments.keys() != set(names):
            names = tuple(f"{names[0]}{number}" for number in range(1, len(arguments) + 1))
        if not set(names).issuperset(arguments):
            return None
        values = [arguments.get(name) for name in names]
        if self.variadic and len(values) == 1:
            values = _spread(values[0])
        return self.bind(values)

    def names(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return tuple(parameter.name for parameter in self.parameters)


@dataclass(slots=True)
class BuiltIn(FeelFunction):
    """A built-in function; an invocation that fits no signature is null."""

    name: str
    signatures: tuple[Signature, ...]
    apply: Callable[..., Value]
    # now() and today() need the evaluation's clock as first argument.
    wants_runtime: bool = False
    # Patterns: what they take of the processor is charged as steps.
    is_timed: bool = False
    extra: list["BuiltIn"] = field(default_factory=list)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the first signature's parameters."""
        return self.signatures[0].names()

    @property
    def takes_functions(self) -> bool:
        """Whether a parameter takes a function, which it may call."""
        return any(
            FeelFunction in parameter.classes
            for function in (self, *self.extra)
            for signature in function.signatures
            for parameter in signature.parameters
        )

    def invoke(self, arguments: list[Value]) -> Value:
        """Call with positional arguments."""
        for signature in self.signatures:
            bound = signature.bind(arguments)
            if bound is not None:
                return self._applied(bound)
        for other in self.extra:
            if any(signature.bind(arguments) is not None for signature in other.signatures):
                return other.invoke(arguments)
        return None

    def takes_numbers(self, count: int) -> Signature | None:
        """Return the signature by which so many numbers are passed to `apply` as they are; None when there is none."""
        numbers = [Decimal(0)] * count
        for signature in self.signatures:
            bound = signature.bind(numbers)
            if bound is not None:
                as_they_are = bound == ([numbers] if signature.variadic else numbers)
                return signature if as_they_are and not self.wants_runtime else None
        return None

    def invoke_named(self, arguments: dict[str, Value]) -> Value:
        """Call with named arguments; null when the names are those of no signature."""
        written = tuple(arguments)

        def strangeness(found: tuple[BuiltIn, Signature]) -> tuple[int, bool]:
            # before(point, range) and before(range, point) have the same names: the order they are written in tells.
            names = found[1].names()
            return len(names), names != written

        ways = [(function, way) for function in (self, *self.extra) for way in function.signatures]
        for function, way in sorted(ways, key=strangeness):
            bound = way.bind_named(arguments)
            if bound is not None:
                return function._applied(bound)
        return None

    def _applied(self, bound: list[Value]) -> Value:
        if self.wants_runtime:
            return None
        try:
            return self.apply(*bound)
        except (DecimalException, OverflowError):
            return None

    def knows(self, count: int) -> bool:
        """Say whether so many positional arguments can fit."""
        return any(
            signature.variadic or len(signature.parameters) == count
            for function in (self, *self.extra)
            for signature in function.signatures
        )


def _spread(value: Value) -> list[Value]:
    return value if type(value) is list else [value]


BUILT_INS: dict[str, BuiltIn] = {}


def built_in(
    *signatures: str, wants_runtime: bool = False, is_timed: bool = False
) -> Callable[[Implementation], Implementation]:
    """Declare a built-in by its signatures, such as `"substring(string: string, start position: number)"`.

    A type is one or more of the words above joined by `|`, with `?` behind it when null is taken. `*name` in
    front of the only parameter takes any number of arguments as one list. Declaring a name again adds to it.
    """
    name = signatures[0].split("(", 1)[0]
    parsed = tuple(_signature(text) for text in signatures)

    def declare(function: Implementation) -> Implementation:
        declared = BuiltIn(name, parsed, function, wants_runtime, is_timed)
        if name in BUILT_INS:
            BUILT_INS[name].extra.append(declared)
        else:
            BUILT_INS[name] = declared
        return function

    return declare


def _signature(text: str) -> Signature:
    inside = text.split("(", 1)[1].rstrip(")")
    parts = [part.strip() for part in inside.split(",") if part.strip()]
    return Signature(tuple(_parameter(part) for part in parts), inside.startswith("*"))


def _parameter(text: str) -> BuiltInParameter:
    name, _, kinds = text.lstrip("*").partition(":")
    words = kinds.strip()
    nullable = words.endswith("?")
    classes = [python for word in words.rstrip("?").split("|") for python in _KINDS[word.strip()]]
    return BuiltInParameter(name.strip(), tuple(classes), nullable)
