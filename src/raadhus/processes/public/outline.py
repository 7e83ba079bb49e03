"""The door to models as lists of steps: read, changed, compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.processes.domain.document.activities import SubProcess
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.outline import kinds
from raadhus.processes.domain.outline.changing import node_of, scope_of
from raadhus.processes.domain.outline.difference import Detail, How, ModelDifference, StepChange, difference
from raadhus.processes.domain.outline.edits import (
    LONGEST_TEXT,
    AddEdge,
    AddLane,
    AddNote,
    AddStep,
    AddWay,
    AddWithin,
    ChangeLane,
    ChangeNote,
    ChangeStep,
    ChangeWay,
    Edit,
    MoveStep,
    PutInLane,
    RemoveLane,
    RemoveNote,
    RemoveStep,
    RemoveWay,
)
from raadhus.processes.domain.outline.facets import ABOUT, FACETS, read_facets
from raadhus.processes.domain.outline.kinds import (
    AFTER,
    ALONE,
    BY_EVENT,
    COMPENSATION,
    ERROR,
    TAKES_BACK,
    Choice,
)
from raadhus.processes.domain.outline.lanes import LaneInfo, lanes_around, lanes_in
from raadhus.processes.domain.outline.notes import KINDS as NOTES
from raadhus.processes.domain.outline.notes import Note
from raadhus.processes.domain.outline.outline import Outline, Step, Way, outline_of
from raadhus.processes.domain.outline.references import NAMES, read_references
from raadhus.processes.domain.outline.within_facets import INTERRUPTS, YES

__all__ = [
    "ABOUT",
    "AFTER",
    "ALONE",
    "BY_EVENT",
    "COMPENSATION",
    "ERROR",
    "LONGEST_TEXT",
    "NOTES",
    "TAKES_BACK",
    "TEXTS",
    "YES",
    "AddEdge",
    "AddLane",
    "AddNote",
    "AddStep",
    "AddWay",
    "AddWithin",
    "ChangeLane",
    "ChangeNote",
    "ChangeStep",
    "ChangeWay",
    "Choice",
    "Detail",
    "Edit",
    "How",
    "LaneInfo",
    "ModelDifference",
    "MoveStep",
    "Note",
    "Outline",
    "PutInLane",
    "RemoveLane",
    "RemoveNote",
    "RemoveStep",
    "RemoveWay",
    "Step",
    "StepChange",
    "StepTexts",
    "Way",
    "difference",
    "outline",
    "texts_of_step",
]


def outline(source: bytes) -> Outline:
    """Return the steps of a file. Raises: ModelRefused when it is no BPMN file."""
    return outline_of(read_document(source))


TEXTS = (*FACETS, *NAMES)
"""The names of what a step can say beside its settings, but what it is for (``ABOUT`` and a language)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTexts:
    """
    What a step says beside its settings, by name, where that has a meaning; the lanes it lies in, the outer one first.

    ``kinds``: what it may become, what it is among them; ``edges``: what an event on its edge may wait for; ``beside``:
    what can be added beside it without a way there, ``inside``: within it; all empty where there is nothing.
    ``all_lanes``: those of its process that it can lie in, None where it lies in none of a process itself;
    ``leads_on``: a way can lead on from it; ``can_move``: it can stand on another way.
    """

    texts: Mapping[str, str]
    lanes: tuple[LaneInfo, ...]
    kinds: tuple[Choice, ...]
    edges: tuple[str, ...]
    beside: tuple[Choice, ...]
    inside: tuple[Choice, ...]
    all_lanes: tuple[LaneInfo, ...] | None
    leads_on: bool
    can_move: bool


def texts_of_step(source: bytes, step: str) -> StepTexts:
    """Return what else one step of a file says. Raises: CannotEdit when it is not there; ModelRefused."""
    document = read_document(source)
    node, scope = node_of(document, step), scope_of(document, step)
    texts = read_facets(node) | read_references(document, node)
    if not (isinstance(scope, SubProcess) and kinds.of(scope).trigger == kinds.BY_EVENT):
        texts.pop(INTERRUPTS, None)
    return StepTexts(
        texts=texts,
        lanes=lanes_around(document, step),
        kinds=kinds.kinds_like(node, scope),
        edges=kinds.edges_of(node),
        beside=kinds.alone_in(scope),
        inside=kinds.alone_in(node) if isinstance(node, SubProcess) else (),
        all_lanes=None if isinstance(scope, SubProcess) else lanes_in(scope),
        leads_on=kinds.leads_on(node),
        can_move=kinds.leads_on(node) and kinds.is_led_to(node),
    )
