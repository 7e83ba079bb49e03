"""What all BPMN elements share when they are read."""

from typing import TypedDict

from raadhus.processes.domain.document.definitions import Process
from raadhus.processes.domain.document.flow import FlowElement
from raadhus.processes.domain.document.foundation import Expression
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.document.parts import texts_of
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.reading import Reading, id_of, line_of, tag_of

# A node repeats its arrows as children; the arrows themselves are what counts.
ARROWS = ("incoming", "outgoing")
# What every activity may have besides.
ACTIVITY = (*ARROWS, "standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
ACTIVITY_ATTRIBUTES = ("default", "isForCompensation")
EXPRESSION_ATTRIBUTES = ("language", "evaluatesToTypeRef")


class Identity(TypedDict):
    """The fields of every typed element."""

    id: str
    name: str
    line: int
    tag: str
    documentation: tuple[str, ...]


def identity(part: FlowElement | Process) -> Identity:
    """Return id, name, place and documentation of an element."""
    return Identity(
        id=id_of(part),
        name=part.name or "",
        line=line_of(part),
        tag=tag_of(part),
        documentation=texts_of(part.documentation),
    )


def local(reference: QName | None) -> str:
    """Return a reference without its namespace prefix, empty when there is none."""
    return "" if reference is None else reference.local


def read_expression(reading: Reading, expression: Expression | None) -> Formula | None:
    """Return the FEEL of an expression, None when there is none."""
    if expression is None:
        return None
    reading.claim(expression, attributes=EXPRESSION_ATTRIBUTES)
    return reading.formula(expression)
