"""A model with the models it imports: each document read once, and each part known by an id and a name of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from raadhus.rules.domain.dmn.carried import carried
from raadhus.rules.domain.dmn.inspecting import Inspector
from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.dmn.read_types import Types
from raadhus.rules.domain.dmn.reading import is_feel
from raadhus.rules.domain.dmn.refusals import refused
from raadhus.rules.domain.dmn.xml import NAMESPACES, Element, local_name, parse
from raadhus.rules.domain.feel.names import keys_written, plain_name

MAX_PARTS = 1_000
# Of a file of cases, which is run against the engine and never stored.
MAX_PARTS_OF_CASES = 10_000
MAX_MODELS = 50
# Elements below the roots of all imported models, each counted where it is imported.
MAX_IMPORTED = 10_000
PARTS = ("inputData", "decision", "businessKnowledgeModel", "decisionService")
_ROOT = frozenset({"namespace", "expressionLanguage", "typeLanguage", "exporter", "exporterVersion"})
_ROOT_REMARKS = frozenset(
    {
        *("knowledgeSource", "elementCollection", "performanceIndicator", "organizationUnit"),
        *("textAnnotation", "association", "group"),
    }
)
_NAMED = ("variable", "column", "output", "decision", "inputData")
_IMPORT = frozenset({"namespace", "locationURI", "importType"})


@dataclass(slots=True, eq=False)
class Document:
    """One model while it is read, in one of the places where it is imported: there it has inputs of its own."""

    root: Element
    inspector: Inspector
    types: Types
    # The elements below the root by their sort, and all parts that can be required by their id in the file.
    sorts: dict[str, list[Element]]
    parts: dict[str, Element]
    # The names of imports that lead here from the first document.
    path: tuple[str, ...]
    # The imported documents with the name that each is imported by (empty: its names are used as they are).
    imports: list[tuple[str, "Document"]] = field(default_factory=list)
    # Found when first asked for: all types and imports are read by then.
    _members: frozenset[str] | None = None
    _keys: dict[str, set[str]] | None = None
    _variables: dict[Element, str] = field(default_factory=dict)

    @property
    def namespace(self) -> str:
        """The namespace of the model."""
        return self.root.get("namespace", "")

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.root.get("name", "")

    def id_of(self, element: Element) -> str:
        """Return the id of a part among the parts of all documents."""
        own = part_id(element)
        return f"{'.'.join(self.path)} {self.namespace}#{own}" if self.path else own

    def name_of(self, element: Element) -> str:
        """Return the name of a part's variable among those of all documents."""
        return dotted(self.path, self.variable_of(element))

    def variable_of(self, element: Element) -> str:
        """Return the name that a part's value is known by in this document."""
        name = self._variables.get(element)
        if name is None:
            name = self._variables[element] = variable_name(element)
        return name

    def find(self, reference: str) -> "tuple[str, Document, Element] | None":
        """Return the part that `[namespace]#id` names: the name it is imported by, where it stands, and it."""
        namespace, _, target = reference.rpartition("#")
        if namespace in {"", self.namespace}:
            return ("", self, self.parts[target]) if target in self.parts else None
        for name, document in self.imports:
            if document.namespace == namespace and target in document.parts:
                return name, document, document.parts[target]
        return None

    def members(self) -> frozenset[str]:
        """All names that may stand behind a dot: components, entries of contexts, columns, outputs, decisions."""
        if self._members is None:
            space = etree.QName(self.root).namespace
            named = self.root.iter(*(f"{{{space}}}{sort}" for sort in _NAMED))
            names = (item.get("name") for item in named if not _is_remark(item))
            found = {*self.types.members, *filter(None, names)}
            self._members = frozenset(found.union(*(document.members() for _, document in self.imports)))
        return self._members

    def keys_of(self, part: Element) -> frozenset[str]:
        """Return the keys that contexts are written with in a part and in all that it rests on (`keys_written`)."""
        found: set[str] = set()
        waiting, seen = [(self, part)] if self._writes_keys() else [], {(self.path, part_id(part))}
        while waiting:
            home, element = waiting.pop()
            found.update(home._written().get(part_id(element), ()))
            references = (inner.get("href", "") for inner in _found(_REFERRING, element))
            for _, other, target in filter(None, map(home.find, references)):
                if (other.path, part_id(target)) not in seen:
                    seen.add((other.path, part_id(target)))
                    waiting.append((other, target))
        return frozenset(found)

    def _writes_keys(self) -> bool:
        return bool(self._written()) or any(document._writes_keys() for _, document in self.imports)

    def _written(self) -> dict[str, set[str]]:
        """Return the keys that parts write, by their ids."""
        if self._keys is None:
            self._keys = {}
            for cell in self.root.iter(f"{{{etree.QName(self.root).namespace}}}text"):
                text = cell.text or ""
                if "{" in text and ":" in text and (keys := set(keys_written(text))):
                    outer = (above for above in cell.iterancestors() if above.getparent() is self.root)
                    part = next(outer, cell)
                    self._keys.setdefault(part_id(part), set()).update(keys)
        return self._keys


_REFERRING = etree.XPath(".//*[@href]")


def _found(path: etree.XPath, element: Element) -> list[Element]:
    found = path(element)
    return [item for item in found if isinstance(item, Element)] if isinstance(found, list) else []


def _is_remark(element: Element) -> bool:
    """Tell whether an element stands among those of tools, which say nothing of the model."""
    return any(local_name(one) == "extensionElements" for one in element.iterancestors())


def part_id(element: Element) -> str:
    """Return the id of a part in its file."""
    return element.get("id") or element.get("name") or ""


def variable_of(element: Element) -> Element | None:
    """Return the `variable` of a part."""
    return next((child for child in element if local_name(child) == "variable"), None)


def variable_name(element: Element) -> str:
    """Return the name that a part's value is known by."""
    variable = variable_of(element)
    return (None if variable is None else variable.get("name")) or element.get("name") or ""


def dotted(path: tuple[str, ...], name: str) -> str:
    """Return the name behind the names of imports; an import without a name adds nothing."""
    return ".".join([*(step for step in path if step), name])


def read_documents(
    source: bytes, others: Mapping[str, bytes], *, max_parts: int = MAX_PARTS
) -> list[Document]:
    """Return the documents of a model, imported ones before those that import them; the last is its own.

    `others` are the files that may be imported, by the namespace of the model in them, before those it carries.
    Raises: CannotLoadModel for what is no DMN at all, has too many parts or models, or imports itself.
    """
    root = parse(source)
    reader = _Reader({**carried(root), **others})
    reader.read(root, (), ())
    if sum(len(document.parts) for document in reader.documents) > max_parts:
        raise _cannot("many-parts", count=str(max_parts))
    return reader.documents


def ways_to_inputs(documents: list[Document]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for the name of each input of an imported model, the ways to it: names of imports, then its own.

    Its own way is the first; behind it stand those to the same input where its model is imported elsewhere.
    """
    ways: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    found = [each for each in all_elements(documents, "inputData") if each[0].path]
    for document, element in found:
        way = (*document.path, variable_name(element))
        ways.setdefault((document.namespace, part_id(element)), []).append(way)
    return {
        document.name_of(element): tuple(
            dict.fromkeys(
                [
                    (*document.path, variable_name(element)),
                    *ways[document.namespace, part_id(element)],
                ]
            )
        )
        for document, element in found
    }


def _cannot(code: str, **words: str) -> CannotLoadModel:
    return CannotLoadModel([refused(0, "model", code, **words)])


@dataclass(slots=True)
class _Reader:
    """Reads a model and, where it imports them, others."""

    others: Mapping[str, bytes]
    documents: list[Document] = field(default_factory=list)
    _roots: dict[str, Element] = field(default_factory=dict)
    _imported: int = 0

    def read(self, root: Element, path: tuple[str, ...], above: tuple[str, ...]) -> Document:
        """Read a document and what it imports. Raises: CannotLoadModel."""
        if len(self.documents) + len(above) >= MAX_MODELS:
            raise _cannot("many-imports", count=str(MAX_MODELS - 1))
        self._imported += len(root) if path else 0
        if self._imported > MAX_IMPORTED:
            raise _cannot("large-imports", count=str(MAX_IMPORTED))
        document = _document(root, path)
        _refuse_doubled_imports(document)
        here = (*above, document.namespace)
        for element in document.sorts["import"]:
            wanted = _wanted(document.inspector, element, self.others)
            if wanted in here:
                raise _cannot("circular-import", name=wanted)
            if wanted:
                name = element.get("name", "").strip()
                imported = self.read(self._root(wanted), (*path, name), here)
                document.imports.append((name, imported))
                document.types.add_imported(name, wanted, imported.types)
        document.types.read(document.sorts["itemDefinition"])
        self.documents.append(document)
        return document

    def _root(self, namespace: str) -> Element:
        if namespace not in self._roots:
            self._roots[namespace] = parse(self.others[namespace])
        return self._roots[namespace]


def _document(root: Element, path: tuple[str, ...]) -> Document:
    inspector = Inspector(f"model {root.get('name')!r}, " if path else "")
    sorts: dict[str, list[Element]] = {sort: [] for sort in ("import", "itemDefinition", *PARTS)}
    for child in inspector.children(root, *sorts, attributes=_ROOT, documentation=_ROOT_REMARKS):
        sorts[local_name(child)].append(child)
    language = root.get("expressionLanguage", "")
    if not is_feel(language):
        inspector.refuse(root, "other-language", name=language)
    parts = _by_id(inspector, [element for sort in PARTS for element in sorts[sort]])
    _doubt_doubled(inspector, root)
    return Document(root, inspector, Types(inspector), sorts, parts, path)


def _wanted(inspector: Inspector, element: Element, others: Mapping[str, bytes]) -> str:
    """Return the namespace of the model that is imported; refuses what is none, or is not at hand."""
    list(inspector.children(element, attributes=_IMPORT))
    kind = element.get("importType", "")
    if kind and kind.rstrip("/") not in {namespace.rstrip("/") for namespace in NAMESPACES}:
        inspector.refuse(element, "other-import", name=kind)
        return ""
    namespace = element.get("namespace", "")
    if namespace not in others:
        inspector.refuse(element, "absent-import", name=namespace)
        return ""
    return namespace


def _refuse_doubled_imports(document: Document) -> None:
    """Refuse an import with the name of another or of a part: which of the two a name means would be left to chance."""
    taken = {plain_name(document.variable_of(part)) for part in document.parts.values()}
    for element in document.sorts["import"]:
        name = plain_name(element.get("name", ""))
        if name and name in taken:
            document.inspector.refuse(element, "doubled-import")
        taken.add(name)


def _by_id(inspector: Inspector, elements: list[Element]) -> dict[str, Element]:
    found: dict[str, Element] = {}
    names: set[str] = set()
    values: set[str] = set()
    for element in elements:
        name = element.get("name", "")
        if not name:
            inspector.refuse(element, "no-name")
        value = plain_name(variable_name(element))
        if part_id(element) in found or name in names:
            inspector.refuse(element, "doubled-name")
        elif value in values:
            inspector.doubt(element, "doubled-value")
        values.add(value)
        found[part_id(element)] = element
        names.add(name)
    return found


def _doubt_doubled(inspector: Inspector, root: Element) -> None:
    """Doubt tables, and rows of a table, that share an id: an explanation and a change know them by it."""
    space = etree.QName(root).namespace
    tables = list(root.iter(f"{{{space}}}decisionTable"))
    for elements in (tables, *(table.findall(f"{{{space}}}rule") for table in tables)):
        seen: set[str] = set()
        for element in elements:
            name = element.get("id", "")
            if name and name in seen:
                inspector.doubt(element, "doubled-id", sort=local_name(element), id=name)
            seen.add(name)


def namespace_of(source: bytes) -> str:
    """Return the namespace of the model in a file. Raises: CannotLoadModel."""
    return str(parse(source).get("namespace", ""))


def all_elements(documents: list[Document], sort: str) -> Iterator[tuple[Document, Element]]:
    """Yield the elements of a sort, those of the model itself first."""
    for document in reversed(documents):
        for element in document.sorts[sort]:
            yield document, element
