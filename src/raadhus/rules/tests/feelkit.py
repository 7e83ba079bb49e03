"""Runs FEEL text for tests: an expression in, the FEEL text of its value out."""

from collections.abc import Iterable

from raadhus.rules.domain.feel.language import Vocabulary, compile_node, read_expression
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.runtime import Runtime


def text_of(expression: str) -> str:
    """Return the value as FEEL text, `null` where there is none."""
    node = read_expression(expression, Vocabulary.of(()))
    return value_text(compile_node(node, None).run({}, Runtime()))


def texts_of(expressions: Iterable[str]) -> dict[str, str]:
    """Return the FEEL text of each expression's value, by expression."""
    return {expression: text_of(expression) for expression in expressions}
