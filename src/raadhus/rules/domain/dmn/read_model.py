"""Reads a whole model: its types, its inputs, decisions, knowledge and services, and what requires what."""

from dataclasses import dataclass

from raadhus.rules.domain.dmn.model import BusinessKnowledge, Decision, DecisionService, InputData, Model
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem
from raadhus.rules.domain.dmn.read_expressions import find_expression, read_function
from raadhus.rules.domain.dmn.read_types import Types
from raadhus.rules.domain.dmn.reading import Reading
from raadhus.rules.domain.dmn.xml import Element, Inspector, local_name, parse, title_of
from raadhus.rules.domain.feel.nodes import Function, Literal, Node
from raadhus.rules.domain.feel.types import ANY, FeelType

MAX_PARTS = 1_000
_ROOT = frozenset({"namespace", "expressionLanguage", "typeLanguage", "exporter", "exporterVersion"})
_ROOT_REMARKS = frozenset(
    {
        *("knowledgeSource", "elementCollection", "performanceIndicator", "organizationUnit"),
        *("textAnnotation", "association", "group"),
    }
)
_DECISION_REMARKS = frozenset(
    {
        *("authorityRequirement", "question", "allowedAnswers", "decisionMaker", "decisionOwner"),
        *("usingProcess", "usingTask", "supportedObjective", "impactedPerformanceIndicator"),
    }
)
_REFERENCES = ("informationRequirement", "knowledgeRequirement")
_SERVICE_PARTS = ("outputDecision", "encapsulatedDecision", "inputDecision", "inputData")


@dataclass(slots=True)
class _Document:
    """The document while it is read."""

    inspector: Inspector
    types: Types
    namespace: str
    # All parts that can be required, by id.
    parts: dict[str, Element]
    members: frozenset[str]


def read_model(source: bytes) -> tuple[Model, tuple[Problem, ...]]:
    """Return the model and what is wrong with it; a broken cell is read as null.

    Raises: CannotLoadModel when it is no XML of DMN at all, or has too many parts.
    """
    root = parse(source)
    inspector = Inspector()
    sorts: dict[str, list[Element]] = {
        sort: []
        for sort in ("itemDefinition", "inputData", "decision", "businessKnowledgeModel", "decisionService")
    }
    for child in inspector.children(root, *sorts, attributes=_ROOT, documentation=_ROOT_REMARKS):
        sorts[local_name(child)].append(child)
    types = Types(inspector)
    types.read(sorts["itemDefinition"])
    drg = [element for sort in list(sorts)[1:] for element in sorts[sort]]
    if len(drg) > MAX_PARTS:
        sentence = f"A model has at most {MAX_PARTS} inputs, decisions, functions and services together"
        raise CannotLoadModel([Problem(0, 0, "model", sentence)])
    document = _Document(
        inspector, types, root.get("namespace", ""), _by_id(inspector, drg), _members(root, types)
    )
    model = Model(
        root.get("name", ""),
        document.namespace,
        {_id(element): _input(document, element) for element in sorts["inputData"]},
        {_id(element): _decision(document, element) for element in sorts["decision"]},
        {_id(element): _knowledge(document, element) for element in sorts["businessKnowledgeModel"]},
        {_id(element): _service(document, element) for element in sorts["decisionService"]},
    )
    return model, tuple(inspector.problems)


def _id(element: Element) -> str:
    return element.get("id") or element.get("name") or ""


def _by_id(inspector: Inspector, elements: list[Element]) -> dict[str, Element]:
    found: dict[str, Element] = {}
    names: set[str] = set()
    for element in elements:
        name = element.get("name", "")
        if not name:
            inspector.refuse(element, "The element has no name")
        if _id(element) in found or name in names:
            inspector.refuse(element, "Another element has the same name or id")
        found[_id(element)] = element
        names.add(name)
    return found


def _members(root: Element, types: Types) -> frozenset[str]:
    """All names that may stand behind a dot: components, entries of contexts, columns, outputs, decisions."""
    named = root.iter("{*}variable", "{*}column", "{*}output", "{*}decision", "{*}inputData")
    return frozenset({*types.members, *(name for element in named if (name := element.get("name")))})


def _variable(element: Element) -> Element | None:
    return next((child for child in element if local_name(child) == "variable"), None)


def _name(element: Element) -> str:
    variable = _variable(element)
    return (None if variable is None else variable.get("name")) or element.get("name") or ""


def _type(document: _Document, element: Element) -> FeelType:
    variable = _variable(element)
    return ANY if variable is None else document.types.of(variable.get("typeRef"), variable)


def _input(document: _Document, element: Element) -> InputData:
    list(document.inspector.children(element, "variable"))
    return InputData(_id(element), _name(element), _type(document, element))


def _required(document: _Document, element: Element) -> dict[str, list[str]]:
    """Return the ids that the requirements of an element name, by the sort of requirement."""
    found: dict[str, list[str]] = {"requiredInput": [], "requiredDecision": [], "requiredKnowledge": []}
    for child in element:
        if local_name(child) in _REFERENCES:
            for reference in document.inspector.children(child, *found):
                target = _target(document, reference)
                if target:
                    found[local_name(reference)].append(target)
    return found


def _target(document: _Document, reference: Element) -> str:
    namespace, _, target = reference.get("href", "").rpartition("#")
    if namespace not in {"", document.namespace} or target not in document.parts:
        document.inspector.refuse(reference, f"The reference {reference.get('href')!r} leads nowhere")
        return ""
    return target


def _reading(document: _Document, required: list[str], subject: str) -> Reading:
    names = tuple(_name(document.parts[target]) for target in required)
    return Reading(document.inspector, document.types, names, document.members, subject)


def _decision(document: _Document, element: Element) -> Decision:
    required = _required(document, element)
    inputs, decisions, knowledge = required.values()
    logic = find_expression(
        _reading(document, [*inputs, *decisions, *knowledge], _name(element)),
        element,
        *("variable", *_REFERENCES),
        documentation=_DECISION_REMARKS,
    )
    if isinstance(logic, Literal):
        document.inspector.doubt(element, "The decision has no logic; its value is null")
    name = _name(element)
    title = element.get("label") or element.get("name") or name
    return Decision(
        _id(element),
        name,
        title,
        _type(document, element),
        logic,
        tuple(inputs),
        tuple(decisions),
        tuple(knowledge),
    )


def _knowledge(document: _Document, element: Element) -> BusinessKnowledge:
    required = _required(document, element)["requiredKnowledge"]
    # A function may call itself.
    reading = _reading(document, required, _name(element)).with_names(_name(element))
    logic: Node = Function((), Literal(None))
    documentation = frozenset({"authorityRequirement"})
    parts = document.inspector.children(
        element, "variable", "encapsulatedLogic", "knowledgeRequirement", documentation=documentation
    )
    for child in parts:
        if local_name(child) == "encapsulatedLogic":
            logic = _with_result(read_function(reading, child), _type(document, element))
    return BusinessKnowledge(_id(element), _name(element), logic, tuple(required))


def _with_result(logic: Node, wanted: FeelType) -> Node:
    if isinstance(logic, Function) and wanted is not ANY and logic.result is None:
        return Function(logic.parameters, logic.body, wanted, at=logic.at)
    return logic


def _service(document: _Document, element: Element) -> DecisionService:
    found: dict[str, list[str]] = {part: [] for part in _SERVICE_PARTS}
    for child in document.inspector.children(element, "variable", *_SERVICE_PARTS):
        if local_name(child) in found and (target := _target(document, child)):
            found[local_name(child)].append(target)
    if not found["outputDecision"]:
        document.inspector.refuse(element, f"The {title_of(element)} has no output decision")
    outputs, encapsulated, input_decisions, inputs = (tuple(found[part]) for part in _SERVICE_PARTS)
    wanted = _type(document, element)
    return DecisionService(
        _id(element), _name(element), wanted, outputs, encapsulated, input_decisions, inputs
    )
