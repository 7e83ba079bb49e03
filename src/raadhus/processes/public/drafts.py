"""The door to drafts of process models; what is the same for all drafts stands at the door of rules."""

from raadhus.processes.use_cases.draft_process import (
    PROCESS,
    CannotCatchUp,
    CannotEditProcess,
    CannotReadProcess,
    StepIsGone,
    catch_up_process,
    change_process,
    edit_process,
)

__all__ = [
    "PROCESS",
    "CannotCatchUp",
    "CannotEditProcess",
    "CannotReadProcess",
    "StepIsGone",
    "catch_up_process",
    "change_process",
    "edit_process",
]
