"""The act of compiling one process: nodes numbered, arrows resolved, every expression compiled once."""

import functools
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypedDict

from raadhus.processes.domain import elements as e
from raadhus.processes.domain import triggers as t
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.formulas import Expression, FormulaRefused, Language
from raadhus.processes.domain.movement import Flow, Node
from raadhus.processes.domain.nodes import activities, gateways
from raadhus.processes.domain.problems import Problem
from raadhus.processes.domain.timers import (
    Literal,
    compile_cycle,
    compile_time,
    compile_working_time,
)
from raadhus.processes.domain.upstream import Upstream
from raadhus.processes.domain.wording import Where, problem_at

CHOICE = "#ways"  # ends the id of the choice that a task with conditional arrows makes after its work
_NULL = Literal(None)


class Head(TypedDict):
    number: int
    element_id: str
    name: str
    tag: str
    scope: int
    ways: tuple[Flow, ...]
    boundaries: tuple[int, ...]
    keeper: int


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the file with its number and the number of the sub-process around it."""

    number: int
    scope: int
    node: e.FlowNode


class Compiling:
    """The act of compiling one process: numbers, arrows and expressions; builders ask it for what they need."""

    def __init__(self, process: e.Process, language: Language) -> None:
        self.process = process
        self.language = language
        self.problems: list[Problem] = []
        self.places: list[Place] = []
        self.number_of: dict[str, int] = {}
        self.extra: list[Node] = []
        self.body_of: dict[int, int] = {}
        self._number_nodes(process, -1)
        scopes = list(e.scopes_of(process))
        arrows = [flow for scope in scopes for flow in e.arrows_of(scope)]
        self.flow_number_of = {arrow.id: at for at, arrow in enumerate(arrows)}
        self.flows = tuple(self._flow(at, arrow) for at, arrow in enumerate(arrows))
        self.ways: dict[str, list[tuple[e.SequenceFlow, Flow]]] = {}
        for arrow, flow in zip(arrows, self.flows, strict=True):
            self.ways.setdefault(arrow.source, []).append((arrow, flow))
        self.edges: dict[str, tuple[int, ...]] = {}
        self.keepers: dict[str, int] = {}
        for place in self.places:
            if isinstance(place.node, e.BoundaryEvent):
                on = place.node.attached_to
                if isinstance(place.node.trigger, t.CompensationTrigger):
                    self.keepers[on] = place.number
                else:
                    self.edges[on] = (*self.edges.get(on, ()), place.number)

    def expression(
        self, element: e.Element, formula: Formula, compiler: Language | None = None
    ) -> Expression:
        """Return a compiled expression; a text that is none is noted as the element's problem."""
        try:
            return (compiler or self.language)(formula.text)
        except FormulaRefused as refused:
            place = Where(element.tag, element.id, formula.line, element.name)
            self.problems.append(problem_at(place, "no-expression", {"text": formula.text, "fault": refused}))
            return _NULL

    def time(self, element: e.Element, timer: t.TimerTrigger) -> Expression:
        """Return the compiled time of a timer."""
        compiler = compile_working_time if timer.in_working_days else compile_time
        if timer.kind is t.TimerKind.CYCLE:
            compiler = compile_cycle
            if timer.in_working_days:
                self.refuse(element, "cycle-of-working-days")
        return self.expression(element, timer.formula, lambda text: compiler(text, self.language))

    def optional(self, element: e.Element, formula: Formula | None) -> Expression | None:
        """Return a compiled expression, None for none."""
        return None if formula is None else self.expression(element, formula)

    def refuse(self, element: e.Element, code: str, /, **words: object) -> None:
        """Note why the element keeps the process from running."""
        place = Where(element.tag, element.id, element.line, element.name)
        self.problems.append(problem_at(place, code, words))

    def add(self, node: Node) -> None:
        """Add a node that is not in the file; its number must be the next one."""
        self.extra.append(node)

    @property
    def next_number(self) -> int:
        """Return the number of the next node that is not in the file."""
        return len(self.places) + len(self.extra)

    def plan(self, element: e.Element, work: e.TaskWork, handler: str) -> activities.Plan:
        """Return a task's compiled plan."""
        return activities.Plan(
            handler=handler,
            settings=MappingProxyType(dict(work.settings)),
            inputs=tuple((one.name, self.expression(element, one.value)) for one in work.inputs),
            outputs=tuple((one.name, self.expression(element, one.value)) for one in work.outputs),
            result=work.result,
        )

    def default_of(self, node: e.FlowNode) -> Flow | None:
        """Return the node's default way."""
        return next((flow for arrow, flow in self.ways.get(node.id, ()) if arrow.is_default), None)

    def arrows_into(self, node: e.FlowNode) -> list[Flow]:
        """Return the ways that lead to the node."""
        return self._into.get(self.number_of[node.id], [])

    @functools.cached_property
    def _into(self) -> dict[int, list[Flow]]:
        into: dict[int, list[Flow]] = {}
        for flow in self.flows:
            into.setdefault(flow.target, []).append(flow)
        return into

    def event_sub_process_of(self, scope: int) -> int | None:
        """Return the scope's number when it is an event sub-process."""
        node = self.places[scope].node if scope >= 0 else None
        return scope if isinstance(node, e.SubProcess) and node.by_event else None

    def edges_within(self, activity: str) -> frozenset[int] | None:
        """Return the compensation events on an activity's edge and within it; None when none is named: all."""
        if not activity:
            return None
        meant = {activity}
        for place in self.places:
            if place.node.id == activity and isinstance(place.node, e.SubProcess):
                meant |= {node.id for scope in e.scopes_of(place.node) for node in scope.nodes}
        return frozenset(number for on, number in self.keepers.items() if on in meant)

    def upstream_of(self, node: e.FlowNode) -> Upstream:
        """Return from where a token can come to the ways into a gateway."""
        before, source_of = self._before
        sources = {flow.number: source_of[flow.number] for flow in self.arrows_into(node)}
        return Upstream(self.number_of[node.id], sources, before)

    @functools.cached_property
    def _before(self) -> tuple[dict[int, set[int]], dict[int, int]]:
        """Return the nodes from which a token comes to each node at once, and from which node each way leads."""
        source_of = {
            flow.number: self.number_of[source] for source, pairs in self.ways.items() for _, flow in pairs
        }
        before: dict[int, set[int]] = {}
        for flow in self.flows:
            before.setdefault(flow.target, set()).add(source_of[flow.number])
        for place in self.places:
            if isinstance(place.node, e.BoundaryEvent):
                before.setdefault(place.number, set()).add(self.number_of[place.node.attached_to])
        return before, source_of

    def _number_nodes(self, scope: e.Scope, around: int) -> None:
        for node in scope.nodes:
            number = len(self.places)
            self.number_of[node.id] = number
            self.places.append(Place(number, around, node))
            if isinstance(node, e.SubProcess):
                self._number_nodes(node, number)

    def _flow(self, number: int, arrow: e.SequenceFlow) -> Flow:
        condition = None if arrow.condition is None else self.expression(arrow, arrow.condition)
        return Flow(number, arrow.id, self.number_of[arrow.target], condition)

    def head(self, place: Place) -> Head:
        node, pairs = place.node, self.ways.get(place.node.id, [])
        chooses = isinstance(node, e.ExclusiveGateway | e.InclusiveGateway)
        ways = tuple(flow for arrow, flow in pairs if not (arrow.is_default and arrow.condition is None))
        if not chooses:
            ways = tuple(flow for _, flow in pairs)
            if any(arrow.condition or arrow.is_default for arrow, _ in pairs):
                ways = (self._choice_after(place, pairs),)
        return Head(
            number=place.number,
            element_id=node.id,
            name=node.name,
            tag=node.tag,
            scope=place.scope,
            ways=ways,
            boundaries=self.edges.get(node.id, ()),
            keeper=self.keepers.get(node.id, -1),
        )

    def _choice_after(self, place: Place, pairs: list[tuple[e.SequenceFlow, Flow]]) -> Flow:
        number = self.next_number
        choice = gateways.Ways(
            number=number,
            element_id=place.node.id + CHOICE,
            name=place.node.name,
            tag="ways",
            scope=place.scope,
            ways=tuple(flow for arrow, flow in pairs if not arrow.is_default),
            default=self.default_of(place.node),
        )
        self.add(choice)
        return Flow(-1, place.node.id + CHOICE, number)
