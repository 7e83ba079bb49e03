"""The kind of values that a type has, and typical values of each kind, on which the engine's own rules are asked."""

from decimal import Decimal

from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from raadhus.rules.domain.feel.types import (
    ANY,
    BOOLEAN,
    BUILT_IN_TYPES,
    CONTEXT,
    DATE,
    DATE_TIME,
    NUMBER,
    STRING,
    AnyFunctionType,
    ConstrainedType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    NamedType,
    NullType,
    RangeType,
    SimpleType,
)
from raadhus.rules.domain.feel.values import FeelFunction, Range, Value

# None where nothing is known: no check may say anything about it.
Kind = type | None
NULL = type(None)
_NAMES: dict[type, str] = {
    Decimal: "number",
    str: "string",
    bool: "boolean",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysDuration: "days and time duration",
    MonthsDuration: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
    FeelFunction: "function",
    NULL: "null",
}
_TYPES: dict[type, FeelType] = {
    Decimal: NUMBER,
    str: STRING,
    bool: BOOLEAN,
    Date: DATE,
    DateTime: DATE_TIME,
    Time: BUILT_IN_TYPES["time"],
    DaysDuration: BUILT_IN_TYPES["days and time duration"],
    MonthsDuration: BUILT_IN_TYPES["years and months duration"],
    list: ListType(ANY),
    dict: CONTEXT,
    Range: RangeType(ANY),
    FeelFunction: AnyFunctionType(),
    NULL: NullType(),
}
SCALARS = frozenset({Decimal, str, bool, Date, Time, DateTime, DaysDuration, MonthsDuration})
_DAY, _NOON = Date(2024, 5, 17), Time(12, 0, 0)
# Several where one value alone would not show what the kind can do (a local moment and one of UTC).
SAMPLES: dict[type, tuple[Value, ...]] = {
    Decimal: (Decimal(2),),
    str: ("a",),
    bool: (True,),
    Date: (_DAY,),
    Time: (_NOON, Time(12, 0, 0, 0, 0)),
    DateTime: (DateTime(_DAY, _NOON), DateTime(_DAY, Time(12, 0, 0, 0, 0))),
    DaysDuration: (DaysDuration(86_400_000_000_000),),
    MonthsDuration: (MonthsDuration(12),),
}
_DEEPEST = 20


def plain(wanted: FeelType) -> FeelType:
    """Return the type behind names and constraints; any type when they never end."""
    for _ in range(_DEEPEST):
        if isinstance(wanted, NamedType):
            wanted = wanted.target or ANY
        elif isinstance(wanted, ConstrainedType):
            wanted = wanted.base
        else:
            return wanted
    return ANY


def kind_of(wanted: FeelType) -> Kind:
    """Return the class of the type's values; None when that is not known."""
    found = plain(wanted)
    if isinstance(found, SimpleType):
        return found.python_type
    for sort, kind in _BY_SORT:
        if isinstance(found, sort):
            return kind
    return None


_BY_SORT: tuple[tuple[type[FeelType], type], ...] = (
    (ListType, list),
    (ContextType, dict),
    (RangeType, Range),
    (FunctionType, FeelFunction),
    (AnyFunctionType, FeelFunction),
    (NullType, NULL),
)


def type_of(kind: Kind) -> FeelType:
    """Return the widest type of that kind."""
    return ANY if kind is None else _TYPES.get(kind, ANY)


def kind_of_value(value: Value) -> Kind:
    """Return the kind of a value."""
    if isinstance(value, FeelFunction):
        return FeelFunction
    return type(value) if type(value) in _NAMES else None


def name_of(kind: Kind) -> str:
    """Return the name of the kind, a key of `sentences.KINDS`."""
    return "null" if kind is None else _NAMES.get(kind, "null")
