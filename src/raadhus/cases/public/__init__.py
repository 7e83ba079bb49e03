"""
The door of case work.

``public.words`` says what states, tasks and happenings are called; ``public.presenting`` puts cases into words.
"""

from raadhus.cases.access import OwnHousehold, expect_task_of_case
from raadhus.cases.access.beyond_cases import may_try_files
from raadhus.cases.domain.answers import ONLINE
from raadhus.cases.domain.figures import Figure, Source
from raadhus.cases.domain.happenings import THEMES, Happening, Theme, Who
from raadhus.cases.domain.hearing import must_be_heard
from raadhus.cases.domain.many import AT_MOST, Left, Many
from raadhus.cases.domain.mass_letters import CopyState
from raadhus.cases.domain.monthly_amounts import read_monthly_amount
from raadhus.cases.domain.papers import PaperKind, is_handed_in
from raadhus.cases.domain.queues import ALL, COUNT_CAP, Cursor, Narrowed, Queue
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, PartyRole, TaskKind, TaskStatus
from raadhus.cases.domain.trials import TrialState
from raadhus.cases.queries.absences import AbsenceInfo, list_absences, list_stood_in
from raadhus.cases.queries.colleagues import list_case_colleagues, list_colleagues
from raadhus.cases.queries.courses import CaseCourse, CaseProcess, find_course, list_case_processes
from raadhus.cases.queries.escalations import EscalationInfo, count_escalations, list_escalations
from raadhus.cases.queries.happened import Happened
from raadhus.cases.queries.inbox_views import ViewInfo, list_views
from raadhus.cases.queries.mass_letters import (
    MassLetterCopyInfo,
    MassLetterInfo,
    get_mass_letter,
    list_mass_letters,
)
from raadhus.cases.queries.messages import MessageInfo, list_messages
from raadhus.cases.queries.own_case_file import (
    OwnCaseFile,
    OwnDecision,
    OwnHearing,
    find_appealable,
    get_own_case,
    get_own_decision,
)
from raadhus.cases.queries.own_cases import OwnCase, is_own_case, list_own_cases, replaced_letters
from raadhus.cases.queries.own_tasks import OwnTask, find_asked_in_letter, get_own_task, list_own_tasks
from raadhus.cases.queries.staff_case.appeals import AppealInfo, LinkedCase
from raadhus.cases.queries.staff_case.case_file import StaffCase
from raadhus.cases.queries.staff_case.decisions import DecisionInfo, Proposal
from raadhus.cases.queries.staff_case.figures import CorrectionInfo, FigureInfo
from raadhus.cases.queries.staff_case.people import PartyInfo
from raadhus.cases.queries.staff_case.work import (
    CompletionInfo,
    HearingInfo,
    NoteInfo,
    QuestionInfo,
    TaskInfo,
)
from raadhus.cases.queries.staff_inbox import (
    InboxPage,
    InboxRow,
    count_queues,
    count_to_do,
    find_case_by_number,
    list_chosen,
    list_inbox,
)
from raadhus.cases.queries.trials import (
    ChangedCase,
    ChangedCases,
    TrialInfo,
    get_trial,
    list_changed_cases,
    list_trials,
)
from raadhus.cases.use_cases.answer_about_income import Answer, IncomeAnswer, answer_about_income, show_income
from raadhus.cases.use_cases.answer_completion import answer_completion
from raadhus.cases.use_cases.answer_hearing import HearingAnswered, answer_hearing
from raadhus.cases.use_cases.decide import CannotDecideWithoutGrounds
from raadhus.cases.use_cases.file_appeal import CannotAppeal, file_appeal
from raadhus.cases.use_cases.keep_answers import NeedsWords
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.cases.use_cases.open_case import open_case
from raadhus.cases.use_cases.staff.approve_decision import NeedsSecondPerson
from raadhus.cases.use_cases.staff.ask_partner_by_hand import CannotAskPartner, ask_partner_by_hand
from raadhus.cases.use_cases.staff.ask_to_complete import CannotAskForNothing, ask_to_complete
from raadhus.cases.use_cases.staff.correct_figure import CannotCorrectFigure, FigureCorrection, correct_figure
from raadhus.cases.use_cases.staff.decide_by_hand import (
    CannotDecideByHand,
    DecidedAlready,
    HandDecision,
    MustForwardAppeal,
    MustGiveReasons,
    MustHearFirst,
    StillBeingHeard,
    decide_by_hand,
    send_by_hand,
)
from raadhus.cases.use_cases.staff.do_work import do_work
from raadhus.cases.use_cases.staff.enter_answer import (
    AskedOf,
    CannotEnterAnswer,
    EnteredAnswer,
    enter_answer,
    get_asked,
)
from raadhus.cases.use_cases.staff.expect_read import CaseChangedSince
from raadhus.cases.use_cases.staff.forward_appeal import forward_appeal
from raadhus.cases.use_cases.staff.hear_by_hand import hear_by_hand
from raadhus.cases.use_cases.staff.keep_view import CannotKeepView, ViewOrder, delete_view, keep_view
from raadhus.cases.use_cases.staff.link_case import CannotLink, link_case, unlink_case
from raadhus.cases.use_cases.staff.many.undo_many import CannotUndoMany, undo_many
from raadhus.cases.use_cases.staff.many.work_on_many import (
    CannotWorkOnMany,
    ManyDone,
    ManyOrder,
    look_at_many,
    preview_for_many,
    work_on_many,
)
from raadhus.cases.use_cases.staff.many.write_to_many import CannotWriteLetter, stop_letter
from raadhus.cases.use_cases.staff.name_representative import (
    CannotNameRepresentative,
    RepresentativeOrder,
    let_representative_go,
    name_representative,
)
from raadhus.cases.use_cases.staff.note_absence import (
    AbsenceOrder,
    CannotNoteAbsence,
    end_absence,
    note_absence,
)
from raadhus.cases.use_cases.staff.read_case import (
    PapersProtected,
    may_open,
    preview_decision,
    read_case,
    read_case_attachment,
    read_case_paper,
)
from raadhus.cases.use_cases.staff.read_rules import CaseRules, read_case_rules
from raadhus.cases.use_cases.staff.reopen import CannotReopen, NobodySaysWhy, reopen
from raadhus.cases.use_cases.staff.see_to_deadline import see_to_deadline
from raadhus.cases.use_cases.staff.take_question_back import NothingToTakeBack, take_question_back
from raadhus.cases.use_cases.staff.withdraw_decision import AlreadyOnItsWay, withdraw_decision
from raadhus.cases.use_cases.staff.work_on_tasks import release_task, take_task
from raadhus.cases.use_cases.staff.write_note import CannotWriteNote, write_note
from raadhus.cases.use_cases.tasks import CannotEndTask
from raadhus.cases.use_cases.trials.begin_trial import CannotTryRules, Trying, begin_trial
from raadhus.cases.use_cases.trials.forget_trial import delete_trial, stop_trial_if_running
from raadhus.cases.use_cases.trials.take_changed_cases import read_changed_cases, take_changed_cases

__all__ = [
    "ALL",
    "AT_MOST",
    "COUNT_CAP",
    "ONLINE",
    "THEMES",
    "AbsenceInfo",
    "AbsenceOrder",
    "AlreadyOnItsWay",
    "Answer",
    "AppealInfo",
    "AskedOf",
    "CannotAppeal",
    "CannotAskForNothing",
    "CannotAskPartner",
    "CannotCorrectFigure",
    "CannotDecideByHand",
    "CannotDecideWithoutGrounds",
    "CannotEndTask",
    "CannotEnterAnswer",
    "CannotKeepView",
    "CannotLink",
    "CannotMoveCase",
    "CannotNameRepresentative",
    "CannotNoteAbsence",
    "CannotReopen",
    "CannotTryRules",
    "CannotUndoMany",
    "CannotWorkOnMany",
    "CannotWriteLetter",
    "CannotWriteNote",
    "CaseChangedSince",
    "CaseCourse",
    "CaseKind",
    "CaseProcess",
    "CaseRules",
    "CaseStatus",
    "ChangedCase",
    "ChangedCases",
    "CompletionInfo",
    "CopyState",
    "CorrectionInfo",
    "Cursor",
    "DecidedAlready",
    "DecisionInfo",
    "EnteredAnswer",
    "EscalationInfo",
    "Figure",
    "FigureCorrection",
    "FigureInfo",
    "HandDecision",
    "Happened",
    "Happening",
    "HearingAnswered",
    "HearingInfo",
    "InboxPage",
    "InboxRow",
    "IncomeAnswer",
    "Left",
    "LinkedCase",
    "Many",
    "ManyDone",
    "ManyOrder",
    "MassLetterCopyInfo",
    "MassLetterInfo",
    "MessageInfo",
    "MustForwardAppeal",
    "MustGiveReasons",
    "MustHearFirst",
    "Narrowed",
    "NeedsSecondPerson",
    "NeedsWords",
    "NobodySaysWhy",
    "NoteInfo",
    "NothingToTakeBack",
    "Outcome",
    "OwnCase",
    "OwnCaseFile",
    "OwnDecision",
    "OwnHearing",
    "OwnHousehold",
    "OwnTask",
    "PaperKind",
    "PapersProtected",
    "PartyInfo",
    "PartyRole",
    "Proposal",
    "QuestionInfo",
    "Queue",
    "RepresentativeOrder",
    "Source",
    "StaffCase",
    "StillBeingHeard",
    "TaskInfo",
    "TaskKind",
    "TaskStatus",
    "Theme",
    "TrialInfo",
    "TrialState",
    "Trying",
    "ViewInfo",
    "ViewOrder",
    "Who",
    "answer_about_income",
    "answer_completion",
    "answer_hearing",
    "ask_partner_by_hand",
    "ask_to_complete",
    "begin_trial",
    "correct_figure",
    "count_escalations",
    "count_queues",
    "count_to_do",
    "decide_by_hand",
    "delete_trial",
    "delete_view",
    "do_work",
    "end_absence",
    "enter_answer",
    "expect_task_of_case",
    "file_appeal",
    "find_appealable",
    "find_asked_in_letter",
    "find_case_by_number",
    "find_course",
    "forward_appeal",
    "get_asked",
    "get_mass_letter",
    "get_own_case",
    "get_own_decision",
    "get_own_task",
    "get_trial",
    "hear_by_hand",
    "is_handed_in",
    "is_own_case",
    "keep_view",
    "let_representative_go",
    "link_case",
    "list_absences",
    "list_case_colleagues",
    "list_case_processes",
    "list_changed_cases",
    "list_chosen",
    "list_colleagues",
    "list_escalations",
    "list_inbox",
    "list_mass_letters",
    "list_messages",
    "list_own_cases",
    "list_own_tasks",
    "list_stood_in",
    "list_trials",
    "list_views",
    "look_at_many",
    "may_open",
    "may_try_files",
    "must_be_heard",
    "name_representative",
    "note_absence",
    "open_case",
    "preview_decision",
    "preview_for_many",
    "read_case",
    "read_case_attachment",
    "read_case_paper",
    "read_case_rules",
    "read_changed_cases",
    "read_monthly_amount",
    "release_task",
    "reopen",
    "replaced_letters",
    "see_to_deadline",
    "send_by_hand",
    "show_income",
    "stop_letter",
    "stop_trial_if_running",
    "take_changed_cases",
    "take_question_back",
    "take_task",
    "undo_many",
    "unlink_case",
    "withdraw_decision",
    "work_on_many",
    "write_note",
]
