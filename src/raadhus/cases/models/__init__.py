"""Tables of case work: history is appended, what is open is found without reading the rest."""

from raadhus.cases.models.cases import Case, CaseCounter, Note, Party, TimelineEntry
from raadhus.cases.models.decisions import (
    Appeal,
    Assessment,
    Correction,
    Decision,
    Hearing,
    Sending,
    Withdrawal,
)
from raadhus.cases.models.tasks import Task

__all__ = [
    "Appeal",
    "Assessment",
    "Case",
    "CaseCounter",
    "Correction",
    "Decision",
    "Hearing",
    "Note",
    "Party",
    "Sending",
    "Task",
    "TimelineEntry",
    "Withdrawal",
]
