"""Reads the XML of a model safely."""

from functools import lru_cache
from typing import Any

from lxml import etree

from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.dmn.refusals import refused

MAX_BYTES = 5_000_000
NAMESPACES = frozenset(
    {
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    }
)
Element = etree._Element


def parse(source: bytes) -> Element:
    """Return the root element `definitions`.

    Raises: CannotLoadModel for what is no XML, is too large, has a document type or is not DMN 1.1 to 1.5.
    """
    if len(source) > MAX_BYTES:
        raise _cannot("definitions", "file-too-large", count=str(MAX_BYTES))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, etree.XMLSyntaxError) else 0
        raise _cannot("document", "not-xml", line or 0, error=str(error)) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _cannot("document", "document-type")
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        raise _cannot(name.localname, "not-dmn", line_of(root))
    return root


def _cannot(element: str, code: str, line: int = 0, **words: str) -> CannotLoadModel:
    return CannotLoadModel([refused(line, element, code, **words)])


def local_name(element: Element) -> str:
    """Return the element's name without its namespace."""
    return parted(element.tag)[1]


@lru_cache(maxsize=1_000)
def parted(tag: object) -> tuple[str, str]:
    """Return namespace and local name of a tag; as etree.QName does, at once for the few tags that a model has."""
    namespace, _, name = str(tag).rpartition("}")
    return namespace[1:], name


def line_of(element: Element) -> int:
    """Return the line of the file."""
    line: Any = element.sourceline  # its stubs know no type
    return line or 0


def text_of(element: Element | None) -> str:
    """Return the text inside, without white space at its ends; nothing for no element."""
    return "" if element is None else (element.text or "").strip()


def title_of(element: Element) -> str:
    """Return the element's kind with its name or id, to tell people which one."""
    name = element.get("name") or element.get("id")
    return f"{local_name(element)} {name!r}" if name else local_name(element)
