"""The door to models as lists of steps: read, changed, compared."""

from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.outline.change_steps import KINDS, kinds_like
from raadhus.processes.domain.outline.difference import Detail, How, ModelDifference, StepChange, difference
from raadhus.processes.domain.outline.edits import (
    AddDeadline,
    AddStep,
    AddWay,
    ChangeStep,
    ChangeWay,
    Edit,
    MoveStep,
    RemoveStep,
    RemoveWay,
)
from raadhus.processes.domain.outline.outline import Outline, Step, Way, outline_of

__all__ = [
    "KINDS",
    "AddDeadline",
    "AddStep",
    "AddWay",
    "ChangeStep",
    "ChangeWay",
    "Detail",
    "Edit",
    "How",
    "ModelDifference",
    "MoveStep",
    "Outline",
    "RemoveStep",
    "RemoveWay",
    "Step",
    "StepChange",
    "Way",
    "difference",
    "kinds_like",
    "outline",
]


def outline(source: bytes) -> Outline:
    """Return the steps of a file. Raises: ModelRefused when it is no BPMN file."""
    return outline_of(read_document(source))
