"""Source for FEEL expressions on their usual course: numbers are numbers, nothing is missing. All else is left."""

import ast
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from raadhus.rules.domain.dmn.generating import syntax
from raadhus.rules.domain.dmn.generating.emitter import NULL, NUMBER, PLAIN, Classes, Emitter, NotGenerated
from raadhus.rules.domain.feel.arithmetic import DECIMAL_OPERATIONS
from raadhus.rules.domain.feel.builtins.registry import BuiltIn
from raadhus.rules.domain.feel.comparing import COMPARISONS
from raadhus.rules.domain.feel.language import BUILT_INS
from raadhus.rules.domain.feel.nodes import (
    Arithmetic,
    Call,
    Coercion,
    Comparison,
    ContextOf,
    If,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    Path,
    Sourced,
)
from raadhus.rules.domain.feel.properties import member
from raadhus.rules.domain.feel.types import ANY, FeelType, class_of, coerce

# The variables that hold the values of the names in scope.
Names = Mapping[str, str]
_TRUTH: Classes = frozenset({bool, NULL})
_SIZED = frozenset({str, list, dict})
_NESTED = frozenset({list, dict})
_ORDER: dict[str, Callable[[], ast.cmpop]] = {
    "=": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
}


def emit(out: Emitter, node: Node, names: Names) -> str:
    """Write what computes the node; return the variable that holds its value. Raises: NotGenerated."""
    writer = _WRITERS.get(type(node))
    if writer is None:
        raise NotGenerated
    return writer(out, node, names)


def compare_numbers(out: Emitter, operator: str, left: str, right: str) -> syntax.Expression:
    """Return the comparison of two variables that must be numbers."""
    return syntax.compared(out.number(left), _ORDER[operator](), out.number(right))


def fit(out: Emitter, variable: str, wanted: FeelType) -> str:
    """Return the variable that holds the value, made to conform to the type; null where it cannot be."""
    known = class_of(wanted)
    if wanted is ANY or (known is not None and out.has_only(variable, known, NULL)):
        return variable
    constants = out.values(variable)
    if constants and all(wanted.accepts(constant) for constant in constants):
        return variable
    value = syntax.name(variable)
    coerced = syntax.call(out.constant(coerce), value, out.constant(wanted))
    if known is None:
        return out.let(coerced)
    return out.let(syntax.either(out.is_of(variable, known), value, coerced), frozenset({known, NULL}))


def fit_or_leave(out: Emitter, variable: str, wanted: FeelType) -> str:
    """Do as `fit`, but leave it to the closures, which note it, when the value does not conform."""
    fitting = fit(out, variable, wanted)
    if fitting != variable:
        with out.block() as inner:
            out.leave_if(syntax.no(out.is_of(variable, NULL)))
        out.add(syntax.when(out.is_of(fitting, NULL), inner))
    return fitting


def _literal(out: Emitter, node: Literal, _: Names) -> str:
    return out.value(node.value)


def _name(_: Emitter, node: Name, names: Names) -> str:
    if node.name not in names:
        raise NotGenerated
    return names[node.name]


def _sourced(out: Emitter, node: Sourced, names: Names) -> str:
    return emit(out, node.value, names)


def _coercion(out: Emitter, node: Coercion, names: Names) -> str:
    return fit(out, emit(out, node.value, names), node.type)


def _path(out: Emitter, node: Path, names: Names) -> str:
    base = emit(out, node.base, names)
    key = out.constant(node.member)
    entry = syntax.method(syntax.name(base), "get", key)
    if out.has_only(base, dict):
        return out.let(entry)
    other = syntax.call(out.constant(member), syntax.name(base), key)
    return out.let(syntax.either(out.is_of(base, dict), entry, other))


def _arithmetic(out: Emitter, node: Arithmetic, names: Names) -> str:
    left, right = emit(out, node.left, names), emit(out, node.right, names)
    operation = out.constant(DECIMAL_OPERATIONS[node.operator])
    return out.let(syntax.call(operation, out.number(left), out.number(right)), NUMBER)


def _comparison(out: Emitter, node: Comparison, names: Names) -> str:
    left, right = emit(out, node.left, names), emit(out, node.right, names)
    if NUMBER in {out.classes(left), out.classes(right)}:
        return out.let(compare_numbers(out, node.operator, left, right), frozenset({bool}))
    if not out.has_only(left, *PLAIN):
        out.leave_if(syntax.among(out.type_of(left), out.constant(_NESTED)))
    compare = out.constant(COMPARISONS[node.operator])
    return out.let(syntax.call(compare, syntax.name(left), syntax.name(right)), _TRUTH)


def _logic(out: Emitter, node: Logic, names: Names) -> str:
    decisive = node.operator == "or"
    answer = out.let(syntax.flag(not decisive), _TRUTH)
    _operands(out, node.operands, names, (answer, decisive))
    return answer


def _operands(out: Emitter, operands: tuple[Node, ...], names: Names, into: tuple[str, bool]) -> None:
    answer, decisive = into
    if not operands:
        return
    value = syntax.name(emit(out, operands[0], names))
    with out.block() as others:
        unknown = syntax.is_not(value, syntax.flag(not decisive))
        out.add(syntax.when(unknown, [syntax.assign(answer, syntax.flag(None))]))
        _operands(out, operands[1:], names, into)
    decided = [syntax.assign(answer, syntax.flag(decisive))]
    out.add(syntax.when(syntax.is_(value, syntax.flag(decisive)), decided, others))


def _if(out: Emitter, node: If, names: Names) -> str:
    if node.boxed:
        raise NotGenerated
    condition = emit(out, node.condition, names)
    result = out.variable()
    blocks: list[list[syntax.Statement]] = []
    classes: list[Classes] = []
    for branch in (node.yes, node.no):
        with out.block() as inner:
            value = emit(out, branch, names)
            classes.append(out.classes(value))
            out.add(syntax.assign(result, syntax.name(value)))
        blocks.append(inner)
    out.add(syntax.when(syntax.is_(syntax.name(condition), syntax.flag(True)), *blocks))
    out.know(result, joined(classes))
    return result


def joined(classes: Iterable[Classes]) -> Classes:
    """Return the classes of a value that is of one of several."""
    together: frozenset[type] = frozenset()
    for some in classes:
        if some is None:
            return None
        together |= some
    return together


def _list(out: Emitter, node: ListOf, names: Names) -> str:
    items = [syntax.name(emit(out, item, names)) for item in node.items]
    return out.let(syntax.list_of(items), frozenset({list}))


def _context(out: Emitter, node: ContextOf, names: Names) -> str:
    inner = dict(names)
    keys, values = [], []
    for entry in node.entries:
        value = emit(out, entry.value, inner)
        if entry.key is None:
            return value
        inner[entry.key] = value
        keys.append(out.constant(entry.key))
        values.append(syntax.name(value))
    return out.let(syntax.dict_of(keys, values), frozenset({dict}))


def _call(out: Emitter, node: Call, names: Names) -> str:
    known = _known(node, names)
    arguments = [emit(out, argument, names) for argument in node.arguments]
    for argument in arguments:
        _pay_for(out, argument)
    values = [syntax.name(argument) for argument in arguments]
    direct = None
    if all(out.has_only(argument, Decimal) for argument in arguments):
        direct = known.takes_numbers(len(arguments))
    if direct is None:
        result = out.let(syntax.call(out.constant(known.invoke), syntax.list_of(values)))
    else:
        given = [syntax.list_of(values)] if direct.variadic else values
        result = out.let(syntax.call(out.constant(known.apply), *given))
    _pay_for(out, result)
    return result


def _known(node: Call, names: Names) -> BuiltIn:
    if not isinstance(node.callee, Name) or node.names or node.callee.name in names:
        raise NotGenerated
    known = BUILT_INS.get(node.callee.name)
    if known is None or known.wants_runtime or known.is_timed or known.takes_functions:
        raise NotGenerated
    return known


def _pay_for(out: Emitter, variable: str) -> None:
    """Use up the steps that it costs to look at a value."""
    if not out.has_only(variable, Decimal, bool, NULL):
        paid = syntax.do(syntax.method(out.runtime(), "spend_on", syntax.name(variable)))
        out.add(syntax.when(syntax.among(out.type_of(variable), out.constant(_SIZED)), [paid]))


_WRITERS: dict[type[Node], Callable[[Emitter, Any, Names], str]] = {
    Literal: _literal,
    Name: _name,
    Sourced: _sourced,
    Coercion: _coercion,
    Path: _path,
    Arithmetic: _arithmetic,
    Comparison: _comparison,
    Logic: _logic,
    If: _if,
    ListOf: _list,
    ContextOf: _context,
    Call: _call,
}
