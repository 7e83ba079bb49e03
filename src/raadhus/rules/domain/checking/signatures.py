"""Calls of built-in functions, held against the signatures that the functions themselves declare."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from raadhus.rules.domain.checking.checker import Checker
from raadhus.rules.domain.checking.kinds import NULL, Kind, kind_of, name_of
from raadhus.rules.domain.checking.known import UNKNOWN, Known, item_of, of_kind
from raadhus.rules.domain.checking.operators import expect_not_zero
from raadhus.rules.domain.checking.spans import (
    ALL,
    COUNT,
    ZERO,
    Span,
    between,
    larger,
    rounded,
    smaller,
)
from raadhus.rules.domain.feel.builtins.registry import BuiltIn, BuiltInParameter, Signature
from raadhus.rules.domain.feel.nodes import Call
from raadhus.rules.domain.feel.temporal import Date, DateTime
from raadhus.rules.domain.feel.types import ListType
from raadhus.rules.domain.feel.values import FeelFunction

# Functions whose result is of the kind that the items have.
_OF_ITEMS = frozenset({"min", "max", "sum", "mean", "product", "median", "stddev"})
# Functions that give a list of the items of their first argument.
_SAME_LIST = frozenset({"sublist", "reverse", "sort", "distinct values", "remove"})
_SPANS: dict[str, Span] = {
    **dict.fromkeys(("count", "string length"), COUNT),
    "abs": Span((ZERO, True)),
    "sqrt": Span((ZERO, True)),
    "exp": Span((ZERO, False)),
    "day of year": between(1, 366),
    "week of year": between(1, 53),
}


def known_call(checker: Checker, function: BuiltIn, node: Call, given: list[Known]) -> Known:
    """Return what is known of the result; notes a call that never has one."""
    fitting = [one for one, signature in _signatures(function) if _fits(signature, node.names, given)]
    if not fitting:
        _note(checker, function, node, given)
        return UNKNOWN
    if function.name == "modulo" and not node.names:
        expect_not_zero(checker, node.arguments[1], given[1])
    kinds = {_result_kind(one.apply) for one in fitting}
    kind = kinds.pop() if len(kinds) == 1 else None
    return _special(function.name, given, of_kind(kind, _SPANS.get(function.name, ALL)))


def _signatures(function: BuiltIn) -> Iterator[tuple[BuiltIn, Signature]]:
    for one in (function, *function.extra):
        for signature in one.signatures:
            yield one, signature


def _pairs(
    signature: Signature, names: tuple[str, ...], given: list[Known]
) -> list[tuple[BuiltInParameter, Known]] | None:
    """Return each parameter with its argument; None when number or names are others."""
    if names:
        return _named_pairs(signature, dict(zip(names, given, strict=False)))
    if signature.variadic:
        return [(signature.parameters[0], argument) for argument in given] or None
    if len(given) != len(signature.parameters):
        return None
    return list(zip(signature.parameters, given, strict=True))


def _named_pairs(
    signature: Signature, given: dict[str, Known]
) -> list[tuple[BuiltInParameter, Known]] | None:
    """As `Signature.bind_named`: what is not given is null, any number of arguments are c, or c1, c2 …"""
    first = signature.parameters[0] if signature.parameters else None
    if signature.variadic and first is not None:
        numbered = {f"{first.name}{number}" for number in range(1, len(given) + 1)}
        if numbered.issuperset(given):
            return [(first, argument) for argument in given.values()]
        return [] if set(given) == {first.name} else None
    lacking = [one for one in signature.parameters if one.name not in given and not one.nullable]
    if lacking or not set(signature.names()).issuperset(given):
        return None
    return [(one, given[one.name]) for one in signature.parameters if one.name in given]


def _fits(signature: Signature, names: tuple[str, ...], given: list[Known]) -> bool:
    pairs = _pairs(signature, names, given)
    return pairs is not None and all(_takes(parameter, argument) for parameter, argument in pairs)


def _takes(parameter: BuiltInParameter, argument: Known) -> bool:
    kind = argument.kind
    if kind in {None, NULL} or _is_one_of(kind, parameter.classes) or list in parameter.classes:
        return True
    if kind is list:
        item = kind_of(item_of(argument.type))
        return item in {None, NULL} or _is_one_of(item, parameter.classes)
    return kind is Date and DateTime in parameter.classes


def _is_one_of(kind: Kind, classes: tuple[type, ...]) -> bool:
    return kind is not None and any(issubclass(kind, one) for one in classes)


def _note(checker: Checker, function: BuiltIn, node: Call, given: list[Known]) -> None:
    near = [
        pairs for _, one in _signatures(function) if (pairs := _pairs(one, node.names, given)) is not None
    ]
    wrong = [
        (parameter, argument)
        for pairs in near
        for parameter, argument in pairs
        if not _takes(parameter, argument)
    ]
    if wrong:
        parameter, argument = wrong[0]
        checker.findings.note(
            "wrong-argument",
            node.at,
            name=function.name,
            value_kind=name_of(argument.kind),
            parameter=parameter.name,
        )
    elif node.names:
        checker.findings.note("wrong-names", node.at, name=function.name, names=", ".join(node.names))
    else:
        checker.findings.note("wrong-count", node.at, name=function.name, count=str(len(given)))


@lru_cache(maxsize=256)
def _result_kind(implementation: Callable[..., Any]) -> Kind:
    """Return the kind of result that a function's own annotation promises; None when it promises several."""
    promised = get_type_hints(implementation).get("return", Any)
    options = get_args(promised) if get_origin(promised) in {Union, UnionType} else (promised,)
    kinds = {get_origin(option) or option for option in options} - {NULL}
    found = kinds.pop() if len(kinds) == 1 else None
    if isinstance(found, type) and issubclass(found, FeelFunction):
        return FeelFunction
    return found if isinstance(found, type) and found is not object else None


def _special(name: str, given: list[Known], found: Known) -> Known:
    if name in _OF_ITEMS:
        return _of_items(name, given)
    if name in _SAME_LIST and given and given[0].kind is list:
        return Known(ListType(item_of(given[0].type)))
    numbers = [argument.numbers for argument in given if argument.kind is Decimal]
    if name in {"floor", "ceiling"} and len(given) == len(numbers) == 1:
        return of_kind(Decimal, rounded(numbers[0]))
    if name == "modulo" and len(numbers) == 2 and numbers[1].is_positive:
        return of_kind(Decimal, Span((ZERO, True), None, whole=numbers[0].whole and numbers[1].whole))
    return found


def _of_items(name: str, given: list[Known]) -> Known:
    items = [kind_of(item_of(one.type)) if one.kind is list else one.kind for one in given]
    if len(set(items)) != 1 or items[0] is None or items[0] is not Decimal:
        return UNKNOWN
    if name not in {"min", "max"} or any(one.kind is list for one in given):
        return of_kind(Decimal)
    found = given[0].numbers
    for one in given[1:]:
        found = (smaller if name == "min" else larger)(found, one.numbers)
    return of_kind(Decimal, found)
