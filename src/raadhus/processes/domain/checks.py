"""Whether a model hangs together: arrows, starts, edges, ways out, handlers, and steps nobody reaches."""

from collections.abc import Iterable, Iterator

from raadhus.processes.domain.elements import (
    Activity,
    BoundaryEvent,
    CatchEvent,
    Definitions,
    Element,
    EndEvent,
    EventGateway,
    ExclusiveGateway,
    FlowNode,
    InclusiveGateway,
    ParallelGateway,
    Process,
    ReceiveTask,
    Scope,
    SequenceFlow,
    ServiceTask,
    StartEvent,
    SubProcess,
    UserTask,
    scopes_of,
)
from raadhus.processes.domain.problems import Problem, Severity

DEFAULT_HANDLER = "user task"


def check_structure(definitions: Definitions, handlers: Iterable[str] | None) -> Iterator[Problem]:
    """
    Return what keeps the model from being carried out.

    ``handlers`` are the names that tasks may use; None leaves them unchecked (a package is looked at
    without a town).
    """
    if not any(process.executable for process in definitions.processes):
        yield _error(definitions, "No process in this file is executable (isExecutable).")
    known = None if handlers is None else frozenset(handlers)
    for process in definitions.processes:
        for scope in scopes_of(process):
            yield from _check_scope(scope)
            yield from _check_handlers(scope, known)


def _check_scope(scope: Scope) -> Iterator[Problem]:
    nodes = {node.id: node for node in scope.nodes}
    sound = []
    for flow in scope.flows:
        ends = [end for end in (flow.source, flow.target) if end not in nodes]
        for end in ends:
            yield _error(flow, f"It leads from or to “{end}”, which is not in the same scope.")
        if not ends:
            sound.append(flow)
    yield from _check_starts(scope)
    for node in scope.nodes:
        ways_in = [flow for flow in sound if flow.target == node.id]
        ways_out = [flow for flow in sound if flow.source == node.id]
        yield from _check_arrows(node, ways_in, ways_out)
        yield from _check_conditions(node, ways_out)
        if isinstance(node, BoundaryEvent):
            yield from _check_boundary(node, nodes)
        if isinstance(node, EventGateway):
            yield from _check_event_gateway(node, ways_out, nodes, sound)
    yield from _check_reach(scope, sound)


def _check_starts(scope: Scope) -> Iterator[Problem]:
    starts = [node for node in scope.nodes if isinstance(node, StartEvent)]
    plain = [node for node in starts if node.trigger is None]
    if not starts:
        yield _error(scope, "It has no start event.")
    for extra in plain[1:]:
        yield _error(extra, "There may be one start event without a trigger.")
    if isinstance(scope, SubProcess):
        for start in starts:
            if start.trigger is not None:
                yield _error(start, "A sub-process begins with a start event without a trigger.")


def _check_arrows(
    node: FlowNode, ways_in: list[SequenceFlow], ways_out: list[SequenceFlow]
) -> Iterator[Problem]:
    if ways_in and isinstance(node, StartEvent | BoundaryEvent):
        yield _error(node, "No arrow may lead to it.")
    if ways_out and isinstance(node, EndEvent):
        yield _error(node, "No arrow may lead from it.")
    if not ways_out and isinstance(node, BoundaryEvent):
        yield _error(node, "It leads nowhere.")


def _check_conditions(node: FlowNode, ways_out: list[SequenceFlow]) -> Iterator[Problem]:
    choosing = isinstance(node, ExclusiveGateway | InclusiveGateway)
    for flow in ways_out:
        if flow.condition is not None and flow.is_default:
            yield _error(flow, "The default way may have no condition.")
        if flow.condition is not None and isinstance(
            node, ParallelGateway | EventGateway | StartEvent | BoundaryEvent
        ):
            yield _error(flow, f"A condition has no meaning after “{node.tag}”.")
        if choosing and len(ways_out) > 1 and flow.condition is None and not flow.is_default:
            yield _error(
                flow, f"A way out of “{node.name or node.id}” needs a condition or must be the default."
            )


def _check_boundary(node: BoundaryEvent, nodes: dict[str, FlowNode]) -> Iterator[Problem]:
    if not isinstance(nodes.get(node.attached_to), Activity):
        yield _error(node, f"It is attached to “{node.attached_to}”, which is no activity of the same scope.")


def _check_event_gateway(
    gateway: EventGateway, ways_out: list[SequenceFlow], nodes: dict[str, FlowNode], flows: list[SequenceFlow]
) -> Iterator[Problem]:
    if len(ways_out) < 2:
        yield _error(gateway, "It needs two events to choose between.")
    edged = {node.attached_to for node in nodes.values() if isinstance(node, BoundaryEvent)}
    for flow in ways_out:
        target = nodes[flow.target]
        if not isinstance(target, CatchEvent | ReceiveTask) or target.id in edged:
            yield _error(
                flow, "It must lead to a catch event, or to a receive task without events on its edge."
            )
        elif sum(other.target == target.id for other in flows) > 1:
            yield _error(target, "Only the event-based gateway may lead to it.")


def _check_reach(scope: Scope, flows: list[SequenceFlow]) -> Iterator[Problem]:
    reached = {node.id for node in scope.nodes if isinstance(node, StartEvent)}
    edges = [(flow.source, flow.target) for flow in flows]
    edges += [(node.attached_to, node.id) for node in scope.nodes if isinstance(node, BoundaryEvent)]
    frontier = set(reached)
    while frontier:
        frontier = {target for source, target in edges if source in frontier} - reached
        reached |= frontier
    for node in scope.nodes:
        if node.id not in reached:
            yield _error(node, "No way leads to it from a start event.")


def _check_handlers(scope: Scope, known: frozenset[str] | None) -> Iterator[Problem]:
    for node in scope.nodes:
        if known is None or not isinstance(node, UserTask | ServiceTask):
            continue
        handler = node.work.handler or DEFAULT_HANDLER
        if handler not in known:
            yield _error(node, f"The handler “{handler}” is not known here.")


def _error(element: Element | Process, sentence: str) -> Problem:
    return Problem(Severity.ERROR, element.tag, element.id, element.line, sentence)
