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
    """
    The number of elements and attributes by name, with their namespace where it is not the standard's.

    ``carried`` names each outermost element that is opaque, with its line and what holds it.
    """

    understood: Counter[str]
    opaque: Counter[str]
    opaque_attributes: Counter[str]
    carried: tuple[str, ...]


def census_of(document: BpmnDocument, tree: XmlDocument) -> Census:
    """Return the census of a document, of which ``tree`` is the tree it was read from."""
    opaque: Counter[str] = Counter()
    attributes: Counter[str] = Counter()
    carried = []
    for part in walk(document.definitions):
        attributes.update(_named(name) for name, _ in part.other_attributes)
        for item in part.other:
            if isinstance(item, XmlElement):
                opaque.update(_names(item))
                carried.append((item.line, f"line {item.line}: {_name(item)} in {part.tag or 'text'}"))
    everything = Counter(_names(tree.root))
    places = tuple(place for _, place in sorted(carried))
    return Census(everything - opaque, opaque, attributes, places)


def _names(element: XmlElement) -> Iterator[str]:
    for one in element.walk():
        yield _name(one)


def _name(element: XmlElement) -> str:
    return _named(f"{{{element.namespace}}}{element.name}" if element.namespace else element.name)


def _named(name: str) -> str:
    """Return the name with the usual prefix of its namespace, where it has one."""
    if not name.startswith("{"):
        return name
    namespace, local = name[1:].rsplit("}", 1)
    prefix = USUAL_PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else name
