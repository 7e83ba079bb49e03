"""Writes a tree as FEEL text that reads back as the same tree; every operand that is no atom is bracketed."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from raadhus.rules.domain.feel.nodes import (
    Aliased,
    Arithmetic,
    Between,
    Call,
    Coercion,
    Comparison,
    ContextOf,
    ExternalFunction,
    Filter,
    For,
    Function,
    If,
    In,
    InstanceOf,
    Iteration,
    ListOf,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Parameter,
    Path,
    Quantified,
    RangeOf,
    Sourced,
    Tests,
    UnaryComparison,
    bare,
)
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from raadhus.rules.domain.feel.types import (
    BUILT_IN_TYPES,
    AnyType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
)

_TEMPORAL = frozenset({Date, Time, DateTime, DaysDuration, MonthsDuration})
_ATOMS = (Name, Path, Filter, Call, ListOf, ContextOf, RangeOf)


def tree_text(node: Node) -> str:
    """Return the text of a tree. Of what a model adds to an expression, types and places are left out.

    Raises: ValueError for what has no text: a decision table, the result of a boxed context.
    """
    write = _WRITERS.get(type(node))
    if write is None:
        raise ValueError(f"{type(node).__name__} has no text")
    return write(node)


def _atom(node: Node) -> str:
    """Write an operand; what would reach further or bind less is bracketed."""
    plain = bare(node)
    if isinstance(plain, Literal):
        negative = type(plain.value) is Decimal and plain.value < 0
        return f"({tree_text(plain)})" if negative else tree_text(plain)
    return tree_text(plain) if isinstance(plain, _ATOMS) else f"({tree_text(plain)})"


def _listed(nodes: Iterable[Node]) -> str:
    return ", ".join(map(tree_text, nodes))


def _literal(node: Literal) -> str:
    text = value_text(node.value)
    return f'@"{text}"' if type(node.value) in _TEMPORAL else text


def _call(node: Call) -> str:
    arguments = list(map(tree_text, node.arguments))
    if node.names:
        arguments = [f"{name}: {text}" for name, text in zip(node.names, arguments, strict=True)]
    return f"{_atom(node.callee)}({', '.join(arguments)})"


def _infix(node: Arithmetic | Comparison) -> str:
    return f"{_atom(node.left)} {node.operator} {_atom(node.right)}"


def _in(node: In) -> str:
    tests = _listed(node.tests)
    return f"{_atom(node.value)} in {f'({tests})' if node.listed else tests}"


def _tests(node: Tests) -> str:
    if not node.tests:
        return "-"
    texts = [tree_text(test) if isinstance(test, UnaryComparison) else _atom(test) for test in node.tests]
    if node.negated:
        return f"not({', '.join(texts)})"
    # Else the call of the function `not` would be read as a negation of tests.
    texts = [f"({text})" if text.startswith("not") else text for text in texts]
    return ", ".join(texts)


def _iterations(iterations: tuple[Iteration, ...]) -> str:
    return ", ".join(f"{each.name} in {_domain(each.domain)}" for each in iterations)


def _domain(node: Node) -> str:
    if isinstance(node, RangeOf) and node.iterated and node.low is not None and node.high is not None:
        return f"{_atom(node.low)}..{_atom(node.high)}"
    return _atom(node)


def _for(node: For) -> str:
    return f"for {_iterations(node.iterations)} return {tree_text(node.body)}"


def _quantified(node: Quantified) -> str:
    word = "every" if node.every else "some"
    return f"{word} {_iterations(node.iterations)} satisfies {tree_text(node.condition)}"


def _parameters(parameters: tuple[Parameter, ...]) -> str:
    return ", ".join(
        each.name if each.type is None else f"{each.name}: {type_text(each.type)}" for each in parameters
    )


def _context(node: ContextOf) -> str:
    if any(entry.key is None for entry in node.entries):
        raise ValueError("The result of a boxed context has no text")
    return "{" + ", ".join(f"{value_text(each.key)}: {tree_text(each.value)}" for each in node.entries) + "}"


def _range(node: RangeOf) -> str:
    if node.low is None or node.high is None or node.sign:
        end = node.high if node.low is None else node.low
        included = node.high_included if node.low is None else node.low_included
        sign = node.sign or ("<" if node.low is None else ">") + "=" * included
        return f"({sign} {'' if end is None else _atom(end)})"
    opening, closing = "[" if node.low_included else "(", "]" if node.high_included else ")"
    return f"{opening}{_atom(node.low)}..{_end(node.high)}{closing}"


def _end(node: Node) -> str:
    """Write the far end of a range; a bracket behind it could be the end of the range."""
    return f"({tree_text(node)})" if isinstance(bare(node), Filter | Path | Call) else _atom(node)


def type_text(kind: FeelType) -> str:
    """Return the text of a type. Raises: ValueError for one that is neither FEEL's nor named."""
    if isinstance(kind, AnyType):
        return "Any"
    for name, built_in in BUILT_IN_TYPES.items():
        if built_in is kind:
            return name
    if isinstance(kind, ListType | RangeType):
        return f"{'list' if isinstance(kind, ListType) else 'range'}<{type_text(kind.item)}>"
    if isinstance(kind, ContextType):
        return f"context<{', '.join(f'{name}: {type_text(field)}' for name, field in kind.fields)}>"
    if isinstance(kind, FunctionType):
        return f"function<{', '.join(map(type_text, kind.parameters))}>->{type_text(kind.result)}"
    name = getattr(kind, "name", "")
    if not name:
        raise ValueError("The type has no name")
    return str(name)


_WRITERS: dict[type[Node], Callable[[Any], str]] = {
    Literal: _literal,
    Name: lambda node: node.name,
    Path: lambda node: f"{_atom(node.base)}.{node.member}",
    Filter: lambda node: f"{_atom(node.base)}[{tree_text(node.condition)}]",
    Call: _call,
    Negation: lambda node: f"-({tree_text(node.operand)})",
    Arithmetic: _infix,
    Comparison: _infix,
    Logic: lambda node: f" {node.operator} ".join(map(_atom, node.operands)),
    Between: lambda node: f"{_atom(node.value)} between {_atom(node.low)} and {_atom(node.high)}",
    In: _in,
    UnaryComparison: lambda node: f"{node.operator} {_atom(node.right)}",
    Tests: _tests,
    If: lambda node: f"if {tree_text(node.condition)} then {tree_text(node.yes)} else {tree_text(node.no)}",
    For: _for,
    Quantified: _quantified,
    Function: lambda node: f"function({_parameters(node.parameters)}) {tree_text(node.body)}",
    ExternalFunction: lambda node: (
        f"function({_parameters(node.parameters)}) external {tree_text(node.mapping)}"
    ),
    ListOf: lambda node: f"[{_listed(node.items)}]",
    ContextOf: _context,
    RangeOf: _range,
    InstanceOf: lambda node: f"{_atom(node.value)} instance of {type_text(node.type)}",
    Coercion: lambda node: tree_text(node.value),
    Sourced: lambda node: tree_text(node.value),
    Aliased: lambda node: tree_text(node.value),
}
