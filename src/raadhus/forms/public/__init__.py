"""The door of the forms: begin a draft, list drafts, read what was sent."""

from raadhus.forms.access import HELPERS, CannotHelpOwn
from raadhus.forms.domain.helping import CHECKS, SCAN, HelpChannel, IdentityCheck
from raadhus.forms.domain.located import CannotReadForm
from raadhus.forms.domain.sheet import Figure
from raadhus.forms.ports import CaseTeller, ScannerUnavailable, ToldCase, VirusScanner
from raadhus.forms.queries import (
    AttachmentInfo,
    DraftInfo,
    HelpedInfo,
    SubmissionInfo,
    drafts,
    find_draft,
    find_helped,
    list_sent,
    list_submissions,
    submission,
)
from raadhus.forms.use_cases.answers_in_words import SaidAnswer, SaidPart, answers_in_words
from raadhus.forms.use_cases.check_file import CheckedFile, FileRefused, Upload, check_file, file_too_large
from raadhus.forms.use_cases.discard_draft import discard_draft, restore_draft
from raadhus.forms.use_cases.forms_in_use import form_in
from raadhus.forms.use_cases.forms_in_use import form_of as definition
from raadhus.forms.use_cases.help_person import (
    CannotHelp,
    HelpOrder,
    NobodyHasNumber,
    RegisterIsSilent,
    begin_help,
    end_help_if_any,
)
from raadhus.forms.use_cases.read_attachment import attachment_content
from raadhus.forms.use_cases.save_step import CannotTakeForm
from raadhus.forms.use_cases.start_draft import start_draft
from raadhus.forms.use_cases.task_forms import (
    FilledForm,
    fill_task_form,
    filled_before,
    task_answers_in_words,
    task_form,
    task_form_asks,
    task_form_options,
    task_form_values,
)
from raadhus.forms.use_cases.values_for_rules import values_for_rules
from raadhus.forms.wiring import use_case_teller

__all__ = [
    "CHECKS",
    "HELPERS",
    "SCAN",
    "AttachmentInfo",
    "CannotHelp",
    "CannotHelpOwn",
    "CannotReadForm",
    "CannotTakeForm",
    "CaseTeller",
    "CheckedFile",
    "DraftInfo",
    "Figure",
    "FileRefused",
    "FilledForm",
    "HelpChannel",
    "HelpOrder",
    "HelpedInfo",
    "IdentityCheck",
    "NobodyHasNumber",
    "RegisterIsSilent",
    "SaidAnswer",
    "SaidPart",
    "ScannerUnavailable",
    "SubmissionInfo",
    "ToldCase",
    "Upload",
    "VirusScanner",
    "answers_in_words",
    "attachment_content",
    "begin_help",
    "check_file",
    "definition",
    "discard_draft",
    "drafts",
    "end_help_if_any",
    "file_too_large",
    "fill_task_form",
    "filled_before",
    "find_draft",
    "find_helped",
    "form_in",
    "list_sent",
    "list_submissions",
    "restore_draft",
    "start_draft",
    "submission",
    "task_answers_in_words",
    "task_form",
    "task_form_asks",
    "task_form_options",
    "task_form_values",
    "use_case_teller",
    "values_for_rules",
]
