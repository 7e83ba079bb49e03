"""What all BPMN elements share when they are read."""

from typing import TypedDict

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.xml_tree import XmlElement

# A node repeats its arrows as children; the arrows themselves are what counts.
ARROWS = ("incoming", "outgoing")
# What every activity may have besides.
ACTIVITY = (*ARROWS, "standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
ACTIVITY_ATTRIBUTES = ("default", "isForCompensation")


class Identity(TypedDict):
    """The fields of every typed element."""

    id: str
    name: str
    line: int
    tag: str
    documentation: tuple[str, ...]
    carried: tuple[XmlElement, ...]


def identity(reading: Reading, element: XmlElement) -> Identity:
    """Return id, name, place, documentation and carried parts of an element."""
    return Identity(
        id=element.id,
        name=element.attributes.get("name", ""),
        line=element.line,
        tag=element.name,
        documentation=tuple(
            child.text.strip()
            for child in element.children
            if child.namespace == words.BPMN and child.name == "documentation"
        ),
        carried=reading.carried(element),
    )
