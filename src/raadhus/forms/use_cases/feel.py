"""Conditions of forms are FEEL: parsed and evaluated by the rules room."""

from collections.abc import Mapping
from typing import Any

from raadhus.forms.domain.compiled import Expression
from raadhus.rules.domain.feel.language import Compiled, compile_node, read_expression
from raadhus.rules.domain.feel.runtime import Runtime


class _Parsed:
    """One expression, compiled."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    def evaluate(self, context: Mapping[str, Any]) -> Any:
        return self._compiled.run(context, Runtime())


def parse(text: str) -> Expression:
    """Return the expression in ``text``. Raises: FeelSyntaxError."""
    return _Parsed(compile_node(read_expression(text)))
