"""How much of a document is understood, and how much is carried as it came, by name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.xml_tree import XmlDocument, XmlElement
from raadhus.processes.domain.xml_writer import USUAL_PREFIXES


@dataclass(frozen=True, slots=True)
class Census:
    """The number of elements and attributes by name; of what is carried opaque, the names with their namespace."""

    understood: Counter[str]
    opaque: Counter[str]
    opaque_attributes: Counter[str]


def census_of(document: BpmnDocument, tree: XmlDocument) -> Census:
    """Return the census of a document, of which ``tree`` is the tree it was read from."""
    opaque: Counter[str] = Counter()
    attributes: Counter[str] = Counter()
    for part in walk(document.definitions):
        attributes.update(_named(name) for name, _ in part.other_attributes)
        for item in part.other:
            if isinstance(item, XmlElement):
                opaque.update(_names(item))
    everything = Counter(_names(tree.root))
    return Census(everything - opaque, opaque, attributes)


def _names(element: XmlElement) -> Iterator[str]:
    for one in element.walk():
        yield _named(f"{{{one.namespace}}}{one.name}" if one.namespace else one.name)


def _named(name: str) -> str:
    """Return the name with the usual prefix of its namespace, where it has one."""
    if not name.startswith("{"):
        return name
    namespace, local = name[1:].rsplit("}", 1)
    prefix = USUAL_PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else name
