"""What else a step says, one text each: how it is read, and how it is written where it has a meaning."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from raadhus.processes.domain.document import activities, events
from raadhus.processes.domain.document.flow import BoundaryEvent, CatchEvent, FlowNode, StartEvent, ThrowEvent
from raadhus.processes.domain.document.foundation import BaseElement, Expression, FormalExpression, Text
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.outline.bindings import bindings_of, with_bindings
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.extensions import (
    attribute_of,
    exchanged,
    made,
    ours,
    with_attribute,
)
from raadhus.processes.domain.outline.repetition import REPETITION, Facet
from raadhus.processes.domain.outline.within_facets import WITHIN, YES

TIMES = ("timeDuration", "timeDate", "timeCycle")
ABOUT = "about-"
"""What a step is for, by language: ``about-da``."""
_MAY_GO_ON = (
    events.TimerEventDefinition,
    events.MessageEventDefinition,
    events.SignalEventDefinition,
    events.ConditionalEventDefinition,
    events.EscalationEventDefinition,
)


def definition_of(node: FlowNode) -> Any:
    """Return what an event waits for or throws; None of what is no event, or one of no kind."""
    found = node.event_definitions if isinstance(node, CatchEvent | ThrowEvent) else ()
    return found[0] if found else None


def with_definition(node: FlowNode, definition: events.EventDefinition) -> FlowNode:
    """Return the event with another first definition."""
    rest = node.event_definitions[1:] if isinstance(node, CatchEvent | ThrowEvent) else ()
    changed: FlowNode = _with(node, event_definitions=(definition, *rest))
    return changed


def body(expression: Expression | None) -> str:
    """Return the text of a formula as it is written, empty for none."""
    return expression.text.strip() if expression is not None else ""


def formula(old: Expression | None, text: str) -> Expression | None:
    """Return the formula with another text; None for an empty one."""
    if not text:
        return None
    return FormalExpression.of(text) if old is None else replace(old, other=(text,))


def is_message(node: FlowNode) -> bool:
    """Tell whether a message is sent or waited for there."""
    return isinstance(node, activities.SendTask | activities.ReceiveTask) or isinstance(
        definition_of(node), events.MessageEventDefinition
    )


def _with(part: Any, **values: object) -> Any:
    return replace(part, **values)


def _triggered(kind: type[BaseElement]) -> Callable[[FlowNode], bool]:
    return lambda node: isinstance(definition_of(node), kind)


def _script() -> Facet:
    def write(node: Any, value: str) -> FlowNode:
        changed: FlowNode = _with(node, script=_with(node.script or Text(), other=(value,) if value else ()))
        return changed

    def read(node: Any) -> str:
        return node.script.text.strip() if node.script is not None else ""

    return Facet(lambda node: isinstance(node, activities.ScriptTask), read, write)


def _time_kind() -> Facet:
    fields = dict(zip(TIMES, ("time_duration", "time_date", "time_cycle"), strict=True))

    def read(node: FlowNode) -> str:
        timer = definition_of(node)
        return next((kind for kind, field in fields.items() if getattr(timer, field) is not None), TIMES[0])

    def write(node: FlowNode, value: str) -> FlowNode:
        if value not in fields:
            raise CannotEdit("unknown-choice", node.id or "")
        timer = definition_of(node)
        text = next((one for field in fields.values() if (one := getattr(timer, field)) is not None), None)
        kept = (
            FormalExpression.of("") if text is None else text
        )  # a kind that is chosen before its time is written
        values = dict.fromkeys(fields.values()) | {fields[value]: kept}
        return with_definition(node, _with(timer, **values))

    return Facet(_triggered(events.TimerEventDefinition), read, write)


def _working_days() -> Facet:
    return Facet(
        _triggered(events.TimerEventDefinition),
        lambda node: YES if attribute_of(definition_of(node), "calendar", "days") == "working" else "",
        lambda node, value: with_definition(
            node, with_attribute(definition_of(node), "calendar", "days", "working" if value else "")
        ),
    )


def _leaves() -> Facet:
    def read(node: Any) -> str:
        return YES if node.cancel_activity is None or node.cancel_activity.value else ""

    return Facet(
        lambda node: isinstance(node, BoundaryEvent) and isinstance(definition_of(node), _MAY_GO_ON),
        read,
        lambda node, value: _with(node, cancel_activity=None if value else Flag.of(value=False)),
    )


def _condition() -> Facet:
    def write(node: FlowNode, value: str) -> FlowNode:
        old = definition_of(node)
        return with_definition(node, _with(old, condition=formula(old.condition, value)))

    kind = events.ConditionalEventDefinition
    return Facet(_triggered(kind), lambda node: body(definition_of(node).condition), write)


def _link() -> Facet:
    return Facet(
        _triggered(events.LinkEventDefinition),
        lambda node: definition_of(node).name or "",
        lambda node, value: with_definition(node, _with(definition_of(node), name=value or None)),
    )


def _called() -> Facet:
    return Facet(
        lambda node: isinstance(node, activities.CallActivity),
        lambda node: getattr(node, "called_element", None) or "",
        lambda node, value: _with(node, called_element=QName(value) if value else None),
    )


def _extension(applies: Callable[[FlowNode], bool], name: str, key: str) -> Facet:
    return Facet(
        applies,
        lambda node: attribute_of(node, name, key),
        lambda node, value: with_attribute(node, name, key, value),
    )


def _about(language: str) -> Facet:
    def told(node: FlowNode) -> list[Any]:
        return [one for one in ours(node, "about") if one.attributes.get("lang") == language]

    def write(node: FlowNode, value: str) -> FlowNode:
        new = [made("about", {"lang": language, "text": value})] if value else []
        return exchanged(node, told(node), new)

    return Facet(
        lambda _node: True,
        lambda node: next((one.attributes.get("text", "") for one in told(node)), ""),
        write,
    )


def _bindings(name: str) -> Facet:
    kinds = (
        activities.UserTask
        | activities.ServiceTask
        | activities.SendTask
        | activities.BusinessRuleTask
        | activities.CallActivity
    )
    return Facet(
        lambda node: isinstance(node, kinds),
        lambda node: bindings_of(node, name),
        lambda node, value: with_bindings(node, name, value),
    )


FACETS: Mapping[str, Facet] = {
    "script": _script(),
    "time-kind": _time_kind(),
    "working-days": _working_days(),
    "leaves": _leaves(),
    "event-condition": _condition(),
    "correlation": _extension(
        lambda node: is_message(node) and not isinstance(node, StartEvent), "correlation", "key"
    ),
    "link": _link(),
    "called": _called(),
    "service": _extension(lambda node: isinstance(node, activities.CallActivity), "call", "service"),
    **WITHIN,
    **REPETITION,
    "inputs": _bindings("input"),
    "outputs": _bindings("output"),
}
"""By their name, as the fields of the page and of the modeller's panel have it; written in this order."""


def _named(name: str) -> Facet | None:
    return _about(name.removeprefix(ABOUT)) if name.startswith(ABOUT) else FACETS.get(name)


def differing(before: FlowNode, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed that differs from what a step says, in the order in which it is written."""
    said = read_facets(before)
    order = [name for name in (*FACETS, *(one for one in typed if one.startswith(ABOUT))) if name in typed]
    texts = {name: plain(typed[name]) for name in order}
    return {name: text for name, text in texts.items() if text != plain(said.get(name, ""))}


def plain(text: str) -> str:
    """Return a text as two are compared: line breaks as one character, no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_facets(node: FlowNode) -> dict[str, str]:
    """Return every text that has a meaning for the step, by its name; what it is for in the languages it is told in."""
    told = {
        one.attributes.get("lang", ""): one.attributes.get("text", "")
        for one in reversed(ours(node, "about"))
    }
    return {name: facet.read(node) for name, facet in FACETS.items() if facet.applies(node)} | {
        f"{ABOUT}{language}": text for language, text in told.items()
    }


def write_facets(node: FlowNode, texts: Mapping[str, str]) -> FlowNode:
    """Return the step that says these texts. Raises: CannotEdit where one has no meaning."""
    for name, text in texts.items():
        facet = _named(name)
        if facet is None or not facet.applies(node):
            raise CannotEdit("no-meaning", node.id or "")
        node = facet.write(node, text)
    return node
