"""Our own extension elements (``urn:raadhus:bpmn:1``) of tasks and message events."""

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.elements import Binding, TaskWork
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.xml_tree import XmlElement

_TASK_CHILDREN = frozenset({"input", "output"})


def extensions_of(element: XmlElement) -> list[XmlElement]:
    """Return our extension elements directly within the element's ``extensionElements``."""
    return [
        child
        for holder in element.children
        if holder.namespace == words.BPMN and holder.name == "extensionElements"
        for child in holder.children
        if child.namespace == words.RAADHUS
    ]


def refuse_extensions(reading: Reading, element: XmlElement, allowed: frozenset[str]) -> None:
    """Refuse every extension element of ours that has no meaning on this element."""
    for extension in extensions_of(element):
        if extension.name not in allowed:
            reading.error(extension, f"“raadhus:{extension.name}” has no meaning on “{element.name}”.")


def read_work(reading: Reading, element: XmlElement, kind: str) -> TaskWork:
    """Return the work of a task; ``kind`` is the one extension it may have: task, decision, script or none."""
    allowed = frozenset({kind}) | _TASK_CHILDREN
    refuse_extensions(reading, element, allowed)
    extensions = extensions_of(element)
    ours = [one for one in extensions if one.name == kind]
    if len(ours) > 1:
        reading.error(ours[1], f"“{element.name}” may have one “raadhus:{kind}” only.")
    main = ours[0] if ours else None
    holders = [*extensions, *(main.children if main else ())]
    attributes = dict(main.attributes) if main else {}
    handler = attributes.pop("handler", "")
    decision = attributes.pop("ref", "") if kind == "decision" else ""
    result = attributes.pop("result", "") if kind in {"decision", "script"} else ""
    if kind != "task" and (handler or attributes) and main:
        reading.error(main, f"“raadhus:{kind}” has an attribute that is not known here.")
    return TaskWork(
        handler=handler,
        settings=tuple(sorted(attributes.items())),
        decision=decision,
        result=result,
        inputs=_bindings(reading, holders, "input"),
        outputs=_bindings(reading, holders, "output"),
    )


def read_message_key(reading: Reading, element: XmlElement) -> Formula | None:
    """Return the FEEL of ``raadhus:correlation key=…``; None stands for the business key."""
    for extension in extensions_of(element):
        if extension.name == "correlation":
            key = extension.attributes.get("key", "")
            if not key:
                reading.error(extension, "“raadhus:correlation” needs a key.")
            return Formula(key, extension.line)
    return None


def _bindings(reading: Reading, holders: list[XmlElement], name: str) -> tuple[Binding, ...]:
    found = []
    for element in holders:
        if element.name not in _TASK_CHILDREN:
            continue
        variable, value = element.attributes.get("name", ""), element.attributes.get("value", "")
        if element.name == name and not (variable and value):
            reading.error(element, f"“raadhus:{name}” needs a name and a value.")
        elif element.name == name:
            found.append(Binding(variable, Formula(value, element.line)))
    return tuple(found)
