"""The act of reading one document: what of it is carried out, is carried without effect, or refuses the model."""

from collections.abc import Iterable, Iterator, Mapping

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.document.foundation import Expression, ExtensionElements
from raadhus.processes.domain.document.lexical import Flag
from raadhus.processes.domain.document.parts import Mixed, Part
from raadhus.processes.domain.document.plans import parts_within, plan_of
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.wording import Where, problem_at
from raadhus.processes.domain.xml_tree import Content, XmlElement

Item = Part | XmlElement
"""An element of the standard, or one that stands in the document as it came."""

_IDENTITY = frozenset({"id", "name"})
_EXTENSIONS = ExtensionElements.tag


def id_of(item: Item) -> str:
    """Return the id of an element, empty when it has none."""
    return getattr(item, "id", None) or ""


def tag_of(item: Item) -> str:
    """Return the name of an element as it stands in the file."""
    return item.name if isinstance(item, XmlElement) else item.origin.tag


def line_of(item: Item) -> int:
    """Return the line of an element in the file."""
    return item.line if isinstance(item, XmlElement) else item.origin.line


class Reading:
    """Collects problems; each child and attribute of the standard must be claimed, is carried, or is refused."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(self, item: Item, code: str, /, **words: object) -> None:
        """Refuse the model because of this element; the sentence is in ``wording``."""
        self._note(Severity.ERROR, item, code, words)

    def claim(self, part: Part, *, children: Iterable[str] = (), attributes: Iterable[str] = ()) -> None:
        """
        Say which children and attributes of a part are carried out, by their names in the file.

        One that is neither claimed nor known to be without effect refuses the model.
        """
        self._check_attributes(part, frozenset(attributes) | _IDENTITY)
        wanted = frozenset(children)
        for child in parts_within(part):
            if child.namespace == words.BPMN and tag_of(child) not in wanted | words.CARRIED:
                self._refuse_child(part, child)
            elif isinstance(child, ExtensionElements):
                self._check_extensions(child.other)
        for item in _elements(part.other):
            self._check_other(part, item)

    def formula(self, part: Mixed) -> Formula:
        """Return the part's text as FEEL; another declared language refuses the model."""
        language = (part.language if isinstance(part, Expression) else "") or "feel"
        if language.lower() not in {name.lower() for name in words.FEEL_NAMES}:
            self.error(part, "expression-language", language=language)
        text = part.text.strip()
        if not text:
            self.error(part, "empty-expression")
        return Formula(text.removeprefix("=").strip(), line_of(part))

    def flag(self, part: Part, value: Flag | None, *, absent: bool) -> bool:
        """Return a truth value, ``absent`` when there is none; another text refuses the model."""
        if value is None:
            return absent
        if not value.is_sound:
            self.error(part, "no-flag", text=value[:40])
        return value.value

    def _check_attributes(self, part: Part, claimed: frozenset[str]) -> None:
        for name, value in _attributes(part):
            harmless = words.HARMLESS_VALUES.get(name)
            if name.startswith("{") or name in claimed or value == harmless:
                continue
            if harmless is not None:
                self.error(part, "attribute-not-carried-out", name=name, value=value)
            elif name not in words.CARRIED_ATTRIBUTES:
                self.error(part, "unknown-attribute", name=name)

    def _check_other(self, part: Part, item: XmlElement) -> None:
        """Refuse or carry an element that stands as it came: unknown here, or one more than the standard allows."""
        if item.namespace not in {words.BPMN, words.BPMNDI}:
            self._carry(item)
        elif (item.namespace, item.name) in plan_of(type(part)).children:
            self.error(item, "one-too-many", child=item.name, kind=tag_of(part))
        elif item.namespace == words.BPMN and item.name not in words.CARRIED:
            self._refuse_child(part, item)
        elif item.name == _EXTENSIONS:
            self._check_extensions(item.content)

    def _refuse_child(self, part: Part, child: Item) -> None:
        self.error(child, "not-carried-out", child=tag_of(child), kind=tag_of(part))

    def _check_extensions(self, content: Iterable[Content]) -> None:
        for item in _elements(content):
            if item.namespace != words.RAADHUS:
                self._carry(item)

    def _carry(self, element: XmlElement) -> None:
        words = {"name": element.name, "space": element.namespace or "–"}
        self._note(Severity.NOTE, element, "carried-without-effect", words)

    def _note(self, severity: Severity, item: Item, code: str, words: Mapping[str, object]) -> None:
        place = Where(tag_of(item), id_of(item), line_of(item), _called(item))
        self.problems.append(problem_at(place, code, words, severity))


def _called(item: Item) -> str:
    """Return what people call an element; a vendor's name is for the vendor."""
    return "" if isinstance(item, XmlElement) else getattr(item, "name", None) or ""


def _elements(content: Iterable[Content]) -> Iterator[XmlElement]:
    return (one for one in content if isinstance(one, XmlElement))


def _attributes(part: Part) -> Iterator[tuple[str, str]]:
    """Return the name and value of every attribute that stands in the file."""
    for name, (field, _) in plan_of(type(part)).attributes.items():
        value = getattr(part, field)
        if value is not None:
            yield name, value
    yield from part.other_attributes
