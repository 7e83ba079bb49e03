"""Walks over the tree of a model's logic."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from raadhus.rules.domain.dmn.model import BusinessKnowledge, Decision, InputData
from raadhus.rules.domain.dmn.nodes import Column, Output, Row
from raadhus.rules.domain.feel.nodes import Aliased, Coercion, Node, Sourced

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


def is_imported(part: InputData | Decision | BusinessKnowledge) -> bool:
    """Say whether a part is of another model than the one that is read (`documents.Document.id_of`)."""
    return "#" in part.id


def line_of_logic(logic: Node) -> int:
    """Return the line of the file on which the logic of a part begins; 0 when it is not known."""
    while isinstance(logic, Aliased | Coercion):
        logic = logic.value
    return logic.line if isinstance(logic, Sourced) else 0


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
    while isinstance(value, Sourced | Aliased):
        value = value.value
    return value
