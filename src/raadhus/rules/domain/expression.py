"""Expressions and unary tests as other rooms use them: parsed once, evaluated with Python values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from raadhus.rules.domain.dmn.compiled import Clock
from raadhus.rules.domain.feel.language import (
    INPUT,
    Compiled,
    Vocabulary,
    compile_node,
    read_expression,
    read_tests,
)
from raadhus.rules.domain.feel.python_values import to_feel, to_python
from raadhus.rules.domain.feel.runtime import Runtime, no_clock
from raadhus.rules.domain.feel.values import Value


@dataclass(frozen=True, slots=True)
class Expression:
    """A FEEL expression; safe to share between threads."""

    text: str
    # The names it reads from its context, as far as they were declared when it was parsed.
    unknown: tuple[str, ...]
    _compiled: Compiled

    def evaluate(self, context: Mapping[str, Any], *, clock: Clock = no_clock) -> Any:
        """Return the value as Python value; null (None) where FEEL has no answer.

        Raises: FeelLimitExceeded; UnsupportedValue for a float or the like in the context.
        """
        return evaluate_all({"": self}, context, clock=clock)[""]

    def run(self, variables: Mapping[str, Value], clock: Clock) -> Any:
        """Return the value as Python value, of variables that are FEEL values already. Raises: FeelLimitExceeded."""
        return to_python(self._compiled.run(variables, Runtime(clock)))


@dataclass(frozen=True, slots=True)
class UnaryTests:
    """The content of a cell, as a question about a value."""

    text: str
    _compiled: Compiled

    def hold(self, value: Any, context: Mapping[str, Any] | None = None) -> bool:
        """Say whether the value passes; an answer of null is no. Raises as `Expression.evaluate`."""
        variables = {name: to_feel(item) for name, item in (context or {}).items()}
        variables[INPUT] = to_feel(value)
        return self._compiled.run(variables, Runtime()) is True


def evaluate_all(
    expressions: Mapping[str, Expression], context: Mapping[str, Any], *, clock: Clock = no_clock
) -> dict[str, Any]:
    """Return the value of each expression in the same context, which is turned into FEEL values once.

    Raises as `Expression.evaluate`.
    """
    variables = {name: to_feel(value) for name, value in context.items()}
    return {name: expression.run(variables, clock) for name, expression in expressions.items()}


def parse_expression(text: str, names: tuple[str, ...] | None = None) -> Expression:
    """Return the expression. `names` are the variables it may use (needed for names with signs or keywords in
    them); given, any other name is listed in `unknown` and is null; not given, any name is looked up.

    Raises: FeelSyntaxError with line and column.
    """
    compiled = compile_node(read_expression(text, Vocabulary.of(names or ())), names)
    return Expression(text, tuple(unknown.name for unknown in compiled.unknown), compiled)


def parse_unary_tests(text: str, names: tuple[str, ...] = ()) -> UnaryTests:
    """Return the tests. Raises: FeelSyntaxError with line and column."""
    node = read_tests(text, Vocabulary.of([INPUT, *names]))
    return UnaryTests(text, compile_node(node, [INPUT, *names]))
