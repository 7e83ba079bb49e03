"""What is wrong with a model, said with line and element, and the refusal to load it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the model from being used; a doubt keeps it from being installed."""

    ERROR = "error"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: where (line of the file; column in the text of the cell, from 1), in what, and what."""

    line: int
    column: int
    element: str
    sentence: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Say it on one line."""
        return f"line {self.line}, {self.element}: {self.sentence}"


class CannotLoadModel(Exception):
    """A model has errors; nothing of it is used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the findings."""
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))
