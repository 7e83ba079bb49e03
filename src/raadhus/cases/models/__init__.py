"""Tables of case work: history is appended, what is open is found without reading the rest."""

from raadhus.cases.models.cases import Case, CaseCounter, CaseLink, Message, Note, Party, TimelineEntry
from raadhus.cases.models.decisions import (
    Appeal,
    Approval,
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
from raadhus.cases.models.desk import Absence, Escalation, Turn
from raadhus.cases.models.mass_letters import MassLetter, MassLetterCopy
from raadhus.cases.models.tasks import IS_OPEN, AnswerPaper, InboxView, ManyAct, Task
from raadhus.cases.models.trials import RuleTrial, TriedCase

__all__ = [
    "IS_OPEN",
    "Absence",
    "AnswerPaper",
    "Appeal",
    "Approval",
    "Assessment",
    "Case",
    "CaseCounter",
    "CaseLink",
    "Charge",
    "Completion",
    "Correction",
    "Decision",
    "Escalation",
    "Hearing",
    "InboxView",
    "ManyAct",
    "MassLetter",
    "MassLetterCopy",
    "Message",
    "Note",
    "Party",
    "PutQuestion",
    "RuleTrial",
    "Sending",
    "Task",
    "TimelineEntry",
    "TriedCase",
    "Turn",
    "Withdrawal",
]
