"""Steps: made another kind, set to their work, told other texts and times."""

from dataclasses import fields, replace
from typing import Any

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.events import TimerEventDefinition
from raadhus.processes.domain.document.flow import CatchEvent, FlowNode, StartEvent, ThrowEvent
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.changing import (
    CannotEdit,
    Course,
    in_scope,
    in_scope_of,
    new_identity,
    scope_of,
)
from raadhus.processes.domain.outline.drawing import Drawing
from raadhus.processes.domain.outline.facets import write_facets
from raadhus.processes.domain.outline.geometry import size_of
from raadhus.processes.domain.outline.kinds import Choice
from raadhus.processes.domain.outline.settings import ELEMENT_OF, with_settings, without, without_settings
from raadhus.processes.domain.outline.timing import timed, written

_MESSAGES = frozenset({"sendTask", "receiveTask"})


def change_kind(document: BpmnDocument, step: str, choice: Choice) -> BpmnDocument:
    """
    Return the document in which a step is of another kind, or waits for something else, with all that the two have alike.

    Raises: CannotEdit.
    """
    scope = scope_of(document, step)
    begin = new_identity(document, f"{step}_begins")
    was: list[str] = []

    def act(course: Course) -> None:
        node = course.node(step)
        was.append(node.tag)
        if kinds.of(node) == choice:
            return
        if choice not in kinds.kinds_like(node, scope):
            raise CannotEdit("unknown-kind", choice.kind)
        if node.tag == choice.kind and isinstance(node, CatchEvent | ThrowEvent):
            course.nodes[step] = _waiting_for(node, choice)
        else:
            course.nodes[step] = _of_kind(node, choice, begin)

    changed = in_scope(document, scope, act)
    if size_of(was[0]) == size_of(choice.kind):
        return changed
    drawing = Drawing(changed, step)
    drawing.resize(step, choice.kind)
    return drawing.done()


def _waiting_for(node: CatchEvent | ThrowEvent, choice: Choice) -> FlowNode:
    """Return an event that waits for or throws something else; the rest of it stays."""
    new = (kinds.definition(choice.trigger, node.name or node.id or ""),) if choice.trigger else ()
    changed: FlowNode = replace(node, event_definitions=(*new, *node.event_definitions[1:]))
    must_stop = choice.trigger == kinds.ERROR
    if must_stop and isinstance(changed, StartEvent):
        changed = replace(changed, is_interrupting=None)
    if must_stop and hasattr(changed, "cancel_activity"):
        values: dict[str, Any] = {"cancel_activity": None}
        changed = replace(changed, **values)
    return changed if choice.trigger == kinds.MESSAGE else without(changed, "correlation")


def _of_kind(node: FlowNode, choice: Choice, begin: str) -> FlowNode:
    """Return a step of another kind with all that the two have alike; what our settings say goes where it has no meaning."""
    if ELEMENT_OF.get(node.tag) != ELEMENT_OF.get(choice.kind):
        node = without_settings(node)
    node = without(node, "call")
    if not {node.tag, choice.kind} <= _MESSAGES:
        node = without(node, "correlation")
    made = kinds.made(choice, node.id or "", node.name or "", begin)
    alike = {one.name for one in fields(made)} & {one.name for one in fields(node)} - {"event_definitions"}
    values: dict[str, Any] = {name: getattr(node, name) for name in alike}
    changed: FlowNode = replace(made, **values)
    return changed


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
        if time.strip() != written(timers[0]):
            course.nodes[step] = replace(node, event_definitions=(timed(timers[0], time), *timers[1:]))  # type: ignore[call-arg]  # a catch event

    return in_scope_of(document, step, act)
