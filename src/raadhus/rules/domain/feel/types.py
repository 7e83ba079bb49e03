"""The types of FEEL and of item definitions: membership, and coercion (DMN 1.5 clause 10.3.2.9.4)."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.runtime import MAX_STEPS, size_of
from raadhus.rules.domain.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    utc_midnight,
)
from raadhus.rules.domain.feel.values import FeelFunction, Range, Value


class FeelType(ABC):
    """A set of values; null conforms to every type, but is an instance of Null only."""

    __slots__ = ()

    @abstractmethod
    def accepts(self, value: Value) -> bool:
        """Say whether a value conforms, as it is."""

    def describes(self, value: Value) -> bool:
        """Say whether a value is of the type's shape, whatever values are allowed."""
        return self.accepts(value)

    @property
    def is_list(self) -> bool:
        """Say whether values of the type are lists."""
        return False


@dataclass(frozen=True, slots=True)
class AnyType(FeelType):
    """Every value."""

    def accepts(self, value: Value) -> bool:
        """Accept."""
        return True


@dataclass(frozen=True, slots=True)
class SimpleType(FeelType):
    """A type told by the Python class of its values."""

    name: str
    python_type: type

    def accepts(self, value: Value) -> bool:
        """Compare the class."""
        return value is None or type(value) is self.python_type


@dataclass(frozen=True, slots=True)
class NullType(FeelType):
    """Null alone."""

    def accepts(self, value: Value) -> bool:
        """Compare with null."""
        return value is None


@dataclass(frozen=True, slots=True)
class NoType(FeelType):
    """A name that no type has: nothing conforms."""

    name: str

    def accepts(self, value: Value) -> bool:
        """Refuse."""
        return False


@dataclass(frozen=True, slots=True)
class ListType(FeelType):
    """Lists of one type of item."""

    item: FeelType

    def accepts(self, value: Value) -> bool:
        """Look at each item."""
        return value is None or (type(value) is list and all(self.item.accepts(item) for item in value))

    def describes(self, value: Value) -> bool:
        """Look at the shape of each item."""
        return value is None or (type(value) is list and all(self.item.describes(item) for item in value))

    @property
    def is_list(self) -> bool:
        """Say yes."""
        return True


@dataclass(frozen=True, slots=True)
class ContextType(FeelType):
    """Contexts with at least these entries."""

    fields: tuple[tuple[str, FeelType], ...]

    def accepts(self, value: Value) -> bool:
        """Look at each named entry."""
        if value is None:
            return True
        return type(value) is dict and all(
            name in value and field.accepts(value[name]) for name, field in self.fields
        )

    def describes(self, value: Value) -> bool:
        """Look at the shape of each named entry."""
        if value is None:
            return True
        return type(value) is dict and all(
            name in value and field.describes(value[name]) for name, field in self.fields
        )


@dataclass(frozen=True, slots=True)
class RangeType(FeelType):
    """Ranges whose ends are of one type."""

    item: FeelType

    def accepts(self, value: Value) -> bool:
        """Look at the ends."""
        if value is None:
            return True
        if not isinstance(value, Range):
            return False
        return self.item.accepts(value.low) and self.item.accepts(value.high)


@dataclass(frozen=True, slots=True)
class FunctionType(FeelType):
    """Functions of as many parameters, which take at least the arguments of these types."""

    parameters: tuple[FeelType, ...]
    result: FeelType

    def accepts(self, value: Value) -> bool:
        """Compare parameters (contravariant) and result (covariant), as far as the function declares them."""
        if value is None:
            return True
        if not isinstance(value, FeelFunction) or not value.knows(len(self.parameters)):
            return False
        declared = value.parameter_types
        given = self.result if value.result_type is None else value.result_type
        return conforms(given, self.result) and all(
            wanted is None or conforms(argument, wanted)
            for argument, wanted in zip(self.parameters, declared, strict=False)
        )


@dataclass(frozen=True, slots=True)
class AnyFunctionType(FeelType):
    """Functions of any shape."""

    def accepts(self, value: Value) -> bool:
        """Accept functions."""
        return value is None or isinstance(value, FeelFunction)


@dataclass(slots=True, eq=False)
class NamedType(FeelType):
    """A type of a model, known by its name before it is read, so that definitions may be recursive."""

    name: str
    target: FeelType | None = None

    def accepts(self, value: Value) -> bool:
        """Ask the definition."""
        return self.target is not None and self.target.accepts(value)

    def describes(self, value: Value) -> bool:
        """Ask the definition."""
        return self.target is not None and self.target.describes(value)

    @property
    def is_list(self) -> bool:
        """Ask the definition."""
        return self.target is not None and self.target.is_list


@dataclass(frozen=True, slots=True, eq=False)
class ConstrainedType(FeelType):
    """A type of which only some values are allowed."""

    base: FeelType
    allows: Callable[[Value], bool]

    def accepts(self, value: Value) -> bool:
        """Ask the base type, then the constraint; null is not constrained."""
        return value is None or (self.base.accepts(value) and self.allows(value))

    def describes(self, value: Value) -> bool:
        """Ask the base type alone."""
        return self.base.describes(value)

    @property
    def is_list(self) -> bool:
        """Ask the base type."""
        return self.base.is_list


ANY = AnyType()
NUMBER = SimpleType("number", Decimal)
STRING = SimpleType("string", str)
BOOLEAN = SimpleType("boolean", bool)
DATE = SimpleType("date", Date)
DATE_TIME = SimpleType("date and time", DateTime)
CONTEXT = ContextType(())
BUILT_IN_TYPES: dict[str, FeelType] = {
    "Any": ANY,
    "Null": NullType(),
    "number": NUMBER,
    "string": STRING,
    "boolean": BOOLEAN,
    "date": DATE,
    "time": SimpleType("time", Time),
    "date and time": DATE_TIME,
    "dateTime": DATE_TIME,
    "days and time duration": SimpleType("days and time duration", DaysDuration),
    "dayTimeDuration": SimpleType("days and time duration", DaysDuration),
    "years and months duration": SimpleType("years and months duration", MonthsDuration),
    "yearMonthDuration": SimpleType("years and months duration", MonthsDuration),
    "context": CONTEXT,
    "list": ListType(ANY),
    "function": AnyFunctionType(),
    "range": RangeType(ANY),
}


def class_of(wanted: FeelType) -> type | None:
    """Return the Python class whose values are the type's, all of them; None where the class alone does not tell."""
    return wanted.python_type if isinstance(wanted, SimpleType) else None


def conforms(narrow: FeelType, wide: FeelType) -> bool:
    """Say whether each value of one type is one of the other (DMN 1.5 clause 10.3.2.9.2)."""
    narrow, wide = _definition(narrow), _definition(wide)
    if narrow is wide or isinstance(wide, AnyType) or isinstance(narrow, NullType):
        return True
    if isinstance(narrow, ConstrainedType):
        return conforms(narrow.base, wide)
    if isinstance(narrow, ContextType) and isinstance(wide, ContextType):
        fields = dict(narrow.fields)
        return all(name in fields and conforms(fields[name], kind) for name, kind in wide.fields)
    if isinstance(narrow, FunctionType) and isinstance(wide, FunctionType):
        return (
            len(narrow.parameters) == len(wide.parameters)
            and all(map(conforms, wide.parameters, narrow.parameters))
            and conforms(narrow.result, wide.result)
        )
    if isinstance(narrow, ListType | RangeType) and type(narrow) is type(wide):
        return conforms(narrow.item, wide.item)
    return isinstance(narrow, SimpleType) and narrow == wide


def _definition(kind: FeelType) -> FeelType:
    """Return what a name stands for."""
    while isinstance(kind, NamedType) and kind.target is not None:
        kind = kind.target
    return kind


def result_of(declared: FeelType) -> FeelType:
    """Return the type of what a function gives whose variable is declared with its own type or its result's."""
    target = _definition(declared)
    return target.result if isinstance(target, FunctionType) else declared


def is_instance(value: Value, wanted: FeelType) -> bool | None:
    """Answer `instance of`; null when the type is unknown."""
    if isinstance(wanted, NoType):
        return None
    if value is None:
        return isinstance(wanted, NullType)
    return wanted.describes(value)


_COMPOUND = frozenset({list, dict})


def coerce(value: Value, wanted: FeelType) -> Value:
    """Return the value if it conforms, else what the implicit conversions make of it, else null.

    Raises: FeelLimitExceeded for a value that is endless to look at.
    """
    if type(value) in _COMPOUND and size_of(value) > MAX_STEPS:
        raise FeelLimitExceeded("A value became larger than a decision may make it")
    if value is None or wanted.accepts(value):
        return value
    if type(value) is list and len(value) == 1 and wanted.accepts(value[0]):
        return value[0]
    if wanted.is_list and type(value) is not list and wanted.accepts([value]):
        return [value]
    if type(value) is Date:
        midnight = utc_midnight(value)
        if wanted.accepts(midnight):
            return midnight
    return None
