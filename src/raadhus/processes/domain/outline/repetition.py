"""How often an activity is done, as texts: once, for each of a list, again while a condition is true."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from raadhus.processes.domain.document.activities import Activity, MultiInstance, StandardLoop
from raadhus.processes.domain.document.data import DataInput, DataOutput
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


def _referred(loop: MultiInstance, name: str) -> dict[str, str]:
    """Return what drawing tools say of a list by reference, as our extension element of this ``name`` would say it."""
    is_list = name == "collection"
    reference = loop.loop_data_input_ref if is_list else loop.loop_data_output_ref
    item: DataInput | DataOutput | None = loop.input_data_item if is_list else loop.output_data_item
    keys = ("value", "item") if is_list else ("name", "value")
    texts = (reference.target.local if reference else "", (item.name or item.id or "") if item else "")
    return dict(zip(keys, texts, strict=True))


def _said(loop: MultiInstance, name: str, key: str) -> str:
    return attribute_of(loop, name, key) or _referred(loop, name)[key]


def _in_our_words(loop: MultiInstance, name: str) -> MultiInstance:
    """Return the repetition that says by our extension element what it said by reference."""
    for key, text in _referred(loop, name).items():
        if text and not attribute_of(loop, name, key):
            loop = with_attribute(loop, name, key, text)
    if name == "collection":
        return replace(loop, loop_data_input_ref=None, input_data_item=None)
    return replace(loop, loop_data_output_ref=None, output_data_item=None)


def _extension(name: str, key: str) -> Facet:
    def write(node: FlowNode, text: str) -> FlowNode:
        loop = with_attribute(_in_our_words(_loop(node), name), name, key, text)
        changed: FlowNode = _with(node, loop=loop)
        return changed

    return Facet(_is(MultiInstance), lambda node: _said(_loop(node), name, key), write)


def _before() -> Facet:
    def read(node: FlowNode) -> str:
        flag = _loop(node).test_before
        return "yes" if flag is not None and flag.value else ""

    def write(node: FlowNode, text: str) -> FlowNode:
        flag = Flag.of(value=True) if text else None
        changed: FlowNode = _with(node, loop=_with(_loop(node), test_before=flag))
        return changed

    return Facet(_is(StandardLoop), read, write)


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
    "times": _formula(MultiInstance, "loop_cardinality"),
    "completion": _formula(MultiInstance, "completion_condition"),
    "loop-condition": _formula(StandardLoop, "loop_condition"),
    "loop-most": _most(),
    "loop-before": _before(),
}
"""What can be said of a repetition, by name; how often comes first, for the rest has a meaning by it."""
