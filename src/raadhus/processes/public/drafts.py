"""The door to drafts of process models; what is the same for all drafts stands at the door of rules."""

from raadhus.processes.use_cases.draft_process import (
    PROCESS,
    CannotEditProcess,
    CannotReadProcess,
    StepIsGone,
    change_process,
    edit_process,
)

__all__ = [
    "PROCESS",
    "CannotEditProcess",
    "CannotReadProcess",
    "StepIsGone",
    "change_process",
    "edit_process",
]
