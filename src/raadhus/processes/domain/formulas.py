"""The one language of a model's conditions, values and times, as the engine needs it (FEEL behind it)."""

from collections.abc import Mapping
from typing import Protocol


class FormulaRefused(Exception):
    """A text that is not an expression of the language; the message says where it went wrong."""


class Expression(Protocol):
    """A compiled expression, evaluated any number of times."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the variables that it asks for."""
        ...

    def evaluate(self, context: Mapping[str, object], /) -> object:
        """Return the value in this context; null is None."""
        ...


class Language(Protocol):
    """Compiles a text once."""

    def __call__(self, text: str, /) -> Expression:
        """Return the compiled expression. Raises: FormulaRefused."""
        ...
