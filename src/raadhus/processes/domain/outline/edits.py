"""What can be done to an outline, and how it is done to the document: all else in it stays as it was."""

import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import NoSuchPart, rename
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.outline.change_steps import (
    add_deadline,
    add_step,
    change_kind,
    remove_step,
    set_texts,
    set_time,
    set_work,
)
from raadhus.processes.domain.outline.change_ways import add_way, change_way, remove_way
from raadhus.processes.domain.outline.changing import CannotEdit, node_of
from raadhus.processes.domain.outline.facets import differing
from raadhus.processes.domain.outline.lanes import change_lane
from raadhus.processes.domain.outline.move_step import move_step
from raadhus.processes.domain.outline.references import refer

LONGEST_TEXT = 10_000
"""How many characters one text of an edit may have; a longer one is refused, never cut."""
_NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStep:
    """A new step after another: on the way ``way`` (an arrow's id) to what follows, or on a new way when it is empty."""

    after: str
    kind: str
    name: str
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep:
    """
    Another name, kind, settings, and time (of a timer; None when it is none) of a step, and what else it says.

    ``texts``: by the names of ``facets`` and ``references``; one that is as it was is left as the file has it.
    """

    step: str
    name: str
    kind: str
    settings: tuple[tuple[str, str], ...] = ()
    time: str | None = None
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLane:
    """Another name of a lane, and what it says for the people's tasks in it."""

    lane: str
    name: str
    settings: tuple[tuple[str, str], ...]


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


Edit = (
    AddStep | ChangeStep | ChangeLane | MoveStep | RemoveStep | AddWay | ChangeWay | RemoveWay | AddDeadline
)


def edit_model(source: bytes, edit: Edit) -> bytes:
    """Return the file with one edit made. Raises: CannotEdit, ModelRefused when it is no BPMN file."""
    _expect_texts(edit)
    document = read_document(source)
    try:
        return write_document(_ACTS[type(edit)](document, edit))
    except NoSuchPart as missing:
        raise CannotEdit("gone", str(missing)) from missing


def _expect_texts(edit: Edit) -> None:
    """Make sure that all that was typed can stand in a file. Raises: CannotEdit."""
    for text in _texts_in(astuple(edit)):
        if len(text) > LONGEST_TEXT:
            raise CannotEdit("too-long", "")
        if _NO_TEXT.search(text):
            raise CannotEdit("no-text", "")


def _texts_in(values: tuple[object, ...]) -> Iterator[str]:
    for one in values:
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple):
            yield from _texts_in(one)


def _add_step(document: BpmnDocument, edit: AddStep) -> BpmnDocument:
    return add_step(document, edit.after, edit.kind, edit.name, edit.way)


def _change_step(document: BpmnDocument, edit: ChangeStep) -> BpmnDocument:
    before = node_of(document, edit.step)
    typed = dict(edit.texts)
    changed = differing(before, typed)
    document = change_kind(document, edit.step, edit.kind)
    if edit.name != (before.name or ""):
        document = rename(document, edit.step, edit.name)
    document = set_work(document, edit.step, dict(edit.settings))
    if edit.time is not None:
        document = set_time(document, edit.step, edit.time)
    if changed:
        document = set_texts(document, edit.step, changed)
    return refer(document, edit.step, before, typed)


def _change_lane(document: BpmnDocument, edit: ChangeLane) -> BpmnDocument:
    return change_lane(document, edit.lane, edit.name, dict(edit.settings))


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
    ChangeLane: _change_lane,  # type: ignore[dict-item]
    MoveStep: _move_step,  # type: ignore[dict-item]
    RemoveStep: _remove_step,  # type: ignore[dict-item]
    AddWay: _add_way,  # type: ignore[dict-item]
    ChangeWay: _change_way,  # type: ignore[dict-item]
    RemoveWay: _remove_way,  # type: ignore[dict-item]
    AddDeadline: _add_deadline,  # type: ignore[dict-item]
}
