"""Walks over the tree of a model's logic."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from raadhus.rules.domain.dmn.nodes import Column, Output, Row
from raadhus.rules.domain.feel.nodes import Node, Sourced

_CARRIERS = (Column, Output, Row)


def parts(node: Any) -> Iterator[Node]:
    """Return the nodes directly inside a node; for a table those of its columns, outputs and rows."""
    for name in _names(type(node)):
        yield from _nodes(getattr(node, name))


_known_names: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    found = _known_names.get(kind)
    if found is None:
        found = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
        _known_names[kind] = found
    return found


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, _CARRIERS):
        yield from parts(value)


def everything_in(node: Node) -> Iterator[Node]:
    """Return the node and all nodes inside it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(parts(current))


def same(left: Any, right: Any) -> bool:
    """Say whether two trees are written alike, wherever they stand."""
    left, right = _bare(left), _bare(right)
    if type(left) is not type(right):
        return False
    if isinstance(left, tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, Node):
        names = [name for name in _names(type(left)) if name != "at"]
        return all(same(getattr(left, name), getattr(right, name)) for name in names)
    return bool(left == right)


def _bare(value: Any) -> Any:
    while isinstance(value, Sourced):
        value = value.value
    return value
