"""A BPMN file becomes the typed model, with a finding for every part that is not carried out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.elements import (
    Activity,
    AdHocSubProcess,
    BoundaryEvent,
    Definitions,
    EventGateway,
    ExclusiveGateway,
    FlowNode,
    InclusiveGateway,
    ParallelGateway,
    Process,
    SequenceFlow,
    SubProcess,
)
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_activities import TASKS
from raadhus.processes.domain.reading_events import (
    read_boundary,
    read_catch,
    read_end,
    read_start,
    read_throw,
)
from raadhus.processes.domain.reading_lanes import placed_in_lanes, read_lanes
from raadhus.processes.domain.reading_loops import read_expression, read_loop
from raadhus.processes.domain.reading_parts import ACTIVITY, ACTIVITY_ATTRIBUTES, ARROWS, identity
from raadhus.processes.domain.reading_triggers import Names, local
from raadhus.processes.domain.reading_work import refuse_extensions
from raadhus.processes.domain.triggers import CompensationTrigger
from raadhus.processes.domain.xml_tree import XmlElement, parse_xml, refusal


def read_model(source: bytes) -> tuple[Definitions, tuple[Problem, ...]]:
    """
    Return the typed model and everything that was found while reading, in the order of lines.

    Raises: ModelRefused when it is no BPMN file at all.
    """
    root = parse_xml(source)
    if (root.namespace, root.name) != (words.BPMN, "definitions"):
        raise refusal(
            root.name, root.line, "This is not a BPMN 2.0 file: it does not begin with “definitions”."
        )
    reading = Reading()
    _refuse_double_ids(reading, root)
    found = reading.claim(
        root,
        children=("process", "message", "error", "signal", "escalation", "itemDefinition"),
        attributes=("expressionLanguage",),
    )
    _refuse_other_language(reading, root)
    names = Names(
        messages=_declared(reading, found["message"], "name"),
        errors=_declared(reading, found["error"], "errorCode"),
        signals=_declared(reading, found["signal"], "name"),
        escalations=_declared(reading, found["escalation"], "escalationCode"),
    )
    definitions = Definitions(
        **identity(reading, root),
        namespace=root.attributes.get("targetNamespace", ""),
        processes=tuple(_read_process(reading, one, names) for one in found["process"]),
    )
    return definitions, tuple(sorted(reading.problems, key=lambda problem: problem.line))


def _refuse_double_ids(reading: Reading, root: XmlElement) -> None:
    seen: set[str] = set()
    for element in root.walk():
        if element.id and element.id in seen:
            reading.error(element, f"The id “{element.id}” is used twice.")
        seen.add(element.id)


def _refuse_other_language(reading: Reading, root: XmlElement) -> None:
    language = root.attributes.get("expressionLanguage", "feel")
    if language.lower() not in {name.lower() for name in words.FEEL_NAMES}:
        reading.error(root, f"The expression language “{language}” is not carried out; expressions are FEEL.")


def _declared(reading: Reading, elements: Iterable[XmlElement], attribute: str) -> MappingProxyType[str, str]:
    declared = {}
    for element in elements:
        reading.claim(element, attributes=(attribute,))
        if value := element.attributes.get(attribute, ""):
            declared[element.id] = value
    return MappingProxyType(declared)


def _read_process(reading: Reading, element: XmlElement, names: Names) -> Process:
    refuse_extensions(reading, element, frozenset())
    children = reading.claim(element, children=(*_WITHIN, "laneSet"), attributes=("isExecutable",))
    if not element.id:
        reading.error(element, "A process needs an id.")
    nodes, flows = _read_scope(reading, children, names)
    nodes = placed_in_lanes(nodes, read_lanes(reading, children["laneSet"]))
    executable = element.attributes.get("isExecutable", "true") != "false"
    return Process(**identity(reading, element), executable=executable, nodes=nodes, flows=flows)


def _read_scope(
    reading: Reading, children: dict[str, list[XmlElement]], names: Names
) -> tuple[tuple[FlowNode, ...], tuple[SequenceFlow, ...]]:
    elements = sorted((one for tag in _NODES for one in children[tag]), key=lambda one: one.line)
    handlers = _compensation_handlers(children["association"])
    nodes = tuple(_read_node(reading, one, names, handlers) for one in elements)
    for element in elements:
        if not element.id:
            reading.error(element, f"A “{element.name}” needs an id.")
    defaults = {one.attributes["default"] for one in elements if "default" in one.attributes}
    flows = tuple(_read_flow(reading, one, defaults) for one in children["sequenceFlow"])
    for missing in defaults - {flow.id for flow in flows}:
        owner = next(one for one in elements if one.attributes.get("default") == missing)
        reading.error(owner, f"The default flow “{missing}” does not exist here.")
    return nodes, flows


def _read_flow(reading: Reading, element: XmlElement, defaults: set[str]) -> SequenceFlow:
    refuse_extensions(reading, element, frozenset())
    if not element.id:
        reading.error(element, "An arrow needs an id.")
    found = reading.claim(element, children=("conditionExpression",), attributes=("sourceRef", "targetRef"))
    condition: Formula | None = None
    for expression in found["conditionExpression"]:
        reading.claim(expression, attributes=("language", "evaluatesToTypeRef"))
        condition = reading.formula(expression)
    return SequenceFlow(
        **identity(reading, element),
        source=element.attributes.get("sourceRef", ""),
        target=element.attributes.get("targetRef", ""),
        condition=condition,
        is_default=element.id in defaults,
    )


def _read_node(
    reading: Reading, element: XmlElement, names: Names, handlers: Mapping[str, list[str]]
) -> FlowNode:
    node = _NODES[element.name](reading, element, names)
    if isinstance(node, Activity):
        takes_back = element.attributes.get("isForCompensation", "false") == "true"
        return replace(node, loop=read_loop(reading, element), takes_back=takes_back)
    if isinstance(node, BoundaryEvent) and isinstance(node.trigger, CompensationTrigger):
        if len(handlers.get(node.id, ())) != 1:
            reading.error(element, "An association must lead from it to the one activity that takes back.")
        handler = "".join(handlers.get(node.id, ())[:1])
        return replace(node, trigger=replace(node.trigger, handler=handler))
    return node


def _compensation_handlers(associations: Iterable[XmlElement]) -> dict[str, list[str]]:
    """Return the ids to which associations lead, by the id from which they lead."""
    found: dict[str, list[str]] = {}
    for one in associations:
        source, target = one.attributes.get("sourceRef", ""), one.attributes.get("targetRef", "")
        found.setdefault(local(source), []).append(local(target))
    return found


def _read_sub_process(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    refuse_extensions(reading, element, frozenset())
    attributes = (
        *ACTIVITY_ATTRIBUTES,
        "triggeredByEvent",
        *(("method",) if element.name == _TRANSACTION else ()),
    )
    children = reading.claim(element, children=(*ACTIVITY, *_WITHIN), attributes=attributes)
    nodes, flows = _read_scope(reading, children, names)
    return SubProcess(
        **identity(reading, element),
        nodes=nodes,
        flows=flows,
        by_event=element.attributes.get("triggeredByEvent", "false") == "true",
        is_transaction=element.name == _TRANSACTION,
    )


def _read_ad_hoc(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    refuse_extensions(reading, element, frozenset())
    attributes = (*ACTIVITY_ATTRIBUTES, "ordering", "cancelRemainingInstances")
    children = reading.claim(
        element, children=(*ACTIVITY, *_WITHIN, "completionCondition"), attributes=attributes
    )
    nodes, flows = _read_scope(reading, children, names)
    return AdHocSubProcess(
        **identity(reading, element),
        nodes=nodes,
        flows=flows,
        sequential=element.attributes.get("ordering", "Parallel") == "Sequential",
        completion=read_expression(reading, children["completionCondition"]),
        cancels_rest=element.attributes.get("cancelRemainingInstances", "true") != "false",
    )


def _read_gateway(
    kind: type[ExclusiveGateway | InclusiveGateway | ParallelGateway | EventGateway],
) -> Callable[[Reading, XmlElement, Names], FlowNode]:
    def read(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
        refuse_extensions(reading, element, frozenset())
        has_default = issubclass(kind, ExclusiveGateway | InclusiveGateway)
        reading.claim(element, children=ARROWS, attributes=("default",) if has_default else ())
        return kind(**identity(reading, element))

    return read


_TRANSACTION = "transaction"
_NODES: dict[str, Callable[[Reading, XmlElement, Names], FlowNode]] = {
    "startEvent": read_start,
    "endEvent": read_end,
    "intermediateThrowEvent": read_throw,
    "intermediateCatchEvent": read_catch,
    "boundaryEvent": read_boundary,
    **TASKS,
    "subProcess": _read_sub_process,
    _TRANSACTION: _read_sub_process,
    "adHocSubProcess": _read_ad_hoc,
    "exclusiveGateway": _read_gateway(ExclusiveGateway),
    "inclusiveGateway": _read_gateway(InclusiveGateway),
    "parallelGateway": _read_gateway(ParallelGateway),
    "eventBasedGateway": _read_gateway(EventGateway),
}
_WITHIN = (*_NODES, "sequenceFlow", "association")
