"""What is wrong with a package, said with file, element and line."""

import dataclasses
from collections.abc import Iterable
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error refuses the whole package."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding: file, line and column (from 1, 0 when unknown), the element's name and a sentence."""

    file: str
    sentence: str
    line: int = 0
    column: int = 0
    element: str = ""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Tell whether this finding alone refuses the package."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        """Return the finding on one line, as a compiler says it."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        element = f"{self.element}: " if self.element else ""
        return f"{place}: {self.severity}: {element}{self.sentence}"


Problems = tuple[Problem, ...]


def errors_in(problems: Iterable[Problem]) -> Problems:
    """Return those of ``problems`` that refuse the package."""
    return tuple(problem for problem in problems if problem.is_error)


class PackageRefused(Exception):
    """A package, or a file of it, that cannot be used; ``problems`` holds every finding."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in errors_in(self.problems)))
