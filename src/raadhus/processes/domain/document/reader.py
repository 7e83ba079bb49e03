"""A BPMN file becomes a document; nothing in it is refused, and nothing is left out."""

from typing import Any, TypeVar

from raadhus.processes.domain.document.definitions import BpmnDocument, Definitions
from raadhus.processes.domain.document.parts import Origin, Part
from raadhus.processes.domain.document.plans import OTHER, Plan, plan_of
from raadhus.processes.domain.namespaces import BPMN
from raadhus.processes.domain.xml_tree import Content, XmlDocument, XmlElement, parse_document, refusal

SomePart = TypeVar("SomePart", bound=Part)
DOCUMENT_LIMIT_BYTES = 50_000_000
"""Vendors keep pictures and histories in their files; only what is installed is held to less."""


def read_document(source: bytes, size_limit_bytes: int = DOCUMENT_LIMIT_BYTES) -> BpmnDocument:
    """
    Return the document of a file.

    Raises: ModelRefused when it is hostile or no XML, or no BPMN 2.0 file at all.
    """
    return document_from_tree(parse_document(source, size_limit_bytes))


def document_from_tree(tree: XmlDocument) -> BpmnDocument:
    """Return the document of a tree. Raises: ModelRefused when its root is not BPMN's ``definitions``."""
    root = tree.root
    if (root.namespace, root.name) != (BPMN, "definitions"):
        raise refusal(root.name, root.line, "no-bpmn")
    return BpmnDocument(read_part(Definitions, root), tree.prolog, tree.epilog)


def read_part(kind: type[SomePart], element: XmlElement) -> SomePart:
    """Return the part that an element is, with everything within."""
    plan = plan_of(kind)
    values: dict[str, Any] = {}
    foreign: dict[str, str] = {}
    for name, text in element.attributes.items():
        if name in plan.attributes:
            field, lexical = plan.attributes[name]
            values[field] = lexical(text)
        else:
            foreign[name] = text
    order: tuple[str, ...] = ()
    if plan.is_mixed:
        values[OTHER] = element.content
    elif element.content:
        order = _read_children(plan, element.content, values)
    origin = Origin(element.prefix, element.namespaces, element.spelt, order, element.line, element.name)
    return kind(origin=origin, other_attributes=tuple(foreign.items()), **values)


def _read_children(plan: Plan, content: tuple[Content, ...], values: dict[str, Any]) -> tuple[str, ...]:
    """Put each child into its field; return the fields' order where it is not the schema's."""
    found: dict[str, list[Any]] = {}
    order = []
    for item in content:
        field, value = _place(plan, item, found)
        found.setdefault(field, []).append(value)
        order.append(field)
    for slot in plan.slots:
        if slot.field in found:
            parts = found.pop(slot.field)
            values[slot.field] = tuple(parts) if slot.takes_many else parts[0]
    values[OTHER] = tuple(found.get(OTHER, ()))
    places = [plan.places[field] for field in order]
    return () if places == sorted(places) else tuple(order)


def _place(plan: Plan, item: Content, found: dict[str, list[Any]]) -> tuple[str, Any]:
    """Return the field and value of a child; a second one where the schema has one is kept as it is."""
    if isinstance(item, XmlElement) and (item.namespace, item.name) in plan.children:
        slot, kind = plan.children[item.namespace, item.name]
        if slot.takes_many or slot.field not in found:
            return slot.field, read_part(kind, item)
    return OTHER, item
