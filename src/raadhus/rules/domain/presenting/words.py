"""What a model itself calls its parts, by language: labels, units, words for coded values, plain explanations.

DMN knows one label for each element. What else people need stands among the element's extensions, which engines let
through: `<raadhus:words da= nb= en= unit=/>` (`unit`: a currency, `percent`, `year` or `count`), `<raadhus:about …/>`,
`<raadhus:how …/>`, and `<raadhus:value is="code" …/>` for each coded value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from raadhus.platform.text import clean
from raadhus.rules.domain.dmn.carried import EXTENSIONS
from raadhus.rules.domain.dmn.documents import Document, dotted, variable_name, variable_of
from raadhus.rules.domain.dmn.explain import glued
from raadhus.rules.domain.dmn.xml import Element, local_name, text_of
from raadhus.rules.domain.languages.language import LANGUAGES

NAMESPACE = EXTENSIONS
YEAR, PERCENT, COUNT = "year", "percent", "count"


@dataclass(frozen=True, slots=True)
class Word:
    """What something is called, and the unit of its figures (empty when they have none)."""

    label: str
    unit: str = ""
    # Whether the model says it for people, beside the name that expressions use.
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one model in one language."""

    language: str
    # By the name of an input, decision or function.
    names: Mapping[str, Word] = field(default_factory=dict)
    # By the name of a decision (empty: whatever stands before the dot) and the name behind the dot.
    members: Mapping[tuple[str, str], Word] = field(default_factory=dict)
    # By the coded value.
    values: Mapping[str, str] = field(default_factory=dict)
    # What stands for a text that is no coded value, when a reader may not see such texts; empty: the text itself.
    cover: str = ""

    def name(self, name: str) -> Word:
        """Return what a variable is called."""
        return self.names.get(name) or Word(name)

    def member(self, base: str, member: str) -> Word:
        """Return what a member of a variable is called."""
        return self.members.get((base, member)) or self.members.get(("", member)) or Word(member)


def extensions(element: Element, name: str) -> list[Element]:
    """Return the element's own extensions of this name."""
    found = (child for child in element if local_name(child) == "extensionElements")
    return [part for child in found for part in child.iterchildren(f"{{{NAMESPACE}}}{name}")]


def _written(part: Element, language: str) -> str:
    return glued(clean(part.get(language) or part.get("en") or ""))


def word_of(element: Element, language: str) -> Word:
    """Return what the element is called: in its words, else by its label, else by its name."""
    plain = element.get("label") or element.get("name") or ""
    for part in extensions(element, "words"):
        return Word(_written(part, language) or plain, part.get("unit", ""), is_told=True)
    return Word(plain)


def sentence_of(element: Element, name: str, language: str) -> str:
    """Return what the extension `name` of the element says; for `about` the description stands in."""
    for part in extensions(element, name):
        return _written(part, language)
    if name != "about":
        return ""
    return next((text_of(child) for child in element if local_name(child) == "description"), "")


def coded_values(element: Element, language: str) -> dict[str, str]:
    """Return the words for each coded value that the element itself tells, in its order."""
    return {part.get("is", ""): _written(part, language) for part in extensions(element, "value")}


def whole_lexicon(documents: Sequence[Document], language: str) -> Lexicon:
    """Return all words of a model (the last) and of those it imports, whose names stand behind those of the imports."""
    own = read_lexicon(documents[-1].root, language)
    names, members, values = dict(own.names), dict(own.members), dict(own.values)
    for document in documents[:-1]:
        theirs = read_lexicon(document.root, language)
        for name, word in theirs.names.items():
            names.setdefault(dotted(document.path, name), word)
        for (base, member), word in theirs.members.items():
            members.setdefault((dotted(document.path, base) if base else "", member), word)
        for code, text in theirs.values.items():
            values.setdefault(code, text)
    return Lexicon(own.language, names, members, values)


def read_lexicon(root: Element, language: str) -> Lexicon:
    """Return all words of a model in a language; English where it has none."""
    known = language if language in LANGUAGES else "en"
    names: dict[str, Word] = {}
    members: dict[tuple[str, str], Word] = {}
    values: dict[str, str] = {}
    types: dict[str, list[Element]] = {}
    for element in root:
        if local_name(element) == "itemDefinition":
            types[element.get("name", "")] = list(element.iter("{*}itemComponent"))
    for part in (part for components in types.values() for part in components):
        members.setdefault(("", part.get("name", "")), word_of(part, known))
    for element in root:
        if local_name(element) in {"inputData", "decision", "businessKnowledgeModel"}:
            name = variable_name(element)
            names[name] = word_of(element, known)
            for part in (*types.get(_type_name(element), ()), *_inside(element)):
                word, key = word_of(part, known), (name, part.get("name", ""))
                if word.is_told or key not in members:
                    members[key] = word
        for part in element.iter(f"{{{NAMESPACE}}}value"):
            values[part.get("is", "")] = _written(part, known)
    return Lexicon(known, names, members, values)


def _inside(element: Element) -> list[Element]:
    """Return what of an element may stand behind its dot: named entries of its contexts, outputs of its tables."""
    return [part for part in element.iter("{*}output", "{*}variable") if part.getparent() is not element]


def _type_name(element: Element) -> str:
    variable = variable_of(element)
    return "" if variable is None else variable.get("typeRef", "")
