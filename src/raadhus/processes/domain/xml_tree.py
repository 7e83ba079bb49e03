"""Hostile XML in, a plain frozen tree out: no entities, known encodings, bounded in size, depth and number."""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from xml.parsers import expat

from raadhus.processes.domain.encodings import UnknownEncoding, readable_by_expat
from raadhus.processes.domain.namespaces import BPMN, XML
from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.domain.wording import Where, problem_at

SIZE_LIMIT_BYTES = 5_000_000
DEPTH_LIMIT = 100
ELEMENT_LIMIT = 300_000
# Here blanks between elements may part words, so they count unless ``xml:space`` says otherwise.
TEXT_BEARING = frozenset({(BPMN, "documentation"), (BPMN, "text"), (BPMN, "script")})
_ENTITY = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|(?P<entity>&(?!#|(?:amp|lt|gt|quot|apos);))", re.DOTALL
)
"""Finds entities that a document type would have to explain, passing over where none can stand."""
_BETWEEN = "\n"  # cannot stand in a name, and as an attribute's namespace it is normalised to a space
_SPACE = f"{{{XML}}}space"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, kept where it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """A processing instruction, kept where it stands."""

    target: str
    data: str


@dataclass(frozen=True, slots=True)
class XmlElement:
    """
    One element with everything it holds; attributes of a foreign namespace are keyed ``{uri}name``.

    ``content`` is in the order of the document. Blanks between elements are no content, unless ``xml:space``,
    a text beside them or an element that bears text makes them so. ``namespaces`` are those declared on this very element,
    as (prefix, uri), sorted; the default one has the prefix "". ``spelt`` holds the prefix of each attribute of
    a foreign namespace. Two elements that differ in their line only are equal.
    """

    namespace: str
    name: str
    line: int = field(compare=False)
    attributes: Mapping[str, str]
    content: tuple["Content", ...] = ()
    prefix: str = ""
    namespaces: tuple[tuple[str, str], ...] = ()
    spelt: tuple[tuple[str, str], ...] = ()

    @property
    def children(self) -> tuple["XmlElement", ...]:
        """Return the elements directly within."""
        return tuple(one for one in self.content if isinstance(one, XmlElement))

    @property
    def text(self) -> str:
        """Return the text before the first element within."""
        return "".join(_leading_text(self.content))

    def walk(self) -> Iterator["XmlElement"]:
        """Return this element and everything below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def id(self) -> str:
        """Return the id attribute, empty when there is none."""
        return self.attributes.get("id", "")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type that is named and declares nothing; whatever it points to is never fetched."""

    name: str
    public: str | None
    system: str | None


Content = str | XmlElement | Comment | Instruction
Beside = Comment | Instruction | DocumentType


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A whole file: the root, and the comments and instructions around it."""

    prolog: tuple[Beside, ...]
    root: XmlElement
    epilog: tuple[Beside, ...] = ()


def parse_document(source: bytes, size_limit_bytes: int = SIZE_LIMIT_BYTES) -> XmlDocument:
    """
    Return the whole document.

    Raises: ModelRefused when it is too big, too deep, not well-formed, in an unusual encoding, or has a document
    type that declares something, or an entity of one.
    """
    if len(source) > size_limit_bytes:
        raise refusal("document", 1, "file-too-large", count=f"{size_limit_bytes:,}")
    try:
        readable, encoding = readable_by_expat(source)
    except UnknownEncoding as unknown:
        raise refusal("document", 1, "unknown-encoding", name=unknown) from unknown
    except UnicodeError as error:
        raise refusal("document", 1, "unreadable-encoding") from error
    document = _Parsing(encoding).run(readable)
    if any(isinstance(one, DocumentType) and one.system is not None for one in document.prolog):
        _refuse_entities(readable)
    return document


def refusal(element: str, line: int, code: str, /, **words: object) -> ModelRefused:
    """Return the refusal of a whole document by one error."""
    return ModelRefused((problem_at(Where(element, "", line), code, words),))


def _refuse_entities(source: bytes) -> None:
    """Refuse what a document type elsewhere would have to explain: the parser passes over it without a word."""
    wide = source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = source.decode("utf-16") if wide else source.decode("latin-1").replace("\0", "")
    if unknown := next((found for found in _ENTITY.finditer(text) if found["entity"]), None):
        line = text.count("\n", 0, unknown.start()) + 1
        raise refusal("document", line, "entities")


@dataclass(slots=True)
class _Open:
    """An element whose end has not been read yet."""

    name: list[str]
    line: int
    attributes: dict[str, str]
    namespaces: tuple[tuple[str, str], ...]
    spelt: tuple[tuple[str, str], ...]
    keeps_space: bool
    content: list[Content] = field(default_factory=list)


class _Parsing:
    """One run of the parser; refuses at the first thing that a model may not hold."""

    def __init__(self, encoding: str | None) -> None:
        self.open: list[_Open] = []
        self.declared: list[tuple[str, str]] = []
        self.around: tuple[list[Beside], list[Beside]] = ([], [])
        self.root: XmlElement | None = None
        self.count = 0
        self.parser = expat.ParserCreate(encoding, namespace_separator=_BETWEEN)
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.StartNamespaceDeclHandler = self._namespace
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.CommentHandler = self._comment
        self.parser.ProcessingInstructionHandler = self._instruction

    def run(self, source: bytes) -> XmlDocument:
        try:
            self.parser.Parse(source, True)
        except expat.ExpatError as error:
            raise refusal("document", error.lineno or 1, "no-xml", fault=str(error)) from error
        except (ValueError, LookupError) as error:
            raise refusal("document", 1, "unreadable-encoding") from error
        if self.root is None:
            raise refusal("document", 1, "no-element")
        before, after = self.around
        return XmlDocument(tuple(before), self.root, tuple(after))

    def _document_type(self, name: str, system: str | None, public: str | None, declares: int) -> None:
        if declares:
            raise refusal(
                "document",
                self.parser.CurrentLineNumber,
                "document-type",
            )
        self.around[0].append(DocumentType(name, public, system))

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self.declared.append((prefix or "", uri or ""))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        parts = _split(name)
        self.count += 1
        if len(self.open) == DEPTH_LIMIT:
            raise refusal(parts[1], line, "too-deep", count=DEPTH_LIMIT)
        if self.count > ELEMENT_LIMIT:
            raise refusal(parts[1], line, "too-many-elements", count=f"{ELEMENT_LIMIT:,}")
        named: dict[str, str] = {}
        spelt: list[tuple[str, str]] = []
        for key, value in attributes.items():
            if _BETWEEN in key:
                namespace, local, prefix = _split(key)
                named[f"{{{namespace}}}{local}"] = value
                spelt.append((f"{{{namespace}}}{local}", prefix))
            else:
                named[key] = value
        keeps_space = (bool(self.open) and self.open[-1].keeps_space) or (parts[0], parts[1]) in TEXT_BEARING
        if _SPACE in named:
            keeps_space = named[_SPACE] == "preserve"
        namespaces = tuple(sorted(self.declared))
        self.open.append(_Open(parts, line, named, namespaces, tuple(sorted(spelt)), keeps_space))
        self.declared.clear()

    def _end(self, _: str) -> None:
        done = self.open.pop()
        namespace, name, prefix = done.name
        content = _settled(done.content, done.keeps_space)
        element = XmlElement(
            namespace=namespace,
            name=name,
            line=done.line,
            attributes=MappingProxyType(done.attributes),
            content=content,
            prefix=prefix,
            namespaces=done.namespaces,
            spelt=done.spelt,
        )
        if self.open:
            self.open[-1].content.append(element)
        else:
            self.root = element

    def _text(self, text: str) -> None:
        self.open[-1].content.append(text)

    def _comment(self, text: str) -> None:
        self._beside(Comment(text))

    def _instruction(self, target: str, data: str) -> None:
        self._beside(Instruction(target, data))

    def _beside(self, item: Comment | Instruction) -> None:
        if self.open:
            self.open[-1].content.append(item)
        else:
            self.around[self.root is not None].append(item)


def _split(name: str) -> list[str]:
    """Return namespace, local name and prefix of a name as the parser gives it."""
    parts = name.split(_BETWEEN)
    if len(parts) == 3:
        return parts
    return ["", name, ""] if len(parts) == 1 else [*parts, ""]


def _leading_text(content: Iterable[Content]) -> Iterator[str]:
    for one in content:
        if isinstance(one, XmlElement):
            return
        if isinstance(one, str):
            yield one


def _settled(content: list[Content], keeps_space: bool) -> tuple[Content, ...]:
    """Return the content without blanks that only set its elements apart, and each run of text as one."""
    if len(content) < 2:
        return tuple(content)
    texts = [one for one in content if isinstance(one, str)]
    if not keeps_space and len(texts) < len(content) and all(map(str.isspace, texts)):
        return tuple([one for one in content if not isinstance(one, str)])
    return tuple(_joined(content))


def _joined(content: list[Content]) -> Iterator[Content]:
    """Return the content with each run of text as one: the parser hands out long ones in pieces."""
    for is_text, run in groupby(content, lambda one: isinstance(one, str)):
        if is_text:
            yield "".join(map(str, run))
        else:
            yield from run
