"""Tables of case work: history is appended, what is open is found without reading the rest."""

from raadhus.cases.models.cases import Case, CaseCounter, Note, Party, TimelineEntry
from raadhus.cases.models.decisions import (
    Appeal,
    Assessment,
    Charge,
    Completion,
    Correction,
    Decision,
    Hearing,
    PutQuestion,
    Sending,
    Withdrawal,
)
from raadhus.cases.models.tasks import InboxView, ManyAct, Task
from raadhus.cases.models.trials import RuleTrial, TriedCase

__all__ = [
    "Appeal",
    "Assessment",
    "Case",
    "CaseCounter",
    "Charge",
    "Completion",
    "Correction",
    "Decision",
    "Hearing",
    "InboxView",
    "ManyAct",
    "Note",
    "Party",
    "PutQuestion",
    "RuleTrial",
    "Sending",
    "Task",
    "TimelineEntry",
    "TriedCase",
    "Withdrawal",
]
