"""The typed model becomes programs: nodes numbered, arrows resolved, every expression compiled once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypedDict

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.checks import DEFAULT_HANDLER
from raadhus.processes.domain.formulas import Expression, FormulaRefused, Language
from raadhus.processes.domain.nodes import activities, events, gateways
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.run import Flow, Node, Program
from raadhus.processes.domain.timers import Literal, compile_time

CHOICE = "#ways"  # ends the id of the choice that a task with conditional arrows makes after its work
_NULL = Literal(None)


class _Head(TypedDict):
    number: int
    element_id: str
    name: str
    tag: str
    scope: int
    ways: tuple[Flow, ...]
    boundaries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A node of the file with its number and the number of the sub-process around it."""

    number: int
    scope: int
    node: e.FlowNode


def compile_process(process: e.Process, language: Language) -> tuple[Program, tuple[Problem, ...]]:
    """Return the program of a sound process, and the problems of its expressions (then it may not run)."""
    compiling = _Compiling(process, language)
    return compiling.program(), tuple(compiling.problems)


class _Compiling:
    def __init__(self, process: e.Process, language: Language) -> None:
        self.process = process
        self.language = language
        self.problems: list[Problem] = []
        self.places: list[_Place] = []
        self.number_of: dict[str, int] = {}
        self._number_nodes(process, -1)
        scopes = list(e.scopes_of(process))
        arrows = [flow for scope in scopes for flow in scope.flows]
        self.flow_number_of = {arrow.id: at for at, arrow in enumerate(arrows)}
        self.flows = tuple(self._flow(at, arrow) for at, arrow in enumerate(arrows))
        self.ways: dict[str, list[tuple[e.SequenceFlow, Flow]]] = {}
        for arrow, flow in zip(arrows, self.flows, strict=True):
            self.ways.setdefault(arrow.source, []).append((arrow, flow))
        self.edges: dict[str, tuple[int, ...]] = {}
        for place in self.places:
            if isinstance(place.node, e.BoundaryEvent):
                on = place.node.attached_to
                self.edges[on] = (*self.edges.get(on, ()), place.number)
        self.choices: list[Node] = []

    def program(self) -> Program:
        """Return the finished program."""
        nodes = [_BUILDERS[type(place.node)](self, place.node, self._head(place)) for place in self.places]
        nodes += self.choices
        starts = tuple(
            place.number
            for place in self.places
            if place.scope == -1 and isinstance(place.node, e.StartEvent)
        )
        return Program(
            process_id=self.process.id,
            name=self.process.name,
            nodes=tuple(nodes),
            flows=self.flows,
            number_of=MappingProxyType({node.element_id: node.number for node in nodes}),
            flow_number_of=MappingProxyType(self.flow_number_of),
            starts=starts,
            settles=any(isinstance(node, gateways.Inclusive) for node in nodes),
        )

    def expression(
        self, element: e.Element, formula: e.Formula, compiler: Language | None = None
    ) -> Expression:
        """Return a compiled expression; a text that is none is noted as the element's problem."""
        try:
            return (compiler or self.language)(formula.text)
        except FormulaRefused as refused:
            sentence = f"“{formula.text}” is no FEEL expression: {refused}"
            self.problems.append(Problem(Severity.ERROR, element.tag, element.id, formula.line, sentence))
            return _NULL

    def time(self, element: e.Element, formula: e.Formula) -> Expression:
        """Return the compiled time of a timer."""
        return self.expression(element, formula, lambda text: compile_time(text, self.language))

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
        number = self.number_of[node.id]
        return [flow for flow in self.flows if flow.target == number]

    def upstream(self, flow: Flow, gateway: int) -> frozenset[int]:
        """Return the nodes from which a token can come to this way without passing the gateway."""
        sources = {flow.number: source for source, pairs in self.ways.items() for _, flow in pairs}
        found: set[int] = set()
        frontier = {self.number_of[sources[flow.number]]}
        while frontier:
            found |= frontier
            befores = {self.number_of[sources[one.number]] for one in self.flows if one.target in frontier}
            for place in self.places:
                if place.number in frontier and isinstance(place.node, e.BoundaryEvent):
                    befores.add(self.number_of[place.node.attached_to])
            frontier = befores - found - {gateway}
        return frozenset(found)

    def _number_nodes(self, scope: e.Scope, around: int) -> None:
        for node in scope.nodes:
            number = len(self.places)
            self.number_of[node.id] = number
            self.places.append(_Place(number, around, node))
            if isinstance(node, e.SubProcess):
                self._number_nodes(node, number)

    def _flow(self, number: int, arrow: e.SequenceFlow) -> Flow:
        condition = None if arrow.condition is None else self.expression(arrow, arrow.condition)
        return Flow(number, arrow.id, self.number_of[arrow.target], condition)

    def _head(self, place: _Place) -> _Head:
        node, pairs = place.node, self.ways.get(place.node.id, [])
        chooses = isinstance(node, e.ExclusiveGateway | e.InclusiveGateway)
        ways = tuple(flow for arrow, flow in pairs if not (arrow.is_default and arrow.condition is None))
        if not chooses:
            ways = tuple(flow for _, flow in pairs)
            if any(arrow.condition or arrow.is_default for arrow, _ in pairs):
                ways = (self._choice_after(place, pairs),)
        return _Head(
            number=place.number,
            element_id=node.id,
            name=node.name,
            tag=node.tag,
            scope=place.scope,
            ways=ways,
            boundaries=self.edges.get(node.id, ()),
        )

    def _choice_after(self, place: _Place, pairs: list[tuple[e.SequenceFlow, Flow]]) -> Flow:
        number = len(self.places) + len(self.choices)
        choice = gateways.Ways(
            number=number,
            element_id=place.node.id + CHOICE,
            name=place.node.name,
            tag="ways",
            scope=place.scope,
            ways=tuple(flow for arrow, flow in pairs if not arrow.is_default),
            default=self.default_of(place.node),
        )
        self.choices.append(choice)
        return Flow(-1, place.node.id + CHOICE, number)


def _build_start(compiling: _Compiling, node: e.StartEvent, head: _Head) -> Node:
    match node.trigger:
        case e.MessageTrigger(message=message):
            return events.MessageStart(**head, message=message)
        case e.TimerTrigger(formula=formula):
            return events.TimerStart(**head, time=compiling.time(node, formula))
        case None:
            return events.Pass(**head)


def _build_end(compiling: _Compiling, node: e.EndEvent, head: _Head) -> Node:
    if node.error is not None:
        return events.ErrorEnd(**head, code=node.error.code)
    return events.TerminateEnd(**head) if node.terminates else events.End(**head)


def _build_pass(compiling: _Compiling, node: e.FlowNode, head: _Head) -> Node:
    return events.Pass(**head)


class _Event(TypedDict):
    time: Expression | None
    message: str
    key: Expression | None


def _event_of(compiling: _Compiling, node: e.Element, trigger: e.Trigger) -> _Event:
    match trigger:
        case e.TimerTrigger(formula=formula):
            return _Event(time=compiling.time(node, formula), message="", key=None)
        case e.MessageTrigger(message=message, key=key):
            compiled = None if key is None else compiling.expression(node, key)
            return _Event(time=None, message=message, key=compiled)
        case e.ErrorTrigger():
            return _Event(time=None, message="", key=None)


def _build_catch(compiling: _Compiling, node: e.CatchEvent | e.ReceiveTask, head: _Head) -> Node:
    return events.Catch(**head, **_event_of(compiling, node, node.trigger))


def _build_boundary(compiling: _Compiling, node: e.BoundaryEvent, head: _Head) -> Node:
    code = node.trigger.code if isinstance(node.trigger, e.ErrorTrigger) else None
    event = _event_of(compiling, node, node.trigger)
    return events.Boundary(**head, **event, interrupting=node.interrupting, error_code=code)


def _build_user(compiling: _Compiling, node: e.UserTask, head: _Head) -> Node:
    plan = compiling.plan(node, node.work, node.work.handler or DEFAULT_HANDLER)
    return activities.UserTask(**head, plan=plan)


def _build_service(compiling: _Compiling, node: e.ServiceTask, head: _Head) -> Node:
    return activities.ServiceTask(**head, plan=compiling.plan(node, node.work, node.work.handler))


def _build_rule(compiling: _Compiling, node: e.BusinessRuleTask, head: _Head) -> Node:
    return activities.DecisionTask(**head, plan=compiling.plan(node, node.work, node.work.decision))


def _build_script(compiling: _Compiling, node: e.ScriptTask, head: _Head) -> Node:
    script = compiling.expression(node, node.script)
    return activities.ScriptTask(**head, plan=compiling.plan(node, node.work, ""), script=script)


def _build_sub_process(compiling: _Compiling, node: e.SubProcess, head: _Head) -> Node:
    start = next(one for one in node.nodes if isinstance(one, e.StartEvent))
    return activities.SubProcess(**head, start=compiling.number_of[start.id])


def _build_exclusive(compiling: _Compiling, node: e.FlowNode, head: _Head) -> Node:
    return gateways.Exclusive(**head, default=compiling.default_of(node))


def _build_inclusive(compiling: _Compiling, node: e.FlowNode, head: _Head) -> Node:
    upstream = tuple(
        (flow.number, compiling.upstream(flow, head["number"])) for flow in compiling.arrows_into(node)
    )
    return gateways.Inclusive(**head, default=compiling.default_of(node), upstream=upstream)


def _build_parallel(compiling: _Compiling, node: e.FlowNode, head: _Head) -> Node:
    return gateways.Parallel(**head, incoming=len(compiling.arrows_into(node)))


def _build_event_gateway(compiling: _Compiling, node: e.FlowNode, head: _Head) -> Node:
    return gateways.EventBased(**head)


_BUILDERS: Mapping[type, Callable[..., Node]] = {
    e.StartEvent: _build_start,
    e.EndEvent: _build_end,
    e.PassEvent: _build_pass,
    e.CatchEvent: _build_catch,
    e.BoundaryEvent: _build_boundary,
    e.ManualTask: _build_pass,
    e.UserTask: _build_user,
    e.ServiceTask: _build_service,
    e.BusinessRuleTask: _build_rule,
    e.ScriptTask: _build_script,
    e.ReceiveTask: _build_catch,
    e.SubProcess: _build_sub_process,
    e.ExclusiveGateway: _build_exclusive,
    e.InclusiveGateway: _build_inclusive,
    e.ParallelGateway: _build_parallel,
    e.EventGateway: _build_event_gateway,
}
