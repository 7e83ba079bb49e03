"""The door of cases: what staff read and do. Citizens' own pages are in ``web``."""

from raadhus.cases.access import OwnHousehold
from raadhus.cases.domain.figures import Figure, Source
from raadhus.cases.domain.happenings import THEMES, Happening, Theme, Who
from raadhus.cases.domain.queues import COUNT_CAP, Cursor, Queue
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, PartyRole, TaskKind, TaskStatus
from raadhus.cases.queries.staff_case import (
    AppealInfo,
    DecisionInfo,
    FigureInfo,
    Happened,
    HearingInfo,
    LinkedCase,
    NoteInfo,
    PartyInfo,
    Proposal,
    StaffCase,
    TaskInfo,
)
from raadhus.cases.queries.staff_inbox import (
    InboxPage,
    InboxRow,
    count_queues,
    count_to_do,
    find_case_by_number,
    list_inbox,
)
from raadhus.cases.use_cases.decide_by_hand import (
    AlreadyOnItsWay,
    CannotDecideByHand,
    DecidedAlready,
    HandDecision,
    MustGiveReasons,
    MustHearFirst,
    decide_by_hand,
    send_by_hand,
    withdraw_decision,
)
from raadhus.cases.use_cases.hear_by_hand import hear_by_hand
from raadhus.cases.use_cases.read_case import (
    PapersProtected,
    preview_decision,
    read_case,
    read_case_attachment,
    read_case_paper,
)
from raadhus.cases.use_cases.work_on_tasks import release_task, take_task
from raadhus.cases.use_cases.write_note import CannotWriteNote, write_note

__all__ = [
    "COUNT_CAP",
    "THEMES",
    "AlreadyOnItsWay",
    "AppealInfo",
    "CannotDecideByHand",
    "CannotWriteNote",
    "CaseKind",
    "CaseStatus",
    "Cursor",
    "DecidedAlready",
    "DecisionInfo",
    "Figure",
    "FigureInfo",
    "HandDecision",
    "Happened",
    "Happening",
    "HearingInfo",
    "InboxPage",
    "InboxRow",
    "LinkedCase",
    "MustGiveReasons",
    "MustHearFirst",
    "NoteInfo",
    "Outcome",
    "OwnHousehold",
    "PapersProtected",
    "PartyInfo",
    "PartyRole",
    "Proposal",
    "Queue",
    "Source",
    "StaffCase",
    "TaskInfo",
    "TaskKind",
    "TaskStatus",
    "Theme",
    "Who",
    "count_queues",
    "count_to_do",
    "decide_by_hand",
    "find_case_by_number",
    "hear_by_hand",
    "list_inbox",
    "preview_decision",
    "read_case",
    "read_case_attachment",
    "read_case_paper",
    "release_task",
    "send_by_hand",
    "take_task",
    "withdraw_decision",
    "write_note",
]
