"""
A scope as a net: tokens lie on its arrows, and each node says which it takes and which it gives.

Conditions and events are free to come out any way: what is found is a course that the drawing allows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.triggers import CancelTrigger, CompensationTrigger, ErrorTrigger

_FEW = 4
"""Of more conditional ways than these, only each alone and all together are followed."""


class Takes(StrEnum):
    """How many tokens a node takes: one from any way in, one from each, or all that can still come."""

    ONE = "one"
    EACH = "each"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Stop:
    """A node in the net: the places before it, and the sets of places that it may put tokens on; ``ends`` the scope."""

    node: e.FlowNode
    before: tuple[int, ...]
    outcomes: tuple[frozenset[int], ...]
    takes: Takes
    ends: bool


@dataclass(frozen=True, slots=True)
class Net:
    """A scope's nodes in the order of the course, the places where it may begin, and from which node each arrow comes."""

    stops: tuple[Stop, ...]
    starts: tuple[int, ...]
    source_of: Mapping[int, str]


def net_of(scope: e.Scope) -> Net:
    """Return the net of a scope that hangs together (``checks``); an arrow's place is its number."""
    arrows = e.arrows_of(scope)
    edges: dict[str, list[e.BoundaryEvent]] = {}
    for node in scope.nodes:
        if isinstance(node, e.BoundaryEvent) and not isinstance(node.trigger, CompensationTrigger):
            edges.setdefault(node.attached_to, []).append(node)
    out: dict[str, list[tuple[int, e.SequenceFlow]]] = {}
    into: dict[str, list[int]] = {}
    for place, arrow in enumerate(arrows):
        out.setdefault(arrow.source, []).append((place, arrow))
        into.setdefault(arrow.target, []).append(place)
    starts = _beginnings(scope)
    for at, start in enumerate(starts):
        into[start.id] = [len(arrows) + at]
    stops = [
        Stop(
            node=node,
            before=tuple(into.get(node.id, ())),
            outcomes=tuple(dict.fromkeys(_outcomes(node, out, edges.get(node.id, [])))),
            takes=_taken_by(node),
            ends=_ends(node),
        )
        for node in scope.nodes
        if into.get(node.id) and not isinstance(node, e.BoundaryEvent)
    ]
    places = tuple(len(arrows) + at for at in range(len(starts)))
    sources = {place: arrow.source for place, arrow in enumerate(arrows)}
    return Net(_in_order(stops, places), places, sources)


def _beginnings(scope: e.Scope) -> tuple[e.FlowNode, ...]:
    return tuple(node for node in scope.nodes if isinstance(node, e.StartEvent))


def _taken_by(node: e.FlowNode) -> Takes:
    if isinstance(node, e.ParallelGateway):
        return Takes.EACH
    return Takes.COMING if isinstance(node, e.InclusiveGateway) else Takes.ONE


def _ends(node: e.FlowNode) -> bool:
    if not isinstance(node, e.EndEvent):
        return False
    return node.terminates or isinstance(node.trigger, ErrorTrigger | CancelTrigger)


def _outcomes(
    node: e.FlowNode,
    out: Mapping[str, list[tuple[int, e.SequenceFlow]]],
    edges: list[e.BoundaryEvent],
) -> Iterator[frozenset[int]]:
    ways = out.get(node.id, [])
    done = list(_done(node, ways))
    beside = [
        frozenset(place for place, _ in out.get(edge.id, [])) for edge in edges if not edge.interrupting
    ]
    for outcome in done:
        for more in (frozenset[int](), *_some(beside)):
            yield outcome | more
    for edge in edges:
        if edge.interrupting:
            yield frozenset(place for place, _ in out.get(edge.id, []))


def _done(node: e.FlowNode, ways: list[tuple[int, e.SequenceFlow]]) -> Iterator[frozenset[int]]:
    """Return the ways that a node may take when it is done; none at all is a way too."""
    if not ways:
        yield frozenset()
    elif isinstance(node, e.ExclusiveGateway | e.EventGateway):
        yield from (frozenset({place}) for place, _ in ways)
    elif isinstance(node, e.ParallelGateway):
        yield frozenset(place for place, _ in ways)
    else:
        yield from _by_conditions(node, ways)


def _by_conditions(node: e.FlowNode, ways: list[tuple[int, e.SequenceFlow]]) -> Iterator[frozenset[int]]:
    asked = [frozenset({place}) for place, way in ways if way.condition is not None]
    always = frozenset(place for place, way in ways if way.condition is None and not way.is_default)
    default = frozenset(place for place, way in ways if way.is_default)
    if isinstance(node, e.InclusiveGateway) and len(ways) == 1:
        yield always | default | frozenset().union(*asked)
        return
    yield from (always | some for some in _some(asked))
    if default or always or not asked:
        yield always | default


def _some(sets: list[frozenset[int]]) -> Iterator[frozenset[int]]:
    """Return the union of each choice of at least one of ``sets``; of many, each alone and all together."""
    counts: Iterable[int] = range(1, len(sets) + 1)
    if len(sets) > _FEW:
        counts = (1, len(sets))
    for count in counts:
        for chosen in combinations(sets, count):
            yield frozenset().union(*chosen)


def _in_order(stops: list[Stop], starts: tuple[int, ...]) -> tuple[Stop, ...]:
    """Return the stops so that what comes before stands before, loops apart."""
    target = {place: stop for stop in stops for place in stop.before}
    done: list[Stop] = []
    seen: set[str] = set()
    work = [(target[place], False) for place in reversed(starts)]
    while work:
        stop, is_left = work.pop()
        if is_left:
            done.append(stop)
        elif stop.node.id not in seen:
            seen.add(stop.node.id)
            work.append((stop, True))
            after = sorted(frozenset().union(*stop.outcomes))
            work += [(target[place], False) for place in after if place in target]
    return tuple(reversed(done))
