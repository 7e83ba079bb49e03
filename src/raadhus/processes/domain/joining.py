"""
Files put together: what a model calls in other files is taken into it, with ids of its own, so that one file runs.

A part that is taken in has its file's or service's name and a dot before each id. The drawing stays the caller's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from raadhus.processes.domain import vocabulary as words
from raadhus.processes.domain.document.activities import BusinessRuleTask, CallActivity
from raadhus.processes.domain.document.declarations import Error, Escalation, Message, Signal
from raadhus.processes.domain.document.definitions import AnyRoot, BpmnDocument, Definitions, Process
from raadhus.processes.domain.document.editing import rebuilt, walk
from raadhus.processes.domain.document.foundation import BaseElement, Reference
from raadhus.processes.domain.document.lexical import Flag, QName
from raadhus.processes.domain.document.parts import Part
from raadhus.processes.domain.document.plans import plan_of
from raadhus.processes.domain.xml_tree import XmlElement

CALL, DECISION, SERVICE, RULES = "call", "decision", "service", "rules"
_TAKEN = (Process, Message, Signal, Error, Escalation)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that others call: the name before its ids, and the rule model that its decisions are made by, if its own."""

    name: str
    document: BpmnDocument
    rules: str = ""


@dataclass(frozen=True, slots=True)
class OutsideCall:
    """A call of a process that is not in the file: of a service, or (``service`` empty) of a file beside it."""

    called: str
    service: str
    element: str
    line: int


Lead = Callable[[OutsideCall], str]
"""Returns the name of the file taken in that a call leads to, "" when it leads to none of them."""


def processes_in(document: BpmnDocument) -> frozenset[str]:
    """Return the ids of the processes of a file."""
    return frozenset(
        one.id for one in document.definitions.root_elements if isinstance(one, Process) and one.id
    )


def outside_calls(document: BpmnDocument) -> Iterator[OutsideCall]:
    """Return every call that leads out of the file."""
    own = processes_in(document)
    calls = (_call_out(part, own) for part in walk(document.definitions))
    return (call for call in calls if call is not None)


def joined(document: BpmnDocument, taken: Sequence[Taken], lead: Lead) -> BpmnDocument:
    """Return the file with the others in it; each call that ``lead`` knows leads to the process where it lies now."""
    own = processes_in(document)
    root = rebuilt(document.definitions, lambda part: _led(part, own, lead))
    roots = [one for file in taken for one in _roots_of(file, lead)]
    if not isinstance(root, Definitions):
        raise TypeError("The root of a document is its definitions.")
    return replace(document, definitions=replace(root, root_elements=(*root.root_elements, *roots)))


def _roots_of(file: Taken, lead: Lead) -> Iterator[AnyRoot]:
    definitions, own = file.document.definitions, processes_in(file.document)
    ids = frozenset(identity for part in walk(definitions) if (identity := getattr(part, "id", None)))

    def act(part: Part) -> Part:
        return _decided(_named(_led(part, own, lead), file.name, ids), file.rules)

    for one in definitions.root_elements:
        if isinstance(one, _TAKEN):
            root: Any = rebuilt(one, act)
            yield replace(root, is_executable=Flag.of(False)) if isinstance(one, Process) else root


def _call_out(part: Part, own: frozenset[str]) -> OutsideCall | None:
    """Return what a call names outside its file; None of all other parts."""
    if not isinstance(part, CallActivity):
        return None
    call = next((one for one in _ours(part) if one.name == CALL), None)
    service = call.attributes.get(SERVICE, "") if call is not None else ""
    called = part.called_element.local if part.called_element is not None else ""
    if not service and called in own:
        return None
    return OutsideCall(called, service, part.id or "", part.origin.line)


def _led(part: Part, own: frozenset[str], lead: Lead) -> Part:
    """Return a call that leads out of its file with the name of the process where it lies now."""
    call = _call_out(part, own)
    if call is None or not isinstance(part, CallActivity) or not (name := lead(call)):
        return part
    return replace(_without(part, CALL), called_element=QName(f"{name}.{call.called}"))


def _named(part: Part, name: str, ids: frozenset[str]) -> Part:
    """Return the part with the name of its file before its id and every id that it refers to."""
    if isinstance(part, Reference):
        return replace(part, other=(f"{name}.{part.target.local}",)) if part.target.local in ids else part
    values: dict[str, Any] = {}
    for field, lexical in plan_of(type(part)).attributes.values():
        value = getattr(part, field)
        if value and field == "id":
            values[field] = f"{name}.{value}"
        elif isinstance(value, QName) and lexical is QName and value.local in ids:
            values[field] = QName(f"{name}.{value.local}")
    return replace(part, **values) if values else part


def _decided(part: Part, rules: str) -> Part:
    """Return a business rule task that is decided by the rules of its own service."""
    if not rules or not isinstance(part, BusinessRuleTask) or part.extension_elements is None:
        return part
    other = tuple(
        replace(one, attributes=MappingProxyType({RULES: rules, **one.attributes}))
        if isinstance(one, XmlElement) and (one.namespace, one.name) == (words.RAADHUS, DECISION)
        else one
        for one in part.extension_elements.other
    )
    return replace(part, extension_elements=replace(part.extension_elements, other=other))


def _without(call: CallActivity, name: str) -> CallActivity:
    if call.extension_elements is None:
        return call
    gone = [one for one in _ours(call) if one.name == name]
    other = tuple(one for one in call.extension_elements.other if all(one is not other for other in gone))
    return replace(call, extension_elements=replace(call.extension_elements, other=other))


def _ours(part: BaseElement) -> list[XmlElement]:
    if part.extension_elements is None:
        return []
    content = part.extension_elements.other
    return [one for one in content if isinstance(one, XmlElement) and one.namespace == words.RAADHUS]
