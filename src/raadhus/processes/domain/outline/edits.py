"""What can be done to an outline, and how it is done to the document: all else in it stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import NoSuchPart, rename
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.outline.change_steps import (
    add_deadline,
    add_step,
    change_kind,
    remove_step,
    set_time,
    set_work,
)
from raadhus.processes.domain.outline.change_ways import add_way, change_way, remove_way
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.move_step import move_step


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStep:
    """A new step after another: on the way ``way`` (an arrow's id) to what follows, or on a new way when it is empty."""

    after: str
    kind: str
    name: str
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep:
    """Another name, kind, settings, and time (of a timer; None when it is none) of a step."""

    step: str
    name: str
    kind: str
    settings: tuple[tuple[str, str], ...] = ()
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStep:
    """A step that stands on the arrow ``way`` from now on; what came before it leads on to what came after."""

    step: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveStep:
    """A step taken away; what came before leads on to what came after."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWay:
    """A new arrow."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWay:
    """Another name, target and condition of an arrow; whether it is the default."""

    way: str
    name: str
    target: str
    condition: str
    is_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveWay:
    """An arrow taken away."""

    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDeadline:
    """A timer on a step's edge, after which the case goes on at ``target``; the step is left when it ``ends_step``."""

    step: str
    name: str
    time: str
    target: str
    ends_step: bool


Edit = AddStep | ChangeStep | MoveStep | RemoveStep | AddWay | ChangeWay | RemoveWay | AddDeadline


def edit_model(source: bytes, edit: Edit) -> bytes:
    """Return the file with one edit made. Raises: CannotEdit, ModelRefused when it is no BPMN file."""
    document = read_document(source)
    try:
        return write_document(_ACTS[type(edit)](document, edit))
    except NoSuchPart as missing:
        raise CannotEdit("gone", str(missing)) from missing


def _add_step(document: BpmnDocument, edit: AddStep) -> BpmnDocument:
    return add_step(document, edit.after, edit.kind, edit.name, edit.way)


def _change_step(document: BpmnDocument, edit: ChangeStep) -> BpmnDocument:
    document = change_kind(document, edit.step, edit.kind)
    document = rename(document, edit.step, edit.name)
    document = set_work(document, edit.step, dict(edit.settings))
    return document if edit.time is None else set_time(document, edit.step, edit.time)


def _move_step(document: BpmnDocument, edit: MoveStep) -> BpmnDocument:
    return move_step(document, edit.step, edit.way)


def _remove_step(document: BpmnDocument, edit: RemoveStep) -> BpmnDocument:
    return remove_step(document, edit.step)


def _add_way(document: BpmnDocument, edit: AddWay) -> BpmnDocument:
    return add_way(document, edit.source, edit.target)


def _change_way(document: BpmnDocument, edit: ChangeWay) -> BpmnDocument:
    return change_way(document, edit.way, edit.name, edit.target, edit.condition, is_default=edit.is_default)


def _remove_way(document: BpmnDocument, edit: RemoveWay) -> BpmnDocument:
    return remove_way(document, edit.way)


def _add_deadline(document: BpmnDocument, edit: AddDeadline) -> BpmnDocument:
    return add_deadline(document, edit.step, edit.name, edit.time, edit.target, ends_step=edit.ends_step)


_ACTS: dict[type, Callable[[BpmnDocument, Edit], BpmnDocument]] = {
    AddStep: _add_step,  # type: ignore[dict-item]  # each act gets the edit it stands beside
    ChangeStep: _change_step,  # type: ignore[dict-item]
    MoveStep: _move_step,  # type: ignore[dict-item]
    RemoveStep: _remove_step,  # type: ignore[dict-item]
    AddWay: _add_way,  # type: ignore[dict-item]
    ChangeWay: _change_way,  # type: ignore[dict-item]
    RemoveWay: _remove_way,  # type: ignore[dict-item]
    AddDeadline: _add_deadline,  # type: ignore[dict-item]
}
