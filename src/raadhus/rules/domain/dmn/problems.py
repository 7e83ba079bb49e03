"""What is wrong with a model, said with line and element, and the refusal to load it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the model from being used; a doubt from being installed; advice and notes from nothing."""

    ERROR = "error"
    DOUBT = "doubt"
    ADVICE = "advice"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """
    Where in a model, in a rule author's words: decision, table id, number of the row from 1, column.

    ``number``: that of the column from 1, over inputs, outputs and remarks; 0 where it is about none.
    """

    decision: str = ""
    table: str = ""
    row: int = 0
    column: str = ""
    number: int = 0


NOWHERE = Place()
_MOST_LETTERS = 60


def short(text: str) -> str:
    """Return a text as a finding quotes it: on one line, cut where it is too long for a sentence."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_LETTERS else plain[: _MOST_LETTERS - 1] + "…"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: where (line of the file; column in the text of the cell, from 1), in what, and what.

    `code` names the sort of finding, `parameters` fill its sentence in any language (see `refusals` and
    `checking.sentences`). `example` is a FEEL context of inputs.
    """

    line: int
    column: int
    element: str
    sentence: str
    severity: Severity = Severity.ERROR
    code: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    place: Place = NOWHERE
    example: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the finding keeps the model from being stored."""
        return self.severity in {Severity.ERROR, Severity.DOUBT}

    def __str__(self) -> str:
        """Say it on one line."""
        return f"line {self.line}, {self.element}: {self.sentence}"


class CannotLoadModel(Exception):
    """A model has errors; nothing of it is used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the findings."""
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))
