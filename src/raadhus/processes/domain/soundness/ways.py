"""What is wrong with a node by its own arrows: no way on, no way out of a loop, choices that cannot be made."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.findings import finding
from raadhus.processes.domain.soundness.net import Net
from raadhus.processes.domain.triggers import (
    CancelTrigger,
    CompensationTrigger,
    ErrorTrigger,
    LinkTrigger,
)


def check_ways(scope: e.Scope) -> Iterator[Problem]:
    """Return dead ends, and gateways that choose nothing or may find nothing to choose."""
    into = Counter(arrow.target for arrow in scope.flows)
    out: defaultdict[str, list[e.SequenceFlow]] = defaultdict(list)
    for arrow in scope.flows:
        out[arrow.source].append(arrow)
    for node in scope.nodes:
        ways = out[node.id]
        if not ways and _should_lead_on(node) and not isinstance(scope, e.AdHocSubProcess):
            yield finding(Severity.WARNING, node, "dead-end")
        if isinstance(node, e.ExclusiveGateway | e.InclusiveGateway) and len(ways) > 1:
            yield from _check_choice(node, ways)
        is_gateway = isinstance(node, e.ExclusiveGateway | e.InclusiveGateway | e.ParallelGateway)
        if is_gateway and len(ways) == 1 and into[node.id] == 1:
            yield finding(Severity.NOTE, node, "one-way-only")


def _should_lead_on(node: e.FlowNode) -> bool:
    if isinstance(node, e.EndEvent):
        return False
    if isinstance(node, e.Activity) and node.takes_back:
        return False
    if isinstance(node, e.SubProcess) and node.by_event:
        return False
    trigger = getattr(node, "trigger", None)
    return not isinstance(trigger, CompensationTrigger) and not (
        isinstance(node, e.ThrowEvent) and isinstance(trigger, LinkTrigger)
    )


def _check_choice(
    node: e.ExclusiveGateway | e.InclusiveGateway, ways: list[e.SequenceFlow]
) -> Iterator[Problem]:
    if not any(way.is_default for way in ways):
        yield finding(Severity.WARNING, node, "no-default")
    if isinstance(node, e.InclusiveGateway):
        return
    seen: set[str] = set()
    for way in ways:
        text = " ".join(way.condition.text.split()) if way.condition else ""
        if text and text in seen:
            yield finding(Severity.WARNING, way, "same-condition", condition=text)
        seen.add(text)


def check_loops(scope: e.Scope, net: Net) -> Iterator[Problem]:
    """Return the first node of each part of the course from which no way leads to an end."""
    ending = {stop.node.id for stop in net.stops if frozenset() in stop.outcomes}
    before: dict[str, set[str]] = {}
    target = {place: stop.node.id for stop in net.stops for place in stop.before}
    for stop in net.stops:
        for place in frozenset().union(*stop.outcomes):
            before.setdefault(target[place], set()).add(stop.node.id)
    frontier, can_end = set(ending), set(ending)
    while frontier:
        frontier = set().union(*(before.get(one, set()) for one in frontier)) - can_end
        can_end |= frontier
    is_told, is_ended_outside = False, _is_ended_from_outside(scope)
    waits = any(one.node.id not in can_end and _waits(one.node) for one in net.stops)
    for stop in net.stops:
        if stop.node.id in can_end:
            continue
        comes_from_inside = before.get(stop.node.id, set()) and before[stop.node.id].isdisjoint(can_end)
        if comes_from_inside and is_told:
            continue
        is_told = True
        if is_ended_outside:
            yield finding(Severity.NOTE, stop.node, "way-out-by-event-only")
        else:
            severity = Severity.WARNING if waits else Severity.ERROR
            yield finding(severity, stop.node, "no-way-out-of-loop")


def _waits(node: e.FlowNode) -> bool:
    """Tell whether a case may rest at a node, so that going round for ever is at least carried out."""
    return isinstance(
        node, e.UserTask | e.ReceiveTask | e.CatchEvent | e.EventGateway | e.SubProcess | e.CallActivity
    )


def _is_ended_from_outside(scope: e.Scope) -> bool:
    """Tell whether something else than the course itself can end the scope."""
    if isinstance(scope, e.SubProcess):
        return True  # by an event on its edge, or around it
    for node in scope.nodes:
        if isinstance(node, e.EndEvent) and (
            node.terminates or isinstance(node.trigger, ErrorTrigger | CancelTrigger)
        ):
            return True
        if isinstance(node, e.SubProcess) and node.by_event:
            return True
    return False
