"""A document becomes a file: written from its parts, in the order of the schema unless it came in another."""

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.parts import Part
from raadhus.processes.domain.document.plans import OTHER, Plan, plan_of
from raadhus.processes.domain.xml_tree import Content, XmlDocument, XmlElement
from raadhus.processes.domain.xml_writer import write_xml


def write_document(document: BpmnDocument) -> bytes:
    """Return the file of a document, in UTF-8."""
    return write_xml(tree_of(document))


def tree_of(document: BpmnDocument) -> XmlDocument:
    """Return the tree of a document; each element has the line it was read from, 0 when it is new."""
    return XmlDocument(document.prolog, write_part(document.definitions), document.epilog)


def write_part(part: Part, tag: str = "") -> XmlElement:
    """Return the element of a part; ``tag`` is needed where the part's kind does not say it."""
    plan = plan_of(type(part))
    attributes = {
        name: str(value)
        for name, (field, _) in plan.attributes.items()
        if (value := getattr(part, field)) is not None
    }
    return XmlElement(
        namespace=part.namespace,
        name=tag or part.tag,
        line=part.origin.line,
        attributes=MappingProxyType(attributes | dict(part.other_attributes)),
        content=part.other if plan.is_mixed else _content(plan, part),
        prefix=part.origin.prefix,
        namespaces=part.origin.namespaces,
        spelt=part.origin.spelt,
    )


def _content(plan: Plan, part: Part) -> tuple[Content, ...]:
    items: dict[str, list[Content]] = {
        slot.field: [write_part(one, slot.tag) for one in _parts(getattr(part, slot.field))]
        for slot in plan.slots
    }
    items[OTHER] = list(part.other)
    fields = _arranged(plan, {field: len(found) for field, found in items.items()}, part.origin.order)
    pointers = {field: iter(found) for field, found in items.items()}
    return tuple(next(pointers[field]) for field in fields)


def _parts(value: Part | tuple[Part, ...] | None) -> tuple[Part, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _arranged(plan: Plan, counts: dict[str, int], order: Sequence[str]) -> list[str]:
    """Return the field of each child in the order to write: as it came, and what is new at the schema's place."""
    if not order:
        return [field for field, count in counts.items() for _ in range(count)]
    left = Counter(counts)
    arranged = []
    for field in order:
        if left[field]:
            arranged.append(field)
            left[field] -= 1
    for field in counts:
        place = plan.places[field]
        before = [n for n, other in enumerate(arranged) if plan.places[other] <= place]
        at = before[-1] + 1 if before else 0
        arranged[at:at] = [field] * left[field]
    return arranged
