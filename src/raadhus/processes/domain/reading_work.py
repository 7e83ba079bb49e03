"""Our own extension elements (``urn:raadhus:bpmn:1``) of tasks and message events."""

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.document.foundation import BaseElement
from raadhus.processes.domain.elements import Binding, TaskWork
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.reading import Reading, tag_of
from raadhus.processes.domain.xml_tree import XmlElement

ABOUT = "about"
"""What a step is for, told to whoever works there: text and language; it may stand on everything and does nothing."""
_TASK_CHILDREN = frozenset({"input", "output"})
_KNOWN = {"decision": ("ref", "result", "rules"), "script": ("result",), "call": ("service",)}


def extensions_of(part: BaseElement) -> list[XmlElement]:
    """Return our extension elements directly within the part's ``extensionElements``."""
    if part.extension_elements is None:
        return []
    return [
        one
        for one in part.extension_elements.other
        if isinstance(one, XmlElement) and one.namespace == words.RAADHUS
    ]


def refuse_extensions(reading: Reading, part: BaseElement, allowed: frozenset[str]) -> None:
    """Refuse every extension element of ours that has no meaning on this part."""
    for extension in extensions_of(part):
        if extension.name != ABOUT and extension.name not in allowed:
            reading.error(extension, "extension-without-meaning", name=extension.name, kind=tag_of(part))


def read_work(reading: Reading, part: BaseElement, kind: str) -> TaskWork:
    """Return the work of a task; ``kind`` is the one extension it may have: task, decision, script or none."""
    allowed = frozenset({kind}) | _TASK_CHILDREN
    refuse_extensions(reading, part, allowed)
    extensions = extensions_of(part)
    ours = [one for one in extensions if one.name == kind]
    if len(ours) > 1:
        reading.error(ours[1], "one-extension", kind=tag_of(part), name=kind)
    main = ours[0] if ours else None
    holders = [*extensions, *(main.children if main else ())]
    attributes = dict(main.attributes) if main else {}
    handler = attributes.pop("handler", "")
    known = {name: attributes.pop(name, "") for name in _KNOWN.get(kind, ())}
    if kind != "task" and (handler or attributes) and main:
        reading.error(main, "extension-attribute", name=kind)
    return TaskWork(
        handler=handler,
        settings=tuple(sorted(attributes.items())),
        decision=known.get("ref", ""),
        result=known.get("result", ""),
        rules=known.get("rules", ""),
        service=known.get("service", ""),
        inputs=_bindings(reading, holders, "input"),
        outputs=_bindings(reading, holders, "output"),
    )


def read_message_key(reading: Reading, part: BaseElement) -> Formula | None:
    """Return the FEEL of ``raadhus:correlation key=…``; None stands for the business key."""
    for extension in extensions_of(part):
        if extension.name == "correlation":
            key = extension.attributes.get("key", "")
            if not key:
                reading.error(extension, "correlation-without-key")
            return Formula(key, extension.line)
    return None


def _bindings(reading: Reading, holders: list[XmlElement], name: str) -> tuple[Binding, ...]:
    found = []
    for element in holders:
        if element.name not in _TASK_CHILDREN:
            continue
        variable, value = element.attributes.get("name", ""), element.attributes.get("value", "")
        if element.name == name and not (variable and value):
            reading.error(element, "binding-without-value", name=name)
        elif element.name == name:
            found.append(Binding(variable, Formula(value, element.line)))
    return tuple(found)
