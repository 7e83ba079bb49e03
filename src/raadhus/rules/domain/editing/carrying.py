"""Puts the models that a model imports inside it."""

from collections.abc import Mapping

from lxml import etree

from raadhus.rules.domain.dmn.carried import MODEL, SOURCE, carried, carriers
from raadhus.rules.domain.dmn.xml import parse
from raadhus.rules.domain.editing.document import Element, child, children, made, open_document, sealed


def carry(source: bytes, others: Mapping[str, bytes]) -> bytes:
    """
    Return a model with those of ``others`` (by namespace) inside that it imports, itself or by what it imports.

    The same bytes when it imports none of them; one of a namespace that it carries already takes the place of that one.
    Raises: CannotLoadModel.
    """
    found = _reached(parse(source), others)
    if not found:
        return source
    root = open_document(source)
    for old in carriers(root):
        if parse(old.get(SOURCE, "").encode()).get("namespace", "") in found:
            _take_out(old)
    place = child(root, "extensionElements")
    if place is None:
        place = made(root, "extensionElements")
        root.append(place)  # at the end: the lines of all else stay what they were
    for _namespace, model in sorted(found.items()):
        etree.SubElement(place, MODEL, {SOURCE: etree.tostring(model, encoding="unicode")})
    return sealed(root)


def models_inside(source: bytes) -> tuple[str, ...]:
    """Return the namespaces of the models that a model carries, sorted. Raises: CannotLoadModel."""
    return tuple(sorted(carried(parse(source))))


def _reached(root: Element, others: Mapping[str, bytes]) -> dict[str, Element]:
    found: dict[str, Element] = {}
    waiting = [root]
    while waiting:
        for element in children(waiting.pop(), "import"):
            namespace = element.get("namespace", "")
            if namespace in others and namespace not in found:
                found[namespace] = parse(others[namespace])
                waiting.append(found[namespace])
    return found


def _take_out(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
