"""The door to models as lists of steps: read, changed, compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.outline.change_steps import KINDS, kinds_like
from raadhus.processes.domain.outline.changing import node_of
from raadhus.processes.domain.outline.difference import Detail, How, ModelDifference, StepChange, difference
from raadhus.processes.domain.outline.edits import (
    LONGEST_TEXT,
    AddDeadline,
    AddStep,
    AddWay,
    ChangeLane,
    ChangeStep,
    ChangeWay,
    Edit,
    MoveStep,
    RemoveStep,
    RemoveWay,
)
from raadhus.processes.domain.outline.facets import ABOUT, FACETS, YES, read_facets
from raadhus.processes.domain.outline.lanes import LaneInfo, lanes_around
from raadhus.processes.domain.outline.outline import Outline, Step, Way, outline_of
from raadhus.processes.domain.outline.references import NAMES, read_references

__all__ = [
    "ABOUT",
    "KINDS",
    "LONGEST_TEXT",
    "TEXTS",
    "YES",
    "AddDeadline",
    "AddStep",
    "AddWay",
    "ChangeLane",
    "ChangeStep",
    "ChangeWay",
    "Detail",
    "Edit",
    "How",
    "LaneInfo",
    "ModelDifference",
    "MoveStep",
    "Outline",
    "RemoveStep",
    "RemoveWay",
    "Step",
    "StepChange",
    "StepTexts",
    "Way",
    "difference",
    "kinds_like",
    "outline",
    "texts_of_step",
]


def outline(source: bytes) -> Outline:
    """Return the steps of a file. Raises: ModelRefused when it is no BPMN file."""
    return outline_of(read_document(source))


TEXTS = (*FACETS, *NAMES)
"""The names of what a step can say beside its settings, but what it is for (``ABOUT`` and a language)."""


@dataclass(frozen=True, slots=True)
class StepTexts:
    """What a step says beside its settings, by name, where that has a meaning; the lanes it lies in, the outer one first."""

    texts: Mapping[str, str]
    lanes: tuple[LaneInfo, ...]


def texts_of_step(source: bytes, step: str) -> StepTexts:
    """Return what else one step of a file says. Raises: CannotEdit when it is not there; ModelRefused."""
    document = read_document(source)
    node = node_of(document, step)
    return StepTexts(read_facets(node) | read_references(document, node), lanes_around(document, step))
