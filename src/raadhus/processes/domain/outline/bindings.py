"""What a task gets of the case and gives back, as lines of text: ``name = formula``."""

import re
from dataclasses import replace

from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.extensions import exchanged, is_ours, made, ours
from raadhus.processes.domain.outline.settings import ELEMENT_OF
from raadhus.processes.domain.xml_tree import XmlElement

_BREAK = re.compile(r"\s*\n\s*")


def bindings_of(node: FlowNode, name: str) -> str:
    """Return the inputs (``name``: input) or outputs of a task, a line each; a line break in a formula is a blank."""
    return "\n".join(_line(one) for one in _all(node, name))


def with_bindings(node: FlowNode, name: str, text: str) -> FlowNode:
    """
    Return the task with other inputs or outputs; those whose line is as it was stay as they are.

    Raises: CannotEdit where a line is no ``name = formula``.
    """
    known = {_line(one): one for one in _all(node, name)}
    new = [known.get(line) or _made(node, name, line) for line in map(str.strip, text.splitlines()) if line]
    within = _holder(node)
    beside = ours(node, name)
    if not within:
        return exchanged(node, beside, new)
    old = next(iter(ours(node, within)), None)
    holder = old or made(within, {})
    others = tuple(one for one in holder.content if not is_ours(one, name))
    content = (*new, *others) if name == "input" else (*others, *new)
    is_kept = bool(content or holder.attributes)
    return exchanged(
        node, [*([old] if old else []), *beside], [replace(holder, content=content)] if is_kept else []
    )


def _all(node: FlowNode, name: str) -> list[XmlElement]:
    within = _holder(node)
    inner = [one for holder in ours(node, within)[:1] for one in holder.children if is_ours(one, name)]
    return [*inner, *ours(node, name)]


def _holder(node: FlowNode) -> str:
    """Return which element of ours holds the bindings of this kind of task; empty where they stand beside it."""
    return "task" if ELEMENT_OF.get(node.tag) == "task" else ""


def _line(binding: XmlElement) -> str:
    name, value = binding.attributes.get("name", ""), binding.attributes.get("value", "")
    return f"{name} = {_BREAK.sub(' ', value.strip())}"


def _made(node: FlowNode, kind: str, line: str) -> XmlElement:
    name, _equals, value = (part.strip() for part in line.partition("="))
    if not (name and value):
        raise CannotEdit("no-binding", node.id or "")
    return made(kind, {"name": name, "value": value})
