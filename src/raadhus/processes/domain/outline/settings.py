"""What our own extension elements set a task to: who does it, by which form, rule, letter and unit."""

from dataclasses import replace
from types import MappingProxyType

from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.document.foundation import ExtensionElements
from raadhus.processes.domain.namespaces import RAADHUS
from raadhus.processes.domain.xml_tree import XmlElement

# The one extension element that says what a task does, by the kind of task.
ELEMENT_OF = {
    "userTask": "task",
    "serviceTask": "task",
    "sendTask": "task",
    "businessRuleTask": "decision",
    "scriptTask": "script",
}
# What can be set of each, in the order it is asked.
SETTABLE = {
    "task": ("handler", "form", "letter", "unit"),
    "decision": ("ref", "result"),
    "script": ("result",),
}
_OURS = frozenset({"task", "decision", "script", "input", "output"})


def settings_of(node: FlowNode) -> tuple[tuple[str, str], ...]:
    """Return what a task is set to."""
    main = _main(node)
    return tuple(main.attributes.items()) if main is not None else ()


def with_settings(node: FlowNode, settings: dict[str, str]) -> FlowNode:
    """Return the task set so; what is empty is taken away, what is not named stays."""
    name = ELEMENT_OF.get(node.tag)
    if name is None:
        return node
    main = _main(node) or XmlElement(RAADHUS, name, 0, MappingProxyType({}), prefix="raadhus")
    together = {**main.attributes, **settings}
    kept = MappingProxyType({key: value for key, value in together.items() if value})
    old = node.extension_elements or ExtensionElements()
    rest = tuple(one for one in old.other if one is not _main(node))
    changed = (replace(main, attributes=kept), *rest) if kept or main.content else rest
    return replace(node, extension_elements=replace(old, other=changed) if changed else None)


def without_settings(node: FlowNode) -> FlowNode:
    """Return the task without what we set; what other tools added stays."""
    old = node.extension_elements
    if old is None:
        return node
    rest = tuple(
        one
        for one in old.other
        if not (isinstance(one, XmlElement) and one.namespace == RAADHUS and one.name in _OURS)
    )
    return replace(node, extension_elements=replace(old, other=rest) if rest else None)


def _main(node: FlowNode) -> XmlElement | None:
    name = ELEMENT_OF.get(node.tag)
    holder = node.extension_elements
    if holder is None or name is None:
        return None
    return next(
        (
            one
            for one in holder.other
            if isinstance(one, XmlElement) and (one.namespace, one.name) == (RAADHUS, name)
        ),
        None,
    )
