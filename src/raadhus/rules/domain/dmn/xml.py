"""Reads the XML of a model safely, and reports every element or attribute that nobody asked for."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem, Severity

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
_DIAGRAMS = ("http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/")
# Elements that document, for people; they change no result.
_DOCUMENTATION = frozenset({"description", "extensionElements"})
_EVERYWHERE = frozenset({"id", "label", "name", "typeRef"})
Element = etree._Element


def parse(source: bytes) -> Element:
    """Return the root element `definitions`.

    Raises: CannotLoadModel for what is no XML, is too large, has a document type or is not DMN 1.1 to 1.5.
    """
    if len(source) > MAX_BYTES:
        raise _cannot("definitions", f"The file is larger than {MAX_BYTES} bytes")
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
        raise _cannot("document", f"This is not well-formed XML: {error}", line or 0) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _cannot("document", "A document type (DTD) is not allowed")
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        raise _cannot(name.localname, "This is not a DMN 1.1 to 1.5 model", line_of(root))
    return root


def _cannot(element: str, sentence: str, line: int = 0) -> CannotLoadModel:
    return CannotLoadModel([Problem(line, 0, element, sentence)])


def local_name(element: Element) -> str:
    """Return the element's name without its namespace."""
    return _parted(element.tag)[1]


@lru_cache(maxsize=1_000)
def _parted(tag: object) -> tuple[str, str]:
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


class Inspector:
    """Collects the problems of a document."""

    def __init__(self, where: str = "") -> None:
        """Know of none yet; `where` stands before the element of each."""
        self.problems: list[Problem] = []
        self._where = where

    def refuse(
        self,
        element: Element,
        sentence: str,
        *,
        column: int = 0,
        line: int | None = None,
        code: str = "",
        parameters: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Note an error at the element; code and parameters as `Problem` has them."""
        at = line_of(element) if line is None else line
        named = self._where + title_of(element)
        self.problems.append(Problem(at, column, named, sentence, code=code, parameters=parameters))

    def doubt(self, element: Element, sentence: str) -> None:
        """Note a doubt at the element."""
        named = self._where + title_of(element)
        self.problems.append(Problem(line_of(element), 0, named, sentence, Severity.DOUBT))

    def children(
        self,
        element: Element,
        *names: str,
        attributes: frozenset[str] = frozenset(),
        documentation: frozenset[str] = frozenset(),
    ) -> Iterator[Element]:
        """Return the children of these names; refuse every other one and every unknown attribute."""
        self.attributes(element, attributes)
        namespace, _ = _parted(element.tag)
        found: list[Element] = []
        for child in element:
            its_namespace, name = _parted(child.tag)
            if its_namespace == namespace and name in names:
                found.append(child)
            elif its_namespace == namespace and (name in _DOCUMENTATION or name in documentation):
                continue
            elif not _is_diagram(child):
                self.refuse(child, f"The element {name!r} is not carried out here")
        return iter(found)

    def text(self, element: Element, attributes: frozenset[str] = frozenset()) -> Element | None:
        """Return the `text` of an element that has nothing else; refuse what it has, and every unknown attribute."""
        if len(element) == 1 and _parted(element[0].tag) == (_parted(element.tag)[0], "text"):
            self.attributes(element, attributes)
            return element[0]
        return next(self.children(element, "text", attributes=attributes), None)

    def attributes(self, element: Element, known: frozenset[str]) -> None:
        """Refuse each attribute of DMN that is not known; those of other namespaces are remarks of tools."""
        for attribute in element.keys():  # noqa: SIM118 - a third of the time that a mapping of them takes
            name = str(attribute)
            if name not in _EVERYWHERE and name not in known and not name.startswith("{"):
                self.refuse(element, f"The attribute {name!r} is not carried out here")


def _is_diagram(element: Element) -> bool:
    namespace, name = _parted(element.tag)
    return name == "DMNDI" and namespace.startswith(_DIAGRAMS)
