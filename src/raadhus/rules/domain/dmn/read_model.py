"""Reads a whole model: its inputs, decisions, knowledge and services, and what requires what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from raadhus.rules.domain.dmn.documents import (
    MAX_PARTS,
    Document,
    all_elements,
    dotted,
    read_documents,
    variable_name,
    variable_of,
    ways_to_inputs,
)
from raadhus.rules.domain.dmn.model import BusinessKnowledge, Decision, DecisionService, InputData, Model
from raadhus.rules.domain.dmn.problems import Problem
from raadhus.rules.domain.dmn.read_expressions import find_expression, read_function
from raadhus.rules.domain.dmn.reading import Reading
from raadhus.rules.domain.dmn.xml import Element, local_name
from raadhus.rules.domain.feel.nodes import Aliased, ExternalFunction, Function, Literal, Node
from raadhus.rules.domain.feel.types import ANY, FeelType, result_of

_DECISION_REMARKS = frozenset(
    {
        *("authorityRequirement", "question", "allowedAnswers", "decisionMaker", "decisionOwner"),
        *("usingProcess", "usingTask", "supportedObjective", "impactedPerformanceIndicator"),
    }
)
_REFERENCES = ("informationRequirement", "knowledgeRequirement")
_SERVICE_PARTS = ("outputDecision", "encapsulatedDecision", "inputDecision", "inputData")
_NO_OTHERS: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class _Required:
    """A part that another requires: its id, its name here, and its name among all models."""

    id: str
    name: str
    full_name: str


def read_model(
    source: bytes, others: Mapping[str, bytes] = _NO_OTHERS, *, max_parts: int = MAX_PARTS
) -> tuple[Model, tuple[Problem, ...]]:
    """Return the model and what is wrong with it; a broken cell is read as null.

    `others` are the files it may import, by the namespace of the model in them. The parts of imported models
    become parts of this one, with the name of the import before theirs.
    Raises: CannotLoadModel when it is no XML of DMN at all, has too many parts, or imports itself.
    """
    documents = read_documents(source, others, max_parts=max_parts)
    root = documents[-1]
    inputs = [_input(*at) for at in all_elements(documents, "inputData")]
    decisions = [_decision(*at) for at in all_elements(documents, "decision")]
    knowledge = [_knowledge(*at) for at in all_elements(documents, "businessKnowledgeModel")]
    services = [_service(*at) for at in all_elements(documents, "decisionService")]
    model = Model(
        root.name,
        root.namespace,
        {part.id: part for part in inputs},
        {part.id: part for part in decisions},
        {part.id: part for part in knowledge},
        {part.id: part for part in services},
        ways_to_inputs(documents),
    )
    found = [problem for document in documents for problem in document.inspector.problems]
    return model, tuple(dict.fromkeys(found))


def _type(document: Document, element: Element) -> FeelType:
    variable = variable_of(element)
    return ANY if variable is None else document.types.of(variable.get("typeRef"), variable)


def _input(document: Document, element: Element) -> InputData:
    list(document.inspector.children(element, "variable"))
    return InputData(document.id_of(element), document.name_of(element), _type(document, element))


def _required(document: Document, element: Element) -> dict[str, list[_Required]]:
    """Return what the requirements of an element name, by the sort of requirement."""
    found: dict[str, list[_Required]] = {
        "requiredInput": [],
        "requiredDecision": [],
        "requiredKnowledge": [],
    }
    for child in element:
        if local_name(child) in _REFERENCES:
            for reference in document.inspector.children(child, *found):
                found[local_name(reference)].extend(_target(document, reference))
    return found


def _target(document: Document, reference: Element) -> list[_Required]:
    """Return the part that a reference leads to, if there is one."""
    found = document.find(reference.get("href", ""))
    if found is None:
        document.inspector.refuse(reference, "leads-nowhere", name=reference.get("href", ""))
        return []
    by, home, element = found
    name = dotted((by,), home.variable_of(element))
    return [_Required(home.id_of(element), name, home.name_of(element))]


def _reading(document: Document, element: Element, required: list[_Required], subject: str) -> Reading:
    names = tuple(part.name for part in required)
    members, keys = document.members(), document.keys_of(element)
    members = members | keys if keys else members
    return Reading(document.inspector, document.types, names, members, subject)


def _aliased(logic: Node, required: list[_Required]) -> Node:
    """Return the logic with the names that it uses standing for the variables they are here."""
    names = tuple((part.name, part.full_name) for part in required if part.name != part.full_name)
    return Aliased(logic, names) if names else logic


def _ids(required: list[_Required]) -> tuple[str, ...]:
    return tuple(part.id for part in required)


def _decision(document: Document, element: Element) -> Decision:
    required = _required(document, element)
    inputs, decisions, knowledge = required.values()
    known = [*inputs, *decisions, *knowledge]
    logic = find_expression(
        _reading(document, element, known, variable_name(element)),
        element,
        *("variable", *_REFERENCES),
        documentation=_DECISION_REMARKS,
    )
    if isinstance(logic, Literal):
        document.inspector.doubt(element, "no-logic")
    name = document.name_of(element)
    title = element.get("label") or element.get("name") or name
    return Decision(
        document.id_of(element),
        name,
        title,
        _type(document, element),
        _aliased(logic, known),
        _ids(inputs),
        _ids(decisions),
        _ids(knowledge),
    )


def _knowledge(document: Document, element: Element) -> BusinessKnowledge:
    own = _Required(document.id_of(element), variable_name(element), document.name_of(element))
    required = _required(document, element)["requiredKnowledge"]
    # A function may call itself.
    known = [*required, own]
    logic: Node = Function((), Literal(None))
    documentation = frozenset({"authorityRequirement"})
    parts = document.inspector.children(
        element, "variable", "encapsulatedLogic", "knowledgeRequirement", documentation=documentation
    )
    for child in parts:
        if local_name(child) == "encapsulatedLogic":
            read = read_function(_reading(document, element, known, own.name), child)
            logic = _with_result(read, result_of(_type(document, element)))
    return BusinessKnowledge(own.id, own.full_name, _aliased(logic, known), _ids(required))


def _with_result(logic: Node, wanted: FeelType) -> Node:
    if isinstance(logic, Function | ExternalFunction) and wanted is not ANY and logic.result is None:
        return replace(logic, result=wanted)
    return logic


def _service(document: Document, element: Element) -> DecisionService:
    found: dict[str, list[_Required]] = {part: [] for part in _SERVICE_PARTS}
    for child in document.inspector.children(element, "variable", *_SERVICE_PARTS):
        if local_name(child) in found:
            found[local_name(child)].extend(_target(document, child))
    if not found["outputDecision"]:
        document.inspector.refuse(element, "no-output-decision")
    outputs, encapsulated, input_decisions, inputs = found.values()
    return DecisionService(
        document.id_of(element),
        document.name_of(element),
        result_of(_type(document, element)),
        _ids(outputs),
        _ids(encapsulated),
        _ids(input_decisions),
        _ids(inputs),
        tuple(part.name for part in (*inputs, *input_decisions)),
        tuple(part.name for part in outputs),
    )
