"""The act of reading one file: takes apart an element and notes whatever is not understood."""

from collections.abc import Iterable

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.xml_tree import XmlElement

_IDENTITY = frozenset({"id", "name"})


class Reading:
    """Collects problems; each BPMN child and attribute must be claimed, is carried, or is refused."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(self, element: XmlElement, sentence: str) -> None:
        """Refuse the model because of this element."""
        self._note(Severity.ERROR, element, sentence)

    def claim(
        self, element: XmlElement, *, children: Iterable[str] = (), attributes: Iterable[str] = ()
    ) -> dict[str, list[XmlElement]]:
        """
        Return the claimed BPMN children by name, in order; carry or refuse everything else.

        An attribute or child that is neither claimed nor known to be without effect refuses the model.
        """
        self._check_attributes(element, frozenset(attributes) | _IDENTITY)
        wanted = frozenset(children)
        found: dict[str, list[XmlElement]] = {name: [] for name in wanted}
        for child in element.children:
            if child.namespace == words.BPMN and child.name in wanted:
                found[child.name].append(child)
            elif child.namespace == words.BPMN and child.name not in words.CARRIED:
                self.error(child, f"“{child.name}” in “{element.name}” is not carried out yet.")
            elif child.name == "extensionElements":
                self._check_extensions(child)
            elif child.namespace not in {words.BPMNDI, words.BPMN}:
                self._carry(child)
        return found

    def formula(self, element: XmlElement) -> Formula:
        """Return the element's text as FEEL; another declared language refuses the model."""
        language = element.attributes.get("language") or element.attributes.get("scriptFormat") or "feel"
        if language.lower() not in {name.lower() for name in words.FEEL_NAMES}:
            self.error(element, f"The language “{language}” is not carried out; expressions are FEEL.")
        text = element.text.strip()
        if not text:
            self.error(element, "The expression is empty.")
        return Formula(text.removeprefix("=").strip(), element.line)

    def carried(self, element: XmlElement) -> tuple[XmlElement, ...]:
        """Return the children that are kept without effect, documentation apart."""
        return tuple(
            child
            for child in element.children
            if child.name != "documentation"
            and (child.namespace != words.BPMN or child.name in words.CARRIED)
        )

    def _check_attributes(self, element: XmlElement, claimed: frozenset[str]) -> None:
        for name, value in element.attributes.items():
            harmless = words.HARMLESS_VALUES.get(name)
            if name.startswith("{") or name in claimed or value == harmless:
                continue
            if harmless is not None:
                self.error(element, f"The attribute {name}=“{value}” is not carried out yet.")
            elif name not in words.CARRIED_ATTRIBUTES:
                self.error(element, f"The attribute “{name}” is not known here.")

    def _check_extensions(self, extensions: XmlElement) -> None:
        for child in extensions.children:
            if child.namespace != words.RAADHUS:
                self._carry(child)

    def _carry(self, element: XmlElement) -> None:
        sentence = f"Carried without effect: “{element.name}” of {element.namespace or 'no namespace'}."
        self._note(Severity.NOTE, element, sentence)

    def _note(self, severity: Severity, element: XmlElement, sentence: str) -> None:
        self.problems.append(Problem(severity, element.name, element.id, element.line, sentence))
