"""A model's file as a tree that is written back as it was, but for what was changed: remarks, diagrams, extensions stay."""

from collections.abc import Iterator

from lxml import etree

from raadhus.rules.domain.dmn.xml import Element, local_name, parse

__all__ = [
    "Element",
    "child",
    "children",
    "elements",
    "inner",
    "local_name",
    "made",
    "open_document",
    "sealed",
]


def open_document(source: bytes) -> Element:
    """Return the root of a model, with its comments. Raises: CannotLoadModel for what is no model."""
    parse(source)  # refuses what is hostile
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(source, parser)
    for remark in list(root.iter(etree.Comment, etree.PI)):
        _join_text(remark)
    return root


def _join_text(remark: Element) -> None:
    """Take a remark out of a text: who decides by it reads what stands before and behind as one."""
    parent = remark.getparent()
    if parent is not None and local_name(parent) == "text":
        etree.strip_elements(parent, etree.Comment, etree.PI, with_tail=False)


def sealed(root: Element) -> bytes:
    """Return the bytes of a document."""
    written = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written.rstrip() + b"\n"


def inner(element: Element) -> list[Element]:
    """Return the elements directly inside; remarks of the file are none."""
    return [one for one in element if _is_element(one)]


def children(element: Element, name: str) -> list[Element]:
    """Return the children of DMN called ``name``."""
    return [one for one in inner(element) if local_name(one) == name]


def child(element: Element, name: str) -> Element | None:
    """Return the first child called ``name``."""
    return next(iter(children(element, name)), None)


def elements(root: Element, *names: str) -> Iterator[Element]:
    """Return every element of DMN below called one of ``names``, in the order of the document; extensions have none."""
    space = etree.QName(root).namespace
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if local_name(one) in names:
            yield one
        below = (part for part in inner(one) if etree.QName(part).namespace == space)
        waiting += reversed([part for part in below if local_name(part) != "extensionElements"])


def made(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Return a new element of the parent's namespace, not placed yet; with a ``<text>`` inside where one is given."""
    namespace = etree.QName(parent).namespace
    element = etree.Element(f"{{{namespace}}}{name}", attributes)
    if text is not None:
        inner = etree.SubElement(element, f"{{{namespace}}}text")
        inner.text = text
    return element


def _is_element(node: object) -> bool:
    return isinstance(getattr(node, "tag", None), str)
