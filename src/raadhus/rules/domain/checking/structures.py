"""What is known of calls, functions, contexts, filters and loops."""

from decimal import Decimal

from raadhus.rules.domain.checking.checker import Checker, Handler, Names, fits
from raadhus.rules.domain.checking.kinds import Kind, name_of, plain, type_of
from raadhus.rules.domain.checking.known import (
    UNKNOWN,
    Known,
    WrittenContext,
    WrittenFunction,
    entries_of,
    item_of,
    of_kind,
    of_type,
)
from raadhus.rules.domain.checking.signatures import known_call
from raadhus.rules.domain.checking.wording import text_of_node
from raadhus.rules.domain.feel.language import BUILT_INS
from raadhus.rules.domain.feel.nodes import (
    Call,
    ContextOf,
    ExternalFunction,
    Filter,
    For,
    Function,
    Iteration,
    Name,
    Node,
    Quantified,
    Sourced,
)
from raadhus.rules.domain.feel.types import ANY, BOOLEAN, FunctionType, ListType, RangeType
from raadhus.rules.domain.feel.values import FeelFunction, Range


def _call(checker: Checker, node: Call, names: Names) -> Known:
    given = [checker.know(argument, names) for argument in node.arguments]
    callee = node.callee.value if isinstance(node.callee, Sourced) else node.callee
    if isinstance(callee, Name) and callee.name in BUILT_INS and names.find(callee.name) is None:
        return known_call(checker, BUILT_INS[callee.name], node, given)
    called = checker.know(node.callee, names)
    if called.kind is None:
        return UNKNOWN
    if called.kind is not FeelFunction:
        checker.findings.note("not-a-function", node.at, value_kind=name_of(called.kind))
        return UNKNOWN
    bare = plain(called.type)
    if not isinstance(bare, FunctionType):
        return UNKNOWN
    _expect_arguments(checker, node, bare, given)
    return of_type(bare.result)


def _expect_arguments(checker: Checker, node: Call, function: FunctionType, given: list[Known]) -> None:
    title = text_of_node(node.callee)
    names = function.names if isinstance(function, WrittenFunction) else ()
    if node.names:
        if names and sorted(names) != sorted(node.names):
            checker.findings.note("wrong-names", node.at, name=title, names=", ".join(node.names))
        ordered = dict(zip(node.names, given, strict=False))
        given = [ordered.get(name, UNKNOWN) for name in names]
    elif len(given) != len(function.parameters):
        checker.findings.note("wrong-count", node.at, name=title, count=str(len(given)))
    labels = names or tuple(str(number) for number in range(1, len(function.parameters) + 1))
    for label, wanted, argument in zip(labels, function.parameters, given, strict=False):
        if not fits(argument.type, wanted):
            checker.findings.note(
                "wrong-argument", node.at, name=title, value_kind=name_of(argument.kind), parameter=label
            )


def _function(checker: Checker, node: Function, names: Names) -> Known:
    parameters = {parameter.name: of_type(parameter.type or ANY) for parameter in node.parameters}
    result = checker.know(node.body, names.inner(parameters))
    if node.result is not None:
        result = checker.typed(result, node.result)
    types = tuple(parameter.type or ANY for parameter in node.parameters)
    return Known(WrittenFunction(types, result.type, tuple(parameters)))


def _external(_: Checker, node: ExternalFunction, __: Names) -> Known:
    names = tuple(parameter.name for parameter in node.parameters)
    return Known(WrittenFunction(tuple(parameter.type or ANY for parameter in node.parameters), ANY, names))


def _context(checker: Checker, node: ContextOf, names: Names) -> Known:
    members: dict[str, Known] = {}
    for entry in node.entries:
        inner = names.inner(dict(members))
        if entry.key is None:
            return checker.know(entry.value, inner)
        if isinstance(entry.value, Function):
            # It may call itself.
            inner = inner.inner({entry.key: of_kind(FeelFunction)})
        members[entry.key] = checker.know(entry.value, inner)
    return Known(WrittenContext(tuple((name, item.type) for name, item in members.items())), members=members)


def _filter(checker: Checker, node: Filter, names: Names) -> Known:
    base = checker.know(node.base, names)
    item = of_type(item_of(base.type)) if base.kind is list else base
    inner = names.inner({"item": item}, is_open=True).inner(entries_of(item))
    condition = checker.know(node.condition, inner)
    if condition.kind is Decimal:
        return Known(item.type, members=item.members)
    return Known(ListType(item.type)) if condition.kind is bool else UNKNOWN


def _each(checker: Checker, iterations: tuple[Iteration, ...], names: Names) -> Names:
    for iteration in iterations:
        domain = checker.know(iteration.domain, names)
        names = names.inner({iteration.name: _item(domain)})
    return names


def _item(domain: Known) -> Known:
    if domain.kind is list:
        return of_type(item_of(domain.type))
    if domain.kind is Range:
        bare = plain(domain.type)
        return of_type(bare.item) if isinstance(bare, RangeType) else UNKNOWN
    return domain


def _for(checker: Checker, node: For, names: Names) -> Known:
    inner = _each(checker, node.iterations, names)
    body = checker.know(node.body, inner.inner({"partial": Known(type_of(_LIST))}))
    return Known(ListType(body.type))


_LIST: Kind = list


def _quantified(checker: Checker, node: Quantified, names: Names) -> Known:
    checker.expect_condition(node.condition, _each(checker, node.iterations, names))
    return Known(BOOLEAN, (True, False))


HANDLERS: dict[type[Node], Handler] = {
    Call: _call,
    Function: _function,
    ExternalFunction: _external,
    ContextOf: _context,
    Filter: _filter,
    For: _for,
    Quantified: _quantified,
}
