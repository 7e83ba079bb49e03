"""What sub-processes say of what is within, and events of those that stand there, one text each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from raadhus.processes.domain.document import events
from raadhus.processes.domain.document.activities import AdHocSubProcess
from raadhus.processes.domain.document.flow import FlowNode, StartEvent, ThrowEvent
from raadhus.processes.domain.document.foundation import Expression, FormalExpression
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.repetition import Facet

YES = "yes"
ORDERS = ("Parallel", "Sequential")
INTERRUPTS = "interrupts"
"""Whether what goes on is stopped when an event sub-process begins: of a start within one alone."""


def _with(part: Any, **values: object) -> Any:
    return replace(part, **values)


def _in_any_order(node: FlowNode) -> bool:
    return isinstance(node, AdHocSubProcess)


def _interrupts() -> Facet:
    def applies(node: FlowNode) -> bool:
        return isinstance(node, StartEvent) and any(
            not isinstance(one, events.ErrorEventDefinition) for one in node.event_definitions
        )

    def read(node: Any) -> str:
        return YES if node.is_interrupting is None or node.is_interrupting.value else ""

    def write(node: FlowNode, value: str) -> FlowNode:
        changed: FlowNode = _with(node, is_interrupting=None if value else Flag.of(value=False))
        return changed

    return Facet(applies, read, write)


def _ordering() -> Facet:
    def read(node: Any) -> str:
        return ORDERS[1] if node.ordering == ORDERS[1] else ORDERS[0]

    def write(node: FlowNode, value: str) -> FlowNode:
        if value not in ORDERS:
            raise CannotEdit("unknown-choice", node.id or "")
        changed: FlowNode = _with(node, ordering=value)
        return changed

    return Facet(_in_any_order, read, write)


def _enough() -> Facet:
    def read(node: Any) -> str:
        old: Expression | None = node.completion_condition
        return old.text.strip() if old is not None else ""

    def write(node: Any, text: str) -> FlowNode:
        old = node.completion_condition
        new = _with(old, other=(text,)) if old is not None else FormalExpression.of(text)
        changed: FlowNode = _with(node, completion_condition=new if text else None)
        return changed

    return Facet(_in_any_order, read, write)


def _stops_rest() -> Facet:
    def read(node: Any) -> str:
        flag = node.cancel_remaining_instances
        return YES if flag is None or flag.value else ""

    def write(node: FlowNode, value: str) -> FlowNode:
        flag = None if value else Flag.of(value=False)
        changed: FlowNode = _with(node, cancel_remaining_instances=flag)
        return changed

    return Facet(_in_any_order, read, write)


def _takes_back() -> Facet:
    def found(node: FlowNode) -> Any:
        ones = node.event_definitions if isinstance(node, ThrowEvent) else ()
        return next((one for one in ones[:1] if isinstance(one, events.CompensateEventDefinition)), None)

    def read(node: FlowNode) -> str:
        reference = found(node).activity_ref
        return "" if reference is None else str(reference.local)

    def write(node: FlowNode, value: str) -> FlowNode:
        new = _with(found(node), activity_ref=QName(value) if value else None)
        rest = node.event_definitions[1:] if isinstance(node, ThrowEvent) else ()
        changed: FlowNode = _with(node, event_definitions=(new, *rest))
        return changed

    return Facet(lambda node: found(node) is not None, read, write)


WITHIN: Mapping[str, Facet] = {
    INTERRUPTS: _interrupts(),
    "ordering": _ordering(),
    "enough": _enough(),
    "stops-rest": _stops_rest(),
    "takes-back": _takes_back(),
}
"""By their name, as the fields of the page have it."""
