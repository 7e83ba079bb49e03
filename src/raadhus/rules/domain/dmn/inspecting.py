"""Reports every element or attribute of a document that nobody asked for, and whatever else is wrong in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from raadhus.rules.domain.dmn.places import Places
from raadhus.rules.domain.dmn.problems import NOWHERE, Problem, Severity
from raadhus.rules.domain.dmn.refusals import REFUSALS, SYNTAX
from raadhus.rules.domain.dmn.xml import Element, line_of, local_name, parted, text_of, title_of
from raadhus.rules.domain.feel.errors import FeelSyntaxError

_DIAGRAMS = ("http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/")
# Elements that document, for people; they change no result.
_DOCUMENTATION = frozenset({"description", "extensionElements"})
_EVERYWHERE = frozenset({"id", "label", "name", "typeRef"})
_MOST_LETTERS = 80


class Inspector:
    """Collects the problems of a document."""

    def __init__(self, where: str = "") -> None:
        """Know of none yet; `where` stands before the element of each."""
        self.problems: list[Problem] = []
        self._where = where
        self._places = Places()

    def refuse(self, element: Element, code: str, **words: str) -> None:
        """Note an error at the element; the code is one of `REFUSALS`, the words fill its sentence."""
        self._note(element, code, words)

    def doubt(self, element: Element, code: str, **words: str) -> None:
        """Note a doubt at the element."""
        self._note(element, code, words, Severity.DOUBT)

    def refuse_text(self, cell: Element, error: FeelSyntaxError) -> None:
        """Note that the text of a cell is no FEEL, at the line and column of the file where it is none."""
        parent = cell.getparent()
        text = text_of(cell)[:_MOST_LETTERS]
        self._keep(
            cell if parent is None else parent,
            Problem(
                line_of(cell) + error.line - 1,
                error.column,
                "",
                f"{error.sentence} in {text!r}",
                code=SYNTAX,
                parameters=(*error.words.items(), ("template", error.template), ("text", text)),
            ),
        )

    def _note(
        self, element: Element, code: str, words: dict[str, str], severity: Severity = Severity.ERROR
    ) -> None:
        sentence = REFUSALS[code] % words
        given = tuple(words.items())
        self._keep(element, Problem(line_of(element), 0, "", sentence, severity, code=code, parameters=given))

    def _keep(self, element: Element, problem: Problem) -> None:
        # Decisions of an imported model are not those that a page shows.
        place = NOWHERE if self._where else self._places.of(element)
        named = self._where + title_of(element)
        self.problems.append(replace(problem, element=named, place=place))

    def children(
        self,
        element: Element,
        *names: str,
        attributes: frozenset[str] = frozenset(),
        documentation: frozenset[str] = frozenset(),
    ) -> Iterator[Element]:
        """Return the children of these names; refuse every other one and every unknown attribute."""
        self.attributes(element, attributes)
        namespace, _ = parted(element.tag)
        found: list[Element] = []
        for child in element:
            its_namespace, name = parted(child.tag)
            if its_namespace == namespace and name in names:
                found.append(child)
            elif its_namespace == namespace and (name in _DOCUMENTATION or name in documentation):
                continue
            elif not _is_diagram(child):
                self.refuse(child, "unknown-element", name=name)
        return iter(found)

    def sorted_children(
        self, element: Element, *names: str, attributes: frozenset[str] = frozenset()
    ) -> dict[str, list[Element]]:
        """Return the children of each of these names; refuse as ``children`` does."""
        found: dict[str, list[Element]] = {name: [] for name in names}
        for child in self.children(element, *names, attributes=attributes):
            found[parted(child.tag)[1]].append(child)
        return found

    def text(self, element: Element, attributes: frozenset[str] = frozenset()) -> Element | None:
        """Return the `text` of an element that has nothing else; refuse what it has, and every unknown attribute."""
        if len(element) == 1:
            only = element[0]
            if parted(only.tag) == (parted(element.tag)[0], "text"):
                self.attributes(element, attributes)
                return only
        return next(self.children(element, "text", attributes=attributes), None)

    def expect_one_each(self, children: Iterable[Element], *names: str) -> None:
        """Refuse the second child of one of these names: which of them counts would be for the reader to guess."""
        seen: set[str] = set()
        for child in children:
            name = local_name(child)
            if name in seen and name in names:
                self.refuse(child, "second-part", name=name)
            seen.add(name)

    def attributes(self, element: Element, known: frozenset[str]) -> None:
        """Refuse each attribute of DMN that is not known; those of other namespaces are remarks of tools."""
        for attribute in element.keys():  # noqa: SIM118 - a third of the time that a mapping of them takes
            if attribute not in _EVERYWHERE and attribute not in known and attribute[:1] != "{":
                self.refuse(element, "unknown-attribute", name=str(attribute))


def _is_diagram(element: Element) -> bool:
    namespace, name = parted(element.tag)
    return name == "DMNDI" and namespace.startswith(_DIAGRAMS)
