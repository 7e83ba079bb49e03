"""Tables of case work: what happened is appended, never changed; what is open can be found without looking at what is closed."""

from raadhus.cases.models.cases import Case, CaseCounter, Note, Party, TimelineEntry
from raadhus.cases.models.decisions import Appeal, Assessment, Decision, Hearing, Withdrawal
from raadhus.cases.models.tasks import Task

__all__ = [
    "Appeal",
    "Assessment",
    "Case",
    "CaseCounter",
    "Decision",
    "Hearing",
    "Note",
    "Party",
    "Task",
    "TimelineEntry",
    "Withdrawal",
]
