"""What can be done to an outline, and how it is done to the document: all else in it stays as it was."""

import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from raadhus.processes.domain.document.definitions import BpmnDocument
from raadhus.processes.domain.document.editing import NoSuchPart, rename
from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.add_steps import add_edge, add_step, add_within
from raadhus.processes.domain.outline.change_lanes import add_lane, put_in_lane, remove_lane
from raadhus.processes.domain.outline.change_steps import change_kind, set_texts, set_time, set_work
from raadhus.processes.domain.outline.change_ways import add_way, change_way, remove_way
from raadhus.processes.domain.outline.changing import CannotEdit, node_of
from raadhus.processes.domain.outline.facets import differing
from raadhus.processes.domain.outline.kinds import Choice
from raadhus.processes.domain.outline.lanes import change_lane
from raadhus.processes.domain.outline.move_step import move_step
from raadhus.processes.domain.outline.notes import add_note, change_note, remove_note
from raadhus.processes.domain.outline.references import refer
from raadhus.processes.domain.outline.remove_step import remove_step

LONGEST_TEXT = 10_000
"""How many characters one text of an edit may have; a longer one is refused, never cut."""
_NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStep:
    """
    A new step after another: on the way ``way`` (an arrow's id) to what follows, or on a new way when it is empty.

    ``trigger``: what an event waits for or throws; of a wait a time where nothing is said.
    """

    after: str
    kind: str
    name: str
    way: str = ""
    trigger: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWithin:
    """
    A new step in the process or sub-process ``within`` that no way leads to.

    ``trigger`` as of ``AddStep``; with one, a sub-process is begun by this event.
    """

    within: str
    kind: str
    name: str
    trigger: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep:
    """
    Another name, kind, settings, and time (of a timer; None when it is none) of a step, and what else it says.

    ``trigger``: what its event waits for or throws from now on; None leaves it, and what something is taken back by.
    ``texts``: by the names of ``facets`` and ``references``; one that is as it was is left as the file has it.
    """

    step: str
    name: str
    kind: str
    settings: tuple[tuple[str, str], ...] = ()
    time: str | None = None
    texts: tuple[tuple[str, str], ...] = ()
    trigger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLane:
    """Another name of a lane, and what it says for the people's tasks in it."""

    lane: str
    name: str
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLane:
    """A lane more in the process ``within``: the first one holds all its steps, others nothing yet."""

    within: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInLane:
    """A step that lies in this lane from now on."""

    step: str
    lane: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLane:
    """A lane taken away; its steps lie in the one above it, else in the one below."""

    lane: str


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
class AddEdge:
    """
    An event on a step's edge, after which the case goes on at ``target``; the step is left when it ``ends_step``.

    ``trigger``: what it waits for; ``time``: that of a timer. Compensation has no target: a task that takes back is made.
    """

    step: str
    trigger: str
    name: str
    target: str = ""
    ends_step: bool = True
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Data beside a step, or a remark on it (``kind``)."""

    step: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote:
    """Another name of data, another text of a remark."""

    note: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveNote:
    """Data or a remark taken away."""

    note: str


Edit = (
    AddStep
    | AddWithin
    | ChangeStep
    | AddLane
    | ChangeLane
    | PutInLane
    | RemoveLane
    | MoveStep
    | RemoveStep
    | AddWay
    | ChangeWay
    | RemoveWay
    | AddEdge
    | AddNote
    | ChangeNote
    | RemoveNote
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


def _kind_of(edit: AddStep | AddWithin) -> Choice:
    """Return what a new step is; a wait for nothing that is said waits for a time."""
    is_wait = edit.kind == "intermediateCatchEvent" and not edit.trigger
    return Choice(edit.kind, kinds.TIMER if is_wait else edit.trigger)


def _change_step(document: BpmnDocument, edit: ChangeStep) -> BpmnDocument:
    before = node_of(document, edit.step)
    typed = dict(edit.texts)
    changed = differing(before, typed)
    trigger = kinds.of(before).trigger if edit.trigger is None else edit.trigger
    document = change_kind(document, edit.step, Choice(edit.kind, trigger))
    if edit.name != (before.name or ""):
        document = rename(document, edit.step, edit.name)
    document = set_work(document, edit.step, dict(edit.settings))
    if edit.time is not None and not _is_timer_no_more(before, trigger):
        document = set_time(document, edit.step, edit.time)
    if changed:
        document = set_texts(document, edit.step, changed)
    return refer(document, edit.step, before, typed)


def _is_timer_no_more(before: FlowNode, trigger: str) -> bool:
    return kinds.of(before).trigger == kinds.TIMER != trigger


_ACTS: dict[type, Callable[[BpmnDocument, Any], BpmnDocument]] = {
    AddStep: lambda document, edit: add_step(document, edit.after, _kind_of(edit), edit.name, edit.way),
    AddWithin: lambda document, edit: add_within(document, edit.within, _kind_of(edit), edit.name),
    AddEdge: lambda document, edit: add_edge(
        document,
        edit.step,
        edit.trigger,
        name=edit.name,
        time=edit.time,
        target=edit.target,
        ends_step=edit.ends_step,
    ),
    ChangeStep: _change_step,
    MoveStep: lambda document, edit: move_step(document, edit.step, edit.way),
    RemoveStep: lambda document, edit: remove_step(document, edit.step),
    AddWay: lambda document, edit: add_way(document, edit.source, edit.target),
    ChangeWay: lambda document, edit: change_way(
        document, edit.way, edit.name, edit.target, edit.condition, is_default=edit.is_default
    ),
    RemoveWay: lambda document, edit: remove_way(document, edit.way),
    AddLane: lambda document, edit: add_lane(document, edit.within, edit.name),
    ChangeLane: lambda document, edit: change_lane(document, edit.lane, edit.name, dict(edit.settings)),
    PutInLane: lambda document, edit: put_in_lane(document, edit.step, edit.lane),
    AddNote: lambda document, edit: add_note(document, edit.step, edit.kind, edit.name),
    ChangeNote: lambda document, edit: change_note(document, edit.note, edit.name),
    RemoveNote: lambda document, edit: remove_note(document, edit.note),
    RemoveLane: lambda document, edit: remove_lane(document, edit.lane),
}
