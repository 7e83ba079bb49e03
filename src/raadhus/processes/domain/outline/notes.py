"""What stands beside the course of a process: data and remarks, told, added, called otherwise and taken away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from raadhus.processes.domain.document.data import DataInputAssociation, DataOutputAssociation
from raadhus.processes.domain.document.definitions import BpmnDocument, Process
from raadhus.processes.domain.document.editing import change, walk
from raadhus.processes.domain.document.flow import (
    Association,
    DataObject,
    DataObjectReference,
    DataStoreReference,
    FlowNode,
    TextAnnotation,
)
from raadhus.processes.domain.document.foundation import Text
from raadhus.processes.domain.document.lexical import QName
from raadhus.processes.domain.outline.changing import CannotEdit, Scope, new_identity, scope_of
from raadhus.processes.domain.outline.drawing import Drawing
from raadhus.processes.domain.outline.geometry import Box, size_of
from raadhus.processes.domain.outline.holders import holders_of

DATA, REMARK = DataObjectReference.tag, TextAnnotation.tag
KINDS = (DATA, REMARK)
"""What can be added beside a step."""
_BELOW = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One of them; ``kind``: the element's name in BPMN, ``name``: that of data, the text of a remark."""

    id: str
    kind: str
    name: str
    within: str


def notes_of(document: BpmnDocument) -> tuple[Note, ...]:
    """Return what stands beside the course, in the order of the file."""
    scopes = [part for part in walk(document.definitions) if isinstance(part, Scope)]
    return tuple(one for scope in scopes for one in _notes_in(scope))


def _notes_in(scope: Scope) -> Iterator[Note]:
    within = scope.id or ""
    shown = {
        one.data_object_ref.local
        for one in scope.flow_elements
        if isinstance(one, DataObjectReference) and one.data_object_ref
    }
    for one in scope.flow_elements:
        is_hidden = isinstance(one, DataObject) and one.id in shown
        if isinstance(one, DataObject | DataObjectReference | DataStoreReference) and not is_hidden:
            yield Note(id=one.id or "", kind=one.tag, name=one.name or "", within=within)
    for remark in scope.artifacts:
        if isinstance(remark, TextAnnotation):
            text = remark.text.text.strip() if remark.text else ""
            yield Note(id=remark.id or "", kind=remark.tag, name=text, within=within)


def add_note(document: BpmnDocument, step: str, kind: str, name: str) -> BpmnDocument:
    """Return the document with data beside a step, or a remark on it. Raises: CannotEdit."""
    if kind not in KINDS:
        raise CannotEdit("unknown-kind", kind)
    scope = scope_of(document, step)
    identity = new_identity(document, name or kind)
    second = new_identity(document, f"{identity}_{'data' if kind == DATA else step}", identity)
    changed = _with_added(document, scope, _made(kind, identity, second, name, step))
    drawing = Drawing(changed, step, holders_of(changed, scope, step))
    on = drawing.box(step)
    if on is not None:
        width, height = size_of(kind)
        drawing.put_at(identity, Box(on.left, on.bottom + _BELOW, width, height), kind)
    if kind == REMARK:
        drawing.connect(second, step, identity)
    return drawing.done()


def _made(kind: str, identity: str, second: str, name: str, step: str) -> tuple[Any, ...]:
    if kind == DATA:
        return (
            DataObject(id=second),
            DataObjectReference(id=identity, name=name or None, data_object_ref=QName(second)),
        )
    return (
        TextAnnotation(id=identity, text=Text.of(name)),
        Association(id=second, source_ref=QName(step), target_ref=QName(identity)),
    )


def _with_added(document: BpmnDocument, scope: Scope, new: tuple[Any, ...]) -> BpmnDocument:
    def act(part: Any) -> Any:
        if isinstance(new[0], DataObject):
            return replace(part, flow_elements=(*part.flow_elements, *new))
        return replace(part, artifacts=(*part.artifacts, *new))

    wanted = scope.id or ""
    return change(document, lambda part: isinstance(part, Scope) and part.id == wanted, act, wanted)


def change_note(document: BpmnDocument, note: str, name: str) -> BpmnDocument:
    """Return the document in which data is called otherwise, or a remark says something else. Raises: NoSuchPart."""

    def act(part: Any) -> Any:
        if isinstance(part, TextAnnotation):
            return replace(part, text=replace(part.text or Text(), other=(name,) if name else ()))
        return replace(part, name=name or None)

    return change(document, lambda part: _is_note(part, note), act, note)


def _is_note(part: object, note: str) -> bool:
    kinds = DataObject | DataObjectReference | DataStoreReference | TextAnnotation
    return isinstance(part, kinds) and part.id == note


def remove_note(document: BpmnDocument, note: str) -> BpmnDocument:
    """Return the document without data or a remark, and without the lines that lead to it. Raises: NoSuchPart."""
    parts = list(walk(document.definitions))
    if not any(_is_note(part, note) for part in parts):
        raise CannotEdit("gone", note)
    gone = {note, *_only_of(parts, note)}
    lines = {getattr(part, "id", None) or "" for part in parts if _leads_to(part, gone)}

    def act(part: Any) -> Any:
        values = {
            field: tuple(one for one in getattr(part, field) if one.id not in gone | lines)
            for field in ("flow_elements", "artifacts", "data_input_associations", "data_output_associations")
            if hasattr(part, field)
        }
        return replace(part, **values)

    changed = change(document, lambda part: isinstance(part, Process | FlowNode), act, note)
    drawing = Drawing(changed, note)
    drawing.remove(gone | lines)
    return drawing.done()


def _only_of(parts: list[Any], note: str) -> set[str]:
    """Return the data object that a reference, and no other, stands for."""
    uses = [
        (one.id, one.data_object_ref.local)
        for one in parts
        if isinstance(one, DataObjectReference) and one.data_object_ref
    ]
    mine = {target for identity, target in uses if identity == note}
    return mine - {target for identity, target in uses if identity != note}


def _leads_to(part: Any, gone: set[str]) -> bool:
    if isinstance(part, Association):
        return any(ref is not None and ref.local in gone for ref in (part.source_ref, part.target_ref))
    if isinstance(part, DataInputAssociation | DataOutputAssociation):
        ends = (*part.source_refs, *((part.target_ref,) if part.target_ref else ()))
        return any(one.target.local in gone for one in ends)
    return False
