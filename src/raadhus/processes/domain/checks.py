"""Whether a model hangs together: arrows, starts, edges, ways out, handlers, and steps nobody reaches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from raadhus.processes.domain.checks_of_events import check_events, check_starts
from raadhus.processes.domain.elements import (
    Activity,
    AdHocSubProcess,
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
    ThrowEvent,
    UserTask,
    arrows_of,
    scopes_of,
)
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.triggers import CompensationTrigger, LinkTrigger
from raadhus.processes.domain.wording import Where, problem_at

DEFAULT_HANDLER = "user task"


def check_structure(definitions: Definitions, handlers: Iterable[str] | None) -> Iterator[Problem]:
    """
    Return what keeps the model from being carried out.

    ``handlers`` are the names that tasks may use; None leaves them unchecked (a package is looked at
    without a town).
    """
    if not any(process.executable for process in definitions.processes):
        yield _error(definitions, "nothing-executable")
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
            yield _error(flow, "leads-elsewhere", end=end)
        if not ends:
            sound.append(flow)
    yield from check_starts(scope)
    yield from check_events(scope)
    into: defaultdict[str, list[SequenceFlow]] = defaultdict(list)
    out: defaultdict[str, list[SequenceFlow]] = defaultdict(list)
    for flow in sound:
        into[flow.target].append(flow)
        out[flow.source].append(flow)
    edged = {node.attached_to for node in scope.nodes if isinstance(node, BoundaryEvent)}
    for node in scope.nodes:
        ways_in, ways_out = into[node.id], out[node.id]
        yield from _check_arrows(node, ways_in, ways_out)
        yield from _check_conditions(node, ways_out)
        if isinstance(node, BoundaryEvent):
            yield from _check_boundary(node, nodes)
        if isinstance(node, EventGateway):
            yield from _check_event_gateway(
                node, [(way, nodes[way.target], len(into[way.target])) for way in ways_out], edged
            )
    yield from _check_reach(scope, sound)


def _check_arrows(
    node: FlowNode, ways_in: list[SequenceFlow], ways_out: list[SequenceFlow]
) -> Iterator[Problem]:
    stands_apart = isinstance(node, Activity) and node.takes_back
    stands_apart = stands_apart or (isinstance(node, SubProcess) and node.by_event)
    trigger = node.trigger if isinstance(node, BoundaryEvent | CatchEvent | ThrowEvent) else None
    is_link, takes_back = isinstance(trigger, LinkTrigger), isinstance(trigger, CompensationTrigger)
    on_edge = isinstance(node, BoundaryEvent)
    if ways_in and (isinstance(node, StartEvent) or on_edge or stands_apart or _goes_on_from_link(node)):
        yield _error(node, "no-arrow-in")
    no_way_out = isinstance(node, EndEvent) or stands_apart or (on_edge and takes_back)
    if ways_out and (no_way_out or (is_link and isinstance(node, ThrowEvent))):
        yield _error(node, "no-arrow-out")
    if not ways_out and on_edge and not takes_back:
        yield _error(node, "leads-nowhere")


def _goes_on_from_link(node: FlowNode) -> bool:
    return isinstance(node, CatchEvent) and isinstance(node.trigger, LinkTrigger)


def _check_conditions(node: FlowNode, ways_out: list[SequenceFlow]) -> Iterator[Problem]:
    choosing = isinstance(node, ExclusiveGateway | InclusiveGateway)
    for flow in ways_out:
        if flow.condition is not None and flow.is_default:
            yield _error(flow, "default-with-condition")
        if flow.condition is not None and isinstance(
            node, ParallelGateway | EventGateway | StartEvent | BoundaryEvent
        ):
            yield _error(flow, "condition-without-meaning", kind=node.tag)
        if choosing and len(ways_out) > 1 and flow.condition is None and not flow.is_default:
            yield _error(flow, "way-without-condition", gateway=node.name or node.id)


def _check_boundary(node: BoundaryEvent, nodes: dict[str, FlowNode]) -> Iterator[Problem]:
    on = nodes.get(node.attached_to)
    if not isinstance(on, Activity) or (isinstance(on, SubProcess) and on.by_event):
        yield _error(node, "attached-to-nothing", on=node.attached_to)


def _check_event_gateway(
    gateway: EventGateway, ways_out: list[tuple[SequenceFlow, FlowNode, int]], edged: set[str]
) -> Iterator[Problem]:
    """``ways_out``: each with its target and how many ways lead there; ``edged``: what has events on its edge."""
    if len(ways_out) < 2:
        yield _error(gateway, "choice-of-one-event")
    for flow, target, ways_in in ways_out:
        waits = isinstance(target, CatchEvent | ReceiveTask) and not _goes_on_from_link(target)
        loops = isinstance(target, Activity) and target.loop is not None
        if not waits or loops or target.id in edged:
            yield _error(
                flow,
                "choice-of-other-than-event",
            )
        elif ways_in > 1:
            yield _error(target, "choice-has-other-ways")


def _check_reach(scope: Scope, flows: list[SequenceFlow]) -> Iterator[Problem]:
    reached = {node.id for node in scope.nodes if _begins_by_itself(node)}
    edges = [(flow.source, flow.target) for flow in (*flows, *arrows_of(scope)[len(scope.flows) :])]
    if isinstance(scope, AdHocSubProcess):
        targets = {target for _, target in edges}
        reached |= {node.id for node in scope.nodes if isinstance(node, Activity)} - targets
    edges += [(node.attached_to, node.id) for node in scope.nodes if isinstance(node, BoundaryEvent)]
    after: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in edges:
        after[source].add(target)
    frontier = set(reached)
    while frontier:
        frontier = {target for source in frontier for target in after[source]} - reached
        reached |= frontier
    for node in scope.nodes:
        if node.id not in reached:
            yield _error(node, "never-reached")


def _begins_by_itself(node: FlowNode) -> bool:
    """Tell whether a node is begun by something else than an arrow."""
    if isinstance(node, Activity) and node.takes_back:
        return True
    return isinstance(node, StartEvent) or (isinstance(node, SubProcess) and node.by_event)


def _check_handlers(scope: Scope, known: frozenset[str] | None) -> Iterator[Problem]:
    for node in scope.nodes:
        if known is None or not isinstance(node, UserTask | ServiceTask | ThrowEvent | EndEvent):
            continue
        if node.work is None:
            continue
        handler = node.work.handler or DEFAULT_HANDLER
        if handler not in known:
            yield _error(node, "unknown-handler", handler=handler)


def _error(element: Element | Process, code: str, /, **words: object) -> Problem:
    return problem_at(Where(element.tag, element.id, element.line, element.name), code, words)
