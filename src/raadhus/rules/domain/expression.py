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


class _Asked(dict[str, Value]):
    """A context of Python values, each turned into a FEEL value when it is first asked for.

    A process has dozens of variables, lists of hundreds among them, and an expression reads two.
    """

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def get(self, name: str, default: Any = None) -> Any:
        """Return the FEEL value of a name. Raises: UnsupportedValue."""
        if name in self:
            return self[name]
        if name not in self._given:
            return default
        value = self[name] = to_feel(self._given[name])
        return value


@dataclass(frozen=True, slots=True)
class Expression:
    """A FEEL expression; safe to share between threads."""

    text: str
    # The names it reads from its context, as far as they were declared when it was parsed.
    unknown: tuple[str, ...]
    _compiled: Compiled

    def evaluate(self, context: Mapping[str, Any], *, clock: Clock = no_clock) -> Any:
        """Return the value as Python value; null (None) where FEEL has no answer.

        Raises: FeelLimitExceeded; UnsupportedValue for a float or the like that it reads in the context.
        """
        return self.run(_Asked(context), clock)

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
    """Return the value of each expression in the same context, each value of which is turned into FEEL at most once.

    Raises as `Expression.evaluate`.
    """
    variables = _Asked(context)
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
