"""The typed model becomes programs."""

from types import MappingProxyType

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.building import BUILDERS
from raadhus.processes.domain.building_scopes import build_loop
from raadhus.processes.domain.compiling import Compiling, Head, Place
from raadhus.processes.domain.formulas import Language
from raadhus.processes.domain.movement import Node, Program
from raadhus.processes.domain.nodes import events, gateways
from raadhus.processes.domain.nodes.compensation import CANCEL_ALL, CancelAll
from raadhus.processes.domain.nodes.loops import ForEach
from raadhus.processes.domain.nodes.triggers import Condition
from raadhus.processes.domain.problems import Problem


def compile_process(process: e.Process, language: Language) -> tuple[Program, tuple[Problem, ...]]:
    """Return the program of a sound process, and the problems of its expressions (then it may not run)."""
    compiling = Compiling(process, language)
    nodes = [_build(compiling, place) for place in compiling.places]
    nodes += compiling.extra
    nodes.append(
        CancelAll(number=len(nodes), element_id=CANCEL_ALL, name="", tag="cancel", scope=-1, only=None)
    )
    starts = tuple(
        place.number
        for place in compiling.places
        if place.scope == -1 and isinstance(place.node, e.StartEvent)
    )
    program = Program(
        process_id=process.id,
        name=process.name,
        nodes=tuple(nodes),
        flows=compiling.flows,
        number_of=MappingProxyType({node.element_id: node.number for node in nodes}),
        flow_number_of=MappingProxyType(compiling.flow_number_of),
        starts=starts,
        settles=any(isinstance(node, gateways.Inclusive) for node in nodes),
        watches=_watches(compiling, nodes),
        has_conditions=any(
            isinstance(node, events.Awaited) and isinstance(node.trigger, Condition) for node in nodes
        ),
        keeps=_keeping(nodes),
        canceller=len(nodes) - 1,
    )
    return program, tuple(dict.fromkeys(compiling.problems))


def _build(compiling: Compiling, place: Place) -> Node:
    """Return a node of the file; of an activity done several times the loop, its one time being added."""
    head, build = compiling.head(place), BUILDERS[type(place.node)]
    if not isinstance(place.node, e.Activity) or place.node.loop is None:
        node: Node = build(compiling, place.node, head)
        return node
    body = compiling.next_number
    inner = Head(
        number=body,
        element_id=head["element_id"],
        name=head["name"],
        tag=head["tag"],
        scope=place.number,
        ways=(),
        boundaries=(),
        keeper=-1,
    )
    compiling.body_of[place.number] = body
    compiling.add(build(compiling, place.node, inner))
    return build_loop(compiling, place.node, head, body)


def _watches(compiling: Compiling, nodes: list[Node]) -> MappingProxyType[int, tuple[int, ...]]:
    """Return the start events of event sub-processes by the node of the scope around them."""
    found: dict[int, tuple[int, ...]] = {}
    for node in nodes:
        if isinstance(node, events.Watch):
            around = nodes[node.inside].scope
            scope = compiling.body_of.get(around, around)
            found[scope] = (*found.get(scope, ()), node.number)
    return MappingProxyType(found)


def _keeping(nodes: list[Node]) -> frozenset[int]:
    """Return the scopes that may keep what is over, -1 for the process."""
    if any(node.keeper >= 0 for node in nodes):
        return frozenset(range(-1, len(nodes)))
    return frozenset(node.number for node in nodes if isinstance(node, ForEach) and node.output)
