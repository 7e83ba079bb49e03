"""Hostile XML in, a plain frozen tree out: no DTD, no entities, no network, bounded in size and depth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from raadhus.processes.domain.problems import ModelRefused, Problem, Severity

SIZE_LIMIT_BYTES = 5_000_000
DEPTH_LIMIT = 100


@dataclass(frozen=True, slots=True)
class XmlElement:
    """One element with everything it holds; attributes of a foreign namespace are keyed ``{uri}name``."""

    namespace: str
    name: str
    line: int
    attributes: Mapping[str, str]
    children: tuple["XmlElement", ...]
    text: str
    tail: str

    def walk(self) -> Iterator["XmlElement"]:
        """Return this element and everything below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def id(self) -> str:
        """Return the id attribute, empty when there is none."""
        return self.attributes.get("id", "")


def parse_xml(source: bytes) -> XmlElement:
    """
    Return the root of the document.

    Raises: ModelRefused when it is too big, too deep, not well-formed, or declares a document type.
    """
    if len(source) > SIZE_LIMIT_BYTES:
        raise refusal("document", 1, f"The file is larger than {SIZE_LIMIT_BYTES:,} bytes.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise refusal("document", line, f"This is not well-formed XML: {error}") from error
    if _has_document_type(root):
        raise refusal("document", 1, "A document type (DTD) is not allowed in a model.")
    return _freeze(root, DEPTH_LIMIT)


def refusal(element: str, line: int, sentence: str) -> ModelRefused:
    """Return the refusal of a whole document by one error."""
    return ModelRefused((Problem(Severity.ERROR, element, "", line, sentence),))


def _freeze(element: etree._Element, depth_left: int) -> XmlElement:
    name = etree.QName(element)
    line = _line_of(element)
    if depth_left == 0:
        raise refusal(name.localname, line, f"Elements are nested deeper than {DEPTH_LIMIT} levels.")
    return XmlElement(
        namespace=name.namespace or "",
        name=name.localname,
        line=line,
        attributes=MappingProxyType({str(key): str(value) for key, value in element.attrib.items()}),
        children=tuple(_freeze(child, depth_left - 1) for child in element),
        text=element.text or "",
        tail=element.tail or "",
    )


def _line_of(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def _has_document_type(root: etree._Element) -> bool:
    info: object = etree.ElementTree(root).docinfo
    return bool(getattr(info, "doctype", "")) or getattr(info, "internalDTD", None) is not None
