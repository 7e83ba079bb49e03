"""A finding of these checks, said in English; elsewhere it is said again by its code."""

from raadhus.processes.domain.elements import Element
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.sentences import SENTENCES


def finding(severity: Severity, element: Element, code: str, **words: str) -> Problem:
    """Return the finding about an element."""
    return Problem(
        severity=severity,
        element=element.tag,
        element_id=element.id,
        line=element.line,
        sentence=SENTENCES[code][0] % words,
        code=code,
        words=tuple(sorted(words.items())),
        name=element.name,
    )


def called(element: Element) -> str:
    """Return what people call an element, in quotation marks."""
    return f"“{element.name or element.id}”"
