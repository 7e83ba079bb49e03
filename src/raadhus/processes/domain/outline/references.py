"""What an event or task names and the file declares once: messages, signals, errors and escalations, by their names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from raadhus.processes.domain.document import declarations, events
from raadhus.processes.domain.document.activities import ReceiveTask, SendTask
from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.document.foundation import Reference
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.outline.changing import CannotEdit, Course, in_scope_of, new_identity, node_of
from raadhus.processes.domain.outline.facets import definition_of, plain, with_definition

Declared = declarations.Message | declarations.Signal | declarations.Error | declarations.Escalation
_OF: Mapping[type, tuple[str, type[Declared]]] = {
    events.MessageEventDefinition: ("message", declarations.Message),
    events.SignalEventDefinition: ("signal", declarations.Signal),
    events.ErrorEventDefinition: ("error", declarations.Error),
    events.EscalationEventDefinition: ("escalation", declarations.Escalation),
}
REFERENCES = ("message", "signal", "error", "escalation")
CODED = ("error", "escalation")
NAMES = (*REFERENCES, *(f"{kind}-code" for kind in CODED))
"""The texts of references by name: what is meant, and the code of an error or escalation."""


def read_references(document: BpmnDocument, node: FlowNode) -> dict[str, str]:
    """Return the name of what a step refers to, and its code where it may have one."""
    kind = _kind(node)
    if not kind:
        return {}
    declared = _declared(document, node)
    found = {kind: (declared.name or "") if declared is not None else ""}
    return found | {f"{kind}-code": _code(declared, kind)} if kind in CODED else found


def refer(document: BpmnDocument, step: str, before: FlowNode, typed: Mapping[str, str]) -> BpmnDocument:
    """
    Return the document in which a step refers to what was typed; what has that name is declared where it is missing.

    ``before``: the step as it was asked about. A code is changed for this step only: where others refer to the same, the
    step gets a declaration of its own, of that name. Raises: CannotEdit where it refers to nothing of the
    kind, or no more.
    """
    said = read_references(document, before)
    wanted = {name: plain(typed[name]) for name in NAMES if name in typed}
    changed = {name: text for name, text in wanted.items() if text != plain(said.get(name, ""))}
    if not changed:
        return document
    kind = _kind(before)
    if changed.keys() - {kind, f"{kind}-code"} or _kind(node_of(document, step)) != kind:
        raise CannotEdit("no-meaning", step)
    declared = _declared(document, before)
    if kind in changed:
        declared, document = _named(document, before, kind, wanted)
        document = _referring(document, step, kind, declared)
    code = f"{kind}-code"
    if code in changed:
        if declared is None:
            raise CannotEdit("no-meaning", step)
        coded, document = _coded(document, declared, kind, changed[code])
        if coded.id != declared.id:
            document = _referring(document, step, kind, coded)
    return document


def _kind(node: FlowNode) -> str:
    if isinstance(node, SendTask | ReceiveTask):
        return "message"
    return next((kind for of, (kind, _made) in _OF.items() if isinstance(definition_of(node), of)), "")


def _declared(document: BpmnDocument, node: FlowNode) -> Any:
    """Return what a step refers to; None of one that refers to nothing that is there."""
    kind = _kind(node)
    holder: Any = node if isinstance(node, SendTask | ReceiveTask) else definition_of(node)
    reference: QName | None = getattr(holder, f"{kind}_ref")
    if reference is None:
        return None
    return next((one for one in _all(document, kind) if one.id == reference.local), None)


def _all(document: BpmnDocument, kind: str) -> list[Any]:
    type_ = next(made for name, made in _OF.values() if name == kind)
    return [one for one in document.definitions.root_elements if isinstance(one, type_)]


def _code(declared: Any, kind: str) -> str:
    return (getattr(declared, f"{kind}_code") or "") if declared is not None else ""


def _named(
    document: BpmnDocument, node: FlowNode, kind: str, wanted: Mapping[str, str]
) -> tuple[Any, BpmnDocument]:
    """Return what has the name that was typed, made first where nothing has it; None for no name."""
    name = wanted[kind]
    if not name:
        return None, document
    code = wanted.get(f"{kind}-code", "")
    found = _find(document, kind, name, code) or next(
        (one for one in _all(document, kind) if one.name == name), None
    )
    if found is not None:
        return found, document
    type_: Any = next(made for known, made in _OF.values() if known == kind)
    values = {f"{kind}_code": code or None} if kind in CODED else {}
    return _declaring(document, type_(id=new_identity(document, f"{kind}_{name}"), name=name, **values))


def _find(document: BpmnDocument, kind: str, name: str | None, code: str) -> Any:
    """Return what is declared with this name and code, None without."""
    if kind not in CODED:
        return None
    return next((one for one in _all(document, kind) if one.name == name and _code(one, kind) == code), None)


def _declaring(document: BpmnDocument, new: Any) -> tuple[Any, BpmnDocument]:
    roots = (new, *document.definitions.root_elements)
    return new, replace(document, definitions=replace(document.definitions, root_elements=roots))


def _referring(document: BpmnDocument, step: str, kind: str, declared: Any) -> BpmnDocument:
    values: dict[str, Any] = {f"{kind}_ref": QName(declared.id) if declared is not None else None}

    def act(course: Course) -> None:
        node: Any = course.node(step)
        if isinstance(node, SendTask | ReceiveTask):
            course.nodes[step] = replace(node, **values)
        else:
            course.nodes[step] = with_definition(node, replace(definition_of(node), **values))

    return in_scope_of(document, step, act)


def _coded(document: BpmnDocument, declared: Any, kind: str, code: str) -> tuple[Any, BpmnDocument]:
    """Return what has the code and the name of ``declared``: itself, unless more than one place refers to it."""
    if _code(declared, kind) == code:
        return declared, document
    values: dict[str, Any] = {f"{kind}_code": code or None}
    if _places_of(document, kind, declared.id) > 1:
        found = _find(document, kind, declared.name, code)
        if found is not None:
            return found, document
        wish = new_identity(document, f"{kind}_{declared.name or declared.id}")
        return _declaring(document, replace(declared, id=wish, **values))
    coded = replace(declared, **values)
    roots = tuple(
        coded if getattr(one, "id", None) == declared.id else one
        for one in document.definitions.root_elements
    )
    return coded, replace(document, definitions=replace(document.definitions, root_elements=roots))


def _places_of(document: BpmnDocument, kind: str, identity: str) -> int:
    """Return how often the file refers to what has this id, in events and by elements of their own."""
    named = (
        part.target if isinstance(part, Reference) else getattr(part, f"{kind}_ref", None)
        for part in walk(document.definitions)
    )
    return sum(1 for one in named if isinstance(one, QName) and one.local == identity)
