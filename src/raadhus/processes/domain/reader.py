"""A BPMN file becomes the typed model, with a finding for every part that is not carried out."""

from collections.abc import Callable, Iterable
from types import MappingProxyType

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.elements import (
    BusinessRuleTask,
    Definitions,
    EventGateway,
    ExclusiveGateway,
    FlowNode,
    Formula,
    InclusiveGateway,
    ManualTask,
    ParallelGateway,
    Process,
    ReceiveTask,
    ScriptTask,
    SequenceFlow,
    ServiceTask,
    SubProcess,
    UserTask,
)
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_events import (
    Names,
    read_boundary,
    read_catch,
    read_end,
    read_message_trigger,
    read_pass,
    read_start,
)
from raadhus.processes.domain.reading_parts import ARROWS, identity
from raadhus.processes.domain.reading_work import read_work, refuse_extensions
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
        root, children=("process", "message", "error", "itemDefinition"), attributes=("expressionLanguage",)
    )
    _refuse_other_language(reading, root)
    names = Names(
        messages=_declared(reading, found["message"], "name"),
        errors=_declared(reading, found["error"], "errorCode"),
    )
    definitions = Definitions(
        **identity(reading, root),
        namespace=root.attributes.get("targetNamespace", ""),
        processes=tuple(_read_process(reading, one, names) for one in found["process"]),
        messages=names.messages,
        errors=names.errors,
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
    children = reading.claim(element, children=(*_NODES, "sequenceFlow"), attributes=("isExecutable",))
    if not element.id:
        reading.error(element, "A process needs an id.")
    nodes, flows = _read_scope(reading, children, names)
    executable = element.attributes.get("isExecutable", "true") != "false"
    return Process(**identity(reading, element), executable=executable, nodes=nodes, flows=flows)


def _read_scope(
    reading: Reading, children: dict[str, list[XmlElement]], names: Names
) -> tuple[tuple[FlowNode, ...], tuple[SequenceFlow, ...]]:
    elements = sorted((one for tag in _NODES for one in children[tag]), key=lambda one: one.line)
    nodes = tuple(_NODES[one.name](reading, one, names) for one in elements)
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


def _read_manual(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    refuse_extensions(reading, element, frozenset())
    reading.claim(element, children=ARROWS, attributes=("default",))
    return ManualTask(**identity(reading, element))


def _read_user(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ARROWS, attributes=("default",))
    return UserTask(**identity(reading, element), work=read_work(reading, element, "task"))


def _read_service(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ARROWS, attributes=("default",))
    work = read_work(reading, element, "task")
    if not work.handler:
        reading.error(element, "A service task needs “raadhus:task” with a handler.")
    return ServiceTask(**identity(reading, element), work=work)


def _read_rule(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ARROWS, attributes=("default",))
    work = read_work(reading, element, "decision")
    if not work.decision:
        reading.error(element, "A business rule task needs “raadhus:decision” with a ref.")
    elif not work.result:
        reading.error(element, "“raadhus:decision” needs a result: the variable that takes the decision.")
    return BusinessRuleTask(**identity(reading, element), work=work)


def _read_script(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    found = reading.claim(element, children=(*ARROWS, "script"), attributes=("default", "scriptFormat"))
    language = element.attributes.get("scriptFormat", "feel")
    if language.lower() not in {name.lower() for name in words.FEEL_NAMES}:
        reading.error(element, f"The language “{language}” is not carried out; scripts are FEEL.")
    if len(found["script"]) != 1:
        reading.error(element, "A script task needs one script.")
    for script in found["script"][:1]:
        formula = reading.formula(script)
        work = read_work(reading, element, "script")
        return ScriptTask(**identity(reading, element), script=formula, work=work)
    return ManualTask(**identity(reading, element))


def _read_receive(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    reading.claim(element, children=ARROWS, attributes=("default", "messageRef"))
    refuse_extensions(reading, element, frozenset({"correlation"}))
    trigger = read_message_trigger(reading, element, names, element.attributes.get("messageRef", ""))
    return ReceiveTask(**identity(reading, element), trigger=trigger)


def _read_sub_process(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
    refuse_extensions(reading, element, frozenset())
    children = reading.claim(element, children=(*ARROWS, *_NODES, "sequenceFlow"), attributes=("default",))
    nodes, flows = _read_scope(reading, children, names)
    return SubProcess(**identity(reading, element), nodes=nodes, flows=flows)


def _read_gateway(
    kind: type[ExclusiveGateway | InclusiveGateway | ParallelGateway | EventGateway],
) -> Callable[[Reading, XmlElement, Names], FlowNode]:
    def read(reading: Reading, element: XmlElement, names: Names) -> FlowNode:
        refuse_extensions(reading, element, frozenset())
        has_default = issubclass(kind, ExclusiveGateway | InclusiveGateway)
        reading.claim(element, children=ARROWS, attributes=("default",) if has_default else ())
        return kind(**identity(reading, element))

    return read


_NODES: dict[str, Callable[[Reading, XmlElement, Names], FlowNode]] = {
    "startEvent": read_start,
    "endEvent": read_end,
    "intermediateThrowEvent": read_pass,
    "intermediateCatchEvent": read_catch,
    "boundaryEvent": read_boundary,
    "task": _read_manual,
    "manualTask": _read_manual,
    "userTask": _read_user,
    "serviceTask": _read_service,
    "businessRuleTask": _read_rule,
    "scriptTask": _read_script,
    "receiveTask": _read_receive,
    "subProcess": _read_sub_process,
    "exclusiveGateway": _read_gateway(ExclusiveGateway),
    "inclusiveGateway": _read_gateway(InclusiveGateway),
    "parallelGateway": _read_gateway(ParallelGateway),
    "eventBasedGateway": _read_gateway(EventGateway),
}
