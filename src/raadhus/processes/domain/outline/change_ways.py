"""Arrows: added, led elsewhere, made a default or a condition, taken away."""

from dataclasses import replace
from typing import Any

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.flow import FlowNode, SequenceFlow
from raadhus.processes.domain.document.foundation import FormalExpression
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.changing import CannotEdit, Course, in_scope_of, led, new_identity
from raadhus.processes.domain.outline.drawing import Drawing


def add_way(document: BpmnDocument, source: str, target: str) -> BpmnDocument:
    """Return the document with an arrow more. Raises: CannotEdit."""
    identity = new_identity(document, f"{source}_{target}")

    def act(course: Course) -> None:
        expect_leads(course, source, target)
        course.flows[identity] = SequenceFlow(id=identity, source_ref=QName(source), target_ref=QName(target))

    changed = in_scope_of(document, source, act)
    drawing = Drawing(changed, source)
    drawing.connect(identity, source, target)
    return drawing.done()


def change_way(
    document: BpmnDocument, way: str, name: str, target: str, condition: str, *, is_default: bool
) -> BpmnDocument:
    """Return the document with another name, target and condition of an arrow. Raises: CannotEdit."""
    led_from: list[str] = []

    def act(course: Course) -> None:
        flow = course.flows.get(way)
        if flow is None or flow.source_ref is None:
            raise CannotEdit("gone", way)
        source = flow.source_ref.local
        if flow.target_ref is None or flow.target_ref.local != target:
            expect_leads(course, source, target)
            led_from.append(source)
            flow = led(flow, target=target)
        node = course.node(source)
        course.nodes[source] = _with_default(node, way, is_default=is_default)
        formula = None if is_default or not condition.strip() else _condition(flow, condition.strip())
        course.flows[way] = replace(flow, name=name or None, condition=formula)

    changed = in_scope_of(document, way, act)
    drawing = Drawing(changed, target)
    for source in led_from:
        drawing.connect(way, source, target)
    return drawing.done()


def remove_way(document: BpmnDocument, way: str) -> BpmnDocument:
    """Return the document without an arrow. Raises: CannotEdit."""

    def act(course: Course) -> None:
        flow = course.flows.pop(way, None)
        if flow is None:
            raise CannotEdit("gone", way)
        if flow.source_ref and flow.source_ref.local in course.nodes:
            source = flow.source_ref.local
            course.nodes[source] = _with_default(course.nodes[source], way, is_default=False)

    changed = in_scope_of(document, way, act)
    drawing = Drawing(changed, way)
    drawing.remove([way])
    return drawing.done()


def expect_leads(course: Course, source: str, target: str) -> None:
    """Make sure that an arrow may lead so. Raises: CannotEdit."""
    if not kinds.leads_on(course.node(source)):
        raise CannotEdit("after-end", source)
    if not kinds.is_led_to(course.node(target)):
        raise CannotEdit("before-start", target)


def _condition(flow: SequenceFlow, text: str) -> FormalExpression:
    old: Any = flow.condition
    if old is not None:
        same: FormalExpression = replace(old, other=(text,))
        return same
    return FormalExpression.of(text)


def _with_default(node: FlowNode, way: str, *, is_default: bool) -> FlowNode:
    if not hasattr(node, "default"):
        if is_default:
            raise CannotEdit("no-default", node.id or "")
        return node
    was: QName | None = node.default
    if not is_default and (was is None or was.local != way):
        return node
    values: dict[str, Any] = {"default": QName(way) if is_default else None}
    return replace(node, **values)
