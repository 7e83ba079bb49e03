"""Steps: added after another, made another kind, set to their work, given a deadline, taken away."""

import re
from dataclasses import fields, replace
from typing import Any

from raadhus.processes.domain.document.activities import (
    Activity,
    BusinessRuleTask,
    Lane,
    ManualTask,
    ScriptTask,
    ServiceTask,
    UserTask,
)
from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import change, walk
from raadhus.processes.domain.document.events import TimerEventDefinition
from raadhus.processes.domain.document.flow import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    ExclusiveGateway,
    FlowNode,
    InclusiveGateway,
    IntermediateCatchEvent,
    ParallelGateway,
    SequenceFlow,
)
from raadhus.processes.domain.document.foundation import FormalExpression, Reference, Text
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.outline.change_ways import expect_leads
from raadhus.processes.domain.outline.changing import CannotEdit, Course, in_scope_of, led, new_identity
from raadhus.processes.domain.outline.drawing import Drawing, size_of
from raadhus.processes.domain.outline.facets import write_facets
from raadhus.processes.domain.outline.outline import text_of
from raadhus.processes.domain.outline.settings import ELEMENT_OF, with_settings, without_settings

KINDS: dict[str, type[FlowNode]] = {
    "userTask": UserTask,
    "serviceTask": ServiceTask,
    "businessRuleTask": BusinessRuleTask,
    "manualTask": ManualTask,
    "scriptTask": ScriptTask,
    "exclusiveGateway": ExclusiveGateway,
    "parallelGateway": ParallelGateway,
    "inclusiveGateway": InclusiveGateway,
    "intermediateCatchEvent": IntermediateCatchEvent,
    "endEvent": EndEvent,
}
"""What a step can be added as."""
_ALIKE = (
    ("userTask", "serviceTask", "businessRuleTask", "manualTask", "scriptTask", "task"),
    (
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
    ),
)
_A_DAY = "P1D"
_A_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIMES = ("time_date", "time_duration", "time_cycle")


def kinds_like(kind: str) -> tuple[str, ...]:
    """Return the kinds that a step may be changed to, its own among them; none when it stays what it is."""
    return next(
        (tuple(one for one in kinds if one in KINDS or one == kind) for kinds in _ALIKE if kind in kinds), ()
    )


def add_step(document: BpmnDocument, after: str, kind: str, name: str, way: str) -> BpmnDocument:
    """Return the document with a step more; an end stands on a way of its own. Raises: CannotEdit."""
    if kind not in KINDS:
        raise CannotEdit("unknown-kind", kind)
    identity = new_identity(document, name or kind)
    arrow = new_identity(document, f"{after}_{identity}")
    is_between = bool(way) and kind != "endEvent"
    led_on: list[str] = []

    def act(course: Course) -> None:
        if isinstance(course.node(after), EndEvent):
            raise CannotEdit("after-end", after)
        course.nodes[identity] = _made(kind, identity, name)
        if not is_between:
            course.flows[arrow] = SequenceFlow(id=arrow, source_ref=QName(after), target_ref=QName(identity))
            return
        flow = course.flows.get(way)
        if (
            flow is None
            or flow.source_ref is None
            or flow.source_ref.local != after
            or flow.target_ref is None
        ):
            raise CannotEdit("gone", way)
        led_on.append(flow.target_ref.local)
        course.flows[way] = led(flow, target=identity)
        course.flows[arrow] = SequenceFlow(id=arrow, source_ref=QName(identity), target_ref=flow.target_ref)

    changed = _in_lane_of(in_scope_of(document, after, act), after, identity)
    drawing = Drawing(changed, after)
    drawing.put_after(identity, after, kind, is_between=is_between)
    drawing.connect(way if is_between else arrow, after, identity)
    for target in led_on:
        drawing.connect(arrow, identity, target)
    return drawing.done()


def change_kind(document: BpmnDocument, step: str, kind: str) -> BpmnDocument:
    """Return the document in which a step is of another kind, with all that the two have alike. Raises: CannotEdit."""
    was: list[str] = []

    def act(course: Course) -> None:
        node = course.node(step)
        was.append(node.tag)
        if node.tag == kind:
            return
        if kind not in kinds_like(node.tag) or kind not in KINDS:
            raise CannotEdit("unknown-kind", kind)
        if ELEMENT_OF.get(node.tag) != ELEMENT_OF.get(kind):
            node = without_settings(node)
        made = _made(kind, step, node.name or "")
        alike = {one.name for one in fields(made)} & {one.name for one in fields(node)} - {
            "event_definitions"
        }
        values: dict[str, Any] = {name: getattr(node, name) for name in alike}
        course.nodes[step] = replace(made, **values)

    changed = in_scope_of(document, step, act)
    if size_of(was[0]) == size_of(kind):
        return changed
    drawing = Drawing(changed, step)
    drawing.resize(step, kind)
    return drawing.done()


def set_work(document: BpmnDocument, step: str, settings: dict[str, str]) -> BpmnDocument:
    """Return the document in which a task does something else."""
    if not settings:
        return document

    def act(course: Course) -> None:
        course.nodes[step] = with_settings(course.node(step), settings)

    return in_scope_of(document, step, act)


def set_texts(document: BpmnDocument, step: str, texts: dict[str, str]) -> BpmnDocument:
    """Return the document in which a step says other texts (``facets``). Raises: CannotEdit."""

    def act(course: Course) -> None:
        course.nodes[step] = write_facets(course.node(step), texts)

    return in_scope_of(document, step, act)


def set_time(document: BpmnDocument, step: str, time: str) -> BpmnDocument:
    """Return the document in which a timer waits for something else. Raises: CannotEdit when it is no timer."""

    def act(course: Course) -> None:
        node = course.node(step)
        timers = node.event_definitions if isinstance(node, CatchEvent) else ()
        if not (timers and isinstance(timers[0], TimerEventDefinition)):
            raise CannotEdit("no-timer", step)
        if time.strip() != _written(timers[0]):
            course.nodes[step] = replace(node, event_definitions=(_timed(timers[0], time), *timers[1:]))  # type: ignore[call-arg]  # a catch event

    return in_scope_of(document, step, act)


def add_deadline(
    document: BpmnDocument, step: str, name: str, time: str, target: str, *, ends_step: bool
) -> BpmnDocument:
    """Return the document with a timer on the edge of a step that leads to another. Raises: CannotEdit."""
    identity = new_identity(document, name or f"{step}_deadline")
    arrow = new_identity(document, f"{identity}_{target}")
    beside: list[str] = []

    def act(course: Course) -> None:
        if not isinstance(course.node(step), Activity):
            raise CannotEdit("no-activity", step)
        beside.extend(
            key
            for key, one in course.nodes.items()
            if isinstance(one, BoundaryEvent) and one.attached_to_ref and one.attached_to_ref.local == step
        )
        course.nodes[identity] = BoundaryEvent(
            id=identity,
            name=name or None,
            attached_to_ref=QName(step),
            cancel_activity=None if ends_step else Flag.of(value=False),
            event_definitions=(_timed(TimerEventDefinition(), time or _A_DAY),),
        )
        expect_leads(course, identity, target)
        course.flows[arrow] = SequenceFlow(id=arrow, source_ref=QName(identity), target_ref=QName(target))

    changed = _in_lane_of(in_scope_of(document, step, act), step, identity)
    drawing = Drawing(changed, step)
    drawing.put_on_edge(identity, step, len(beside))
    drawing.connect(arrow, identity, target)
    return drawing.done()


def remove_step(document: BpmnDocument, step: str) -> BpmnDocument:
    """
    Return the document without a step and the events on its edge; what came before leads on to what came after.

    Raises: CannotEdit when several ways lead on, or when it is where the course begins.
    """
    gone: set[str] = set()
    led_on: list[tuple[str, str, str]] = []

    def act(course: Course) -> None:
        if course.node(step).tag == "startEvent":
            raise CannotEdit("start", step)
        ways = course.ways_from(step)
        targets = {flow.target_ref.local for flow in ways if flow.target_ref} - {step}
        if len(targets) > 1:
            raise CannotEdit("several-ways", step)
        edges = [
            key
            for key, one in course.nodes.items()
            if isinstance(one, BoundaryEvent) and one.attached_to_ref and one.attached_to_ref.local == step
        ]
        gone.update({step, *edges})
        gone.update(flow.id or "" for edge in edges for flow in course.ways_from(edge))
        gone.update(flow.id or "" for flow in ways)
        for flow in course.ways_to(step):
            source = flow.source_ref.local if flow.source_ref else ""
            if targets and source != step:
                (target,) = targets
                course.flows[flow.id or ""] = led(flow, target=target)
                led_on.append((flow.id or "", source, target))
            else:
                gone.add(flow.id or "")
        for key in gone:
            course.nodes.pop(key, None)
            course.flows.pop(key, None)

    drawing = Drawing(_out_of_lanes(in_scope_of(document, step, act), gone), step)
    drawing.remove(gone)
    for flow, source, target in led_on:
        drawing.connect(flow, source, target)
    return drawing.done()


def _made(kind: str, identity: str, name: str) -> FlowNode:
    node = KINDS[kind](id=identity, name=name or None)
    if isinstance(node, IntermediateCatchEvent):
        return replace(node, event_definitions=(_timed(TimerEventDefinition(), _A_DAY),))
    return replace(node, script=Text.of("null")) if isinstance(node, ScriptTask) else node


def _written(timer: TimerEventDefinition) -> str:
    """Return the time of a timer as the outline shows it."""
    times = (getattr(timer, one) for one in _TIMES)
    return next((text_of(one) for one in times if one is not None), "")


def _timed(timer: TimerEventDefinition, time: str) -> TimerEventDefinition:
    """
    Return a timer of a text: ``P7D`` is a length of time, ``R3/P1D`` one that comes again, a date a
    moment, and FEEL is of the kind that stood there, a moment where none did.
    """
    text = time.strip()
    if text.startswith("R") and "/" in text:
        field = "time_cycle"
    elif text.startswith(("P", "=P")) or "duration(" in text:
        field = "time_duration"
    elif _A_DATE.match(text):
        field = "time_date"
    else:
        field = next((one for one in _TIMES if getattr(timer, one) is not None), "time_date")
    values: dict[str, Any] = dict.fromkeys(_TIMES) | {field: FormalExpression.of(text)}
    return replace(timer, **values)


def _in_lane_of(document: BpmnDocument, known: str, new: str) -> BpmnDocument:
    """Return the document with a new node in the lane of another, where it has one."""

    def holds(part: object) -> bool:
        return isinstance(part, Lane) and any(one.target.local == known for one in part.flow_node_refs)

    if not any(holds(part) for part in walk(document.definitions)):
        return document
    return change(
        document,
        holds,
        lambda part: replace(part, flow_node_refs=(*part.flow_node_refs, Reference.of(new))),  # type: ignore[attr-defined,call-arg]  # a lane
        known,
    )


def _out_of_lanes(document: BpmnDocument, gone: set[str]) -> BpmnDocument:
    def holds(part: object) -> bool:
        return isinstance(part, Lane) and any(one.target.local in gone for one in part.flow_node_refs)

    if not any(holds(part) for part in walk(document.definitions)):
        return document
    return change(
        document,
        holds,
        lambda part: replace(
            part,
            flow_node_refs=tuple(one for one in part.flow_node_refs if one.target.local not in gone),  # type: ignore[attr-defined,call-arg]  # a lane
        ),
        "lane",
    )
