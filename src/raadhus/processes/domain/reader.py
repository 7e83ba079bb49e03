"""A document becomes the typed model that is carried out, with a finding for every part that is not."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from raadhus.processes.domain import elements as e
from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.document import activities, flow
from raadhus.processes.domain.document.declarations import Error, Escalation, Message, Signal
from raadhus.processes.domain.document.definitions import BpmnDocument, Definitions, Process
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.document.parts import Part
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.reading import Item, Reading, id_of, line_of, tag_of
from raadhus.processes.domain.reading_activities import TASKS
from raadhus.processes.domain.reading_events import (
    read_boundary,
    read_catch,
    read_end,
    read_start,
    read_throw,
)
from raadhus.processes.domain.reading_lanes import placed_in_lanes, read_lanes
from raadhus.processes.domain.reading_loops import read_loop
from raadhus.processes.domain.reading_parts import (
    ACTIVITY,
    ACTIVITY_ATTRIBUTES,
    ARROWS,
    identity,
    local,
    read_expression,
)
from raadhus.processes.domain.reading_triggers import Names
from raadhus.processes.domain.reading_work import refuse_extensions
from raadhus.processes.domain.triggers import CompensationTrigger
from raadhus.processes.domain.xml_tree import XmlElement

_ROOTS = ("process", "message", "error", "signal", "escalation", "itemDefinition")
Nodes = tuple[e.FlowNode, ...]
Flows = tuple[e.SequenceFlow, ...]


def read_model(document: BpmnDocument) -> tuple[e.Definitions, tuple[Problem, ...]]:
    """Return the typed model and everything that was found while reading, in the order of lines."""
    reading, root = Reading(), document.definitions
    _refuse_double_ids(reading, root)
    reading.claim(root, children=_ROOTS, attributes=("expressionLanguage",))
    _refuse_other_language(reading, root)
    names = _read_names(reading, root)
    definitions = e.Definitions(
        id=id_of(root),
        name=root.name or "",
        line=line_of(root),
        tag=tag_of(root),
        namespace=root.target_namespace or "",
        processes=tuple(
            _read_process(reading, one, names) for one in root.root_elements if isinstance(one, Process)
        ),
    )
    return definitions, tuple(sorted(reading.problems, key=lambda problem: problem.line))


def _refuse_double_ids(reading: Reading, root: Definitions) -> None:
    seen: set[str] = set()
    for item in sorted(_everything(root), key=line_of):
        if (identity := id_of(item)) and identity in seen:
            reading.error(item, "id-twice", id=identity)
        seen.add(identity)


def _everything(root: Definitions) -> Iterator[Item]:
    """Return every element of the document, the standard's and others."""
    for part in walk(root):
        yield part
        for item in part.other:
            if isinstance(item, XmlElement):
                yield from item.walk()


def _refuse_other_language(reading: Reading, root: Definitions) -> None:
    language = "feel" if root.expression_language is None else root.expression_language
    if language.lower() not in {name.lower() for name in words.FEEL_NAMES}:
        reading.error(root, "file-language", language=language)


def _read_names(reading: Reading, root: Definitions) -> Names:
    messages, errors, signals, escalations = {}, {}, {}, {}
    for one in root.root_elements:
        match one:
            case Message():
                reading.claim(one)
                messages[id_of(one)] = one.name or ""
            case Signal():
                reading.claim(one)
                signals[id_of(one)] = one.name or ""
            case Error():
                reading.claim(one, attributes=("errorCode",))
                errors[id_of(one)] = one.error_code or ""
            case Escalation():
                reading.claim(one, attributes=("escalationCode",))
                escalations[id_of(one)] = one.escalation_code or ""
    return Names(*map(_given, (messages, errors, signals, escalations)))


def _given(names: Mapping[str, str]) -> Mapping[str, str]:
    """Return the declarations that say something."""
    return MappingProxyType({identity: name for identity, name in names.items() if name})


def _read_process(reading: Reading, process: Process, names: Names) -> e.Process:
    refuse_extensions(reading, process, frozenset())
    reading.claim(process, children=(*_WITHIN, "laneSet"), attributes=("isExecutable",))
    if not process.id:
        reading.error(process, "process-without-id")
    nodes, flows = _read_scope(reading, process, names)
    nodes = placed_in_lanes(nodes, read_lanes(reading, process.lane_sets))
    executable = reading.flag(process, process.is_executable, absent=True)
    return e.Process(**identity(process), executable=executable, nodes=nodes, flows=flows)


def _read_scope(
    reading: Reading, scope: Process | activities.SubProcess, names: Names
) -> tuple[Nodes, Flows]:
    parts = [one for one in scope.flow_elements if type(one) in _NODES]
    takers = _compensation_takers(scope.artifacts)
    nodes = tuple(_read_node(reading, one, names, takers) for one in parts)
    for part in parts:
        if not part.id:
            reading.error(part, "without-id", kind=tag_of(part))
    owners = {default.local: part for part in reversed(parts) if (default := _default_of(part)) is not None}
    arrows = [one for one in scope.flow_elements if isinstance(one, flow.SequenceFlow)]
    flows = tuple(_read_flow(reading, one, owners.keys()) for one in arrows)
    for missing in owners.keys() - {one.id for one in flows}:
        reading.error(owners[missing], "unknown-default", way=missing)
    return nodes, flows


def _default_of(part: activities.AnyFlowElement) -> QName | None:
    if isinstance(part, activities.Activity | flow.ExclusiveGateway | flow.InclusiveGateway):
        return part.default
    return None


def _read_flow(reading: Reading, arrow: flow.SequenceFlow, defaults: Collection[str]) -> e.SequenceFlow:
    refuse_extensions(reading, arrow, frozenset())
    if not arrow.id:
        reading.error(arrow, "arrow-without-id")
    reading.claim(arrow, children=("conditionExpression",), attributes=("sourceRef", "targetRef"))
    return e.SequenceFlow(
        **identity(arrow),
        source=local(arrow.source_ref),
        target=local(arrow.target_ref),
        condition=read_expression(reading, arrow.condition),
        is_default=id_of(arrow) in defaults,
    )


def _read_node(
    reading: Reading, part: activities.AnyFlowElement, names: Names, takers: Mapping[str, list[str]]
) -> e.FlowNode:
    node = _NODES[type(part)](reading, part, names)
    if isinstance(node, e.Activity) and isinstance(part, activities.Activity):
        takes_back = reading.flag(part, part.is_for_compensation, absent=False)
        return replace(node, loop=read_loop(reading, part), takes_back=takes_back)
    if isinstance(node, e.BoundaryEvent) and isinstance(node.trigger, CompensationTrigger):
        if len(takers.get(node.id, ())) != 1:
            reading.error(part, "one-association")
        handler = "".join(takers.get(node.id, ())[:1])
        return replace(node, trigger=replace(node.trigger, handler=handler))
    return node


def _compensation_takers(artifacts: Iterable[flow.Artifact]) -> dict[str, list[str]]:
    """Return the ids to which associations lead, by the id from which they lead."""
    found: dict[str, list[str]] = {}
    for one in artifacts:
        if isinstance(one, flow.Association):
            found.setdefault(local(one.source_ref), []).append(local(one.target_ref))
    return found


def _read_sub_process(
    reading: Reading, part: activities.SubProcess | activities.Transaction, names: Names
) -> e.FlowNode:
    refuse_extensions(reading, part, frozenset())
    is_transaction = isinstance(part, activities.Transaction)
    attributes = (*ACTIVITY_ATTRIBUTES, "triggeredByEvent", *(("method",) if is_transaction else ()))
    reading.claim(part, children=(*ACTIVITY, *_WITHIN), attributes=attributes)
    nodes, flows = _read_scope(reading, part, names)
    return e.SubProcess(
        **identity(part),
        nodes=nodes,
        flows=flows,
        by_event=reading.flag(part, part.triggered_by_event, absent=False),
        is_transaction=is_transaction,
    )


def _read_ad_hoc(reading: Reading, part: activities.AdHocSubProcess, names: Names) -> e.FlowNode:
    refuse_extensions(reading, part, frozenset())
    attributes = (*ACTIVITY_ATTRIBUTES, "ordering", "cancelRemainingInstances")
    reading.claim(part, children=(*ACTIVITY, *_WITHIN, "completionCondition"), attributes=attributes)
    nodes, flows = _read_scope(reading, part, names)
    return e.AdHocSubProcess(
        **identity(part),
        nodes=nodes,
        flows=flows,
        sequential=part.ordering == "Sequential",
        completion=read_expression(reading, part.completion_condition),
        cancels_rest=reading.flag(part, part.cancel_remaining_instances, absent=True),
    )


def _read_gateway(
    kind: type[e.ExclusiveGateway | e.InclusiveGateway | e.ParallelGateway | e.EventGateway],
) -> Callable[[Reading, flow.Gateway, Names], e.FlowNode]:
    def read(reading: Reading, part: flow.Gateway, names: Names) -> e.FlowNode:
        refuse_extensions(reading, part, frozenset())
        has_default = issubclass(kind, e.ExclusiveGateway | e.InclusiveGateway)
        reading.claim(part, children=ARROWS, attributes=("default",) if has_default else ())
        return kind(**identity(part))

    return read


_NODES: Mapping[type[Part], Callable[..., e.FlowNode]] = {
    flow.StartEvent: read_start,
    flow.EndEvent: read_end,
    flow.IntermediateThrowEvent: read_throw,
    flow.IntermediateCatchEvent: read_catch,
    flow.BoundaryEvent: read_boundary,
    **TASKS,
    activities.SubProcess: _read_sub_process,
    activities.Transaction: _read_sub_process,
    activities.AdHocSubProcess: _read_ad_hoc,
    flow.ExclusiveGateway: _read_gateway(e.ExclusiveGateway),
    flow.InclusiveGateway: _read_gateway(e.InclusiveGateway),
    flow.ParallelGateway: _read_gateway(e.ParallelGateway),
    flow.EventBasedGateway: _read_gateway(e.EventGateway),
}
_WITHIN = (*(kind.tag for kind in _NODES), "sequenceFlow", "association")
