"""What a caller gives, made the value of an input of its type; the usual kinds on a short way."""

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from raadhus.rules.domain.dmn.model import InputData
from raadhus.rules.domain.feel.decimals import CONTEXT
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.types import ANY, BOOLEAN, NUMBER, STRING, FeelType, coerce
from raadhus.rules.domain.feel.values import Value

Accept = Callable[[Any, Runtime], Value]
_rounded = CONTEXT.plus


def acceptor(item: InputData) -> Accept:
    """Return the function that takes a Python value and returns the input's FEEL value, noting what does not fit.

    The function raises: UnsupportedValue.
    """
    as_it_is = _AS_IT_IS.get(item.type, _NEVER)

    def accept(given: Any, runtime: Runtime) -> Value:
        return given if type(given) in as_it_is else accepted(item, given, runtime)

    def accept_number(given: Any, runtime: Runtime) -> Value:
        if type(given) is Decimal and given.is_finite():
            try:
                return _rounded(given)
            except DecimalException:
                return to_feel(given)
        return accept(given, runtime)

    return accept_number if item.type in {NUMBER, ANY} else accept


_NULL = type(None)
_NEVER: frozenset[type] = frozenset()
_AS_IT_IS: dict[FeelType, frozenset[type]] = {
    ANY: frozenset({str, bool, _NULL}),
    NUMBER: frozenset({_NULL}),
    STRING: frozenset({str, _NULL}),
    BOOLEAN: frozenset({bool, _NULL}),
}


def accepted(item: InputData, given: Any, runtime: Runtime) -> Value:
    """Return the value of an input; null, with a note, when it is not of the input's type.

    Raises: UnsupportedValue.
    """
    value = to_feel(given)
    fitting = coerce(value, item.type)
    if fitting is None and value is not None:
        runtime.notes.append(f"Input {item.name!r}: the value does not have the type it should have")
    return fitting
