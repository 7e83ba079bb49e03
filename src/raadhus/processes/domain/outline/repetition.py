"""How often an activity is done, as texts: once, for each of a list, again while a condition is true."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from raadhus.processes.domain.document.activities import Activity, MultiInstance, StandardLoop
from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.document.foundation import Expression, FormalExpression
from raadhus.processes.domain.document.lexical import Flag, Number
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.extensions import attribute_of, with_attribute

WAYS = ("parallel", "sequential", "loop")
"""How an activity is repeated: each of a list at once or one by one, or again while a condition is true."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One text that a step says: whether it has a meaning for it, how it is read, and how it is written."""

    applies: Callable[[FlowNode], bool]
    read: Callable[[FlowNode], str]
    write: Callable[[FlowNode, str], FlowNode]


def _with(part: Any, **values: object) -> Any:
    return replace(part, **values)


def _loop(node: FlowNode) -> Any:
    return node.loop if isinstance(node, Activity) else None


def _is(kind: type[MultiInstance] | type[StandardLoop]) -> Callable[[FlowNode], bool]:
    return lambda node: isinstance(_loop(node), kind)


def _read_way(node: FlowNode) -> str:
    match _loop(node):
        case MultiInstance() as loop:
            return "sequential" if loop.is_sequential is not None and loop.is_sequential.value else "parallel"
        case StandardLoop():
            return "loop"
    return ""


def _write_way(node: FlowNode, way: str) -> FlowNode:
    if way and way not in WAYS:
        raise CannotEdit("unknown-choice", node.id or "")
    loop = _loop(node)
    made: MultiInstance | StandardLoop | None = None
    if way == "loop":
        made = StandardLoop()
    elif way:
        old = loop if isinstance(loop, MultiInstance) else MultiInstance()
        made = replace(old, is_sequential=Flag.of(value=True) if way == "sequential" else None)
    changed: FlowNode = _with(node, loop=made)
    return changed


def _formula(kind: type[MultiInstance] | type[StandardLoop], field: str) -> Facet:
    def read(node: FlowNode) -> str:
        old: Expression | None = getattr(_loop(node), field)
        return old.text.strip() if old is not None else ""

    def write(node: FlowNode, text: str) -> FlowNode:
        old = getattr(_loop(node), field)
        new = _with(old, other=(text,)) if old is not None else FormalExpression.of(text)
        changed: FlowNode = _with(node, loop=_with(_loop(node), **{field: new if text else None}))
        return changed

    return Facet(_is(kind), read, write)


def _extension(name: str, key: str) -> Facet:
    def write(node: FlowNode, text: str) -> FlowNode:
        changed: FlowNode = _with(node, loop=with_attribute(_loop(node), name, key, text))
        return changed

    return Facet(_is(MultiInstance), lambda node: attribute_of(_loop(node), name, key), write)


def _most() -> Facet:
    def write(node: FlowNode, text: str) -> FlowNode:
        most = Number(text) if text else None
        changed: FlowNode = _with(node, loop=_with(_loop(node), loop_maximum=most))
        return changed

    return Facet(_is(StandardLoop), lambda node: _loop(node).loop_maximum or "", write)


REPETITION = {
    "repeat": Facet(lambda node: isinstance(node, Activity), _read_way, _write_way),
    "collection": _extension("collection", "value"),
    "item": _extension("collection", "item"),
    "collect": _extension("collect", "name"),
    "collect-value": _extension("collect", "value"),
    "completion": _formula(MultiInstance, "completion_condition"),
    "loop-condition": _formula(StandardLoop, "loop_condition"),
    "loop-most": _most(),
}
"""What can be said of a repetition, by name; how often comes first, for the rest has a meaning by it."""
