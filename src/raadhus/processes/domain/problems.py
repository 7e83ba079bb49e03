"""What is wrong with a model, or is carried in it without effect, said with element and line."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error refuses the model, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One finding: the XML element's name, its id when it has one, its line (from 1) and a sentence.

    ``code`` and ``words`` say it in other languages (``domain/soundness/sentences``); empty for what is English only.
    ``name``: what people call the element, when it has a name.
    """

    severity: Severity
    element: str
    element_id: str
    line: int
    sentence: str
    code: str = ""
    words: tuple[tuple[str, str], ...] = ()
    name: str = ""

    @property
    def is_error(self) -> bool:
        """Tell whether this finding alone refuses the model."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        """Return the finding on one line, as a person reads it in a list."""
        place = f"{self.element} “{self.element_id}”" if self.element_id else self.element
        return f"line {self.line}: {place}: {self.sentence}"


class ModelRefused(Exception):
    """A model that cannot be carried out; ``problems`` holds every finding, in the order of lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems if problem.is_error))
