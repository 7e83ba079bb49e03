"""Looking into a file of a model: what differs from another one, and its elements."""

from raadhus.processes.domain.document.compare import differences
from raadhus.processes.domain.xml_tree import XmlElement, parse_document


def changes_between(before: bytes, after: bytes) -> list[str]:
    """Return where two files differ, as paths without the process."""
    found = differences(parse_document(before), parse_document(after))
    return [f"{one.loss} {one.path.rpartition(']/')[2] or one.path}" for one in found]


def element_of(content: bytes, element_id: str) -> XmlElement:
    """Return the element of a file that has the id."""
    return next(one for one in parse_document(content).root.walk() if one.id == element_id)
