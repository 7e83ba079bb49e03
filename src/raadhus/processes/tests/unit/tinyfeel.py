"""A tiny stand-in for FEEL, so that the engine is tested without rules: names, literals, = and >."""

import ast
import operator
from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.processes.domain.formulas import Expression, FormulaRefused

_OPERATORS = {" = ": operator.eq, " > ": operator.gt, " < ": operator.lt, " + ": operator.add}


@dataclass(frozen=True)
class Value:
    value: object
    names: tuple[str, ...] = ()

    def evaluate(self, context: Mapping[str, object], /) -> object:
        return self.value


@dataclass(frozen=True)
class Name:
    name: str

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    def evaluate(self, context: Mapping[str, object], /) -> object:
        return context.get(self.name)


@dataclass(frozen=True)
class Pair:
    operator: str
    left: Expression
    right: Expression

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.left.names, *self.right.names)

    def evaluate(self, context: Mapping[str, object], /) -> object:
        left, right = self.left.evaluate(context), self.right.evaluate(context)
        return None if left is None or right is None else _OPERATORS[self.operator](left, right)


@dataclass(frozen=True)
class Context:
    entries: tuple[tuple[str, Expression], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _, value in self.entries for name in value.names)

    def evaluate(self, context: Mapping[str, object], /) -> object:
        return {name: value.evaluate(context) for name, value in self.entries}


def parse(text: str, /) -> Expression:
    """Return the expression; ``{a: b}``, comparison, addition, literal or name."""
    text = text.strip()
    if text.startswith("{") and text.endswith("}"):
        pairs = (entry.partition(":") for entry in text[1:-1].split(","))
        return Context(tuple((name.strip(), parse(value)) for name, _, value in pairs))
    for sign in _OPERATORS:
        left, found, right = text.partition(sign)
        if found:
            return Pair(sign, parse(left), parse(right))
    if text in {"true", "false"}:
        return Value(text == "true")
    if text.isidentifier():
        return Name(text)
    try:
        return Value(ast.literal_eval(text))
    except (SyntaxError, ValueError) as error:
        raise FormulaRefused(f"unexpected “{text}”") from error
