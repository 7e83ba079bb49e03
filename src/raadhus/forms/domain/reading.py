"""What was typed, and what became of it: a value, or what to put right."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Protocol

from raadhus.forms.domain.moment import Moment

Given = Mapping[str, list[str]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """
    Something to put right at one field.

    name: name of the input (``children.c1.fee_monthly``, with ``-day`` when one part is meant); code: what is wrong;
    params: figures for the sentence; texts: a sentence of the form itself, by language, instead of the code's.
    """

    name: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    texts: Mapping[str, str] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """The value that was read (None for nothing or not readable) and what is wrong, by suffix of the input."""

    value: Any = None
    troubles: tuple[Trouble, ...] = ()


def wrong(code: str, suffix: str = "", **params: Any) -> Read:
    """Return a reading that failed for ``code`` at the input with ``suffix``."""
    return Read(None, (Trouble(name=suffix, code=code, params=params),))


class Kind(Protocol):
    """
    One kind of field: from typed text to value (JSON) and back, and to what conditions see.

    ``suffixes``: the inputs it has, as endings of the field's name; ("",) for one input.
    """

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the endings of its input names."""

    def read(self, field: Any, given: Given, moment: Moment) -> Read:
        """Return the value in ``given`` (suffix -> typed texts); nothing typed is a value of None without trouble."""

    def write(self, value: Any) -> dict[str, list[str]]:
        """Return what would have to be typed for ``value``."""

    def feel(self, value: Any) -> Any:
        """Return ``value`` as FEEL sees it."""


def first(given: Given, suffix: str = "") -> str:
    """Return the first text typed at ``suffix``, empty for none."""
    texts = given.get(suffix) or [""]
    return texts[0]
