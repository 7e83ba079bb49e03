"""What this room does when something falls due."""

from uuid import UUID

from raadhus.bus.registry import JobContext, on_due
from raadhus.forms.use_cases.erase_drafts import erase_if_expired
from raadhus.forms.use_cases.help_person import (
    FORGET_HELP,
    HELP_OVER,
    end_help_if_over,
    erase_help_without_application,
)
from raadhus.forms.use_cases.start_draft import DRAFT_EXPIRES


@on_due(DRAFT_EXPIRES)
def let_draft_expire(context: JobContext, draft_id: UUID) -> None:
    """Erase a draft whose time is over; one that was saved since sleeps on."""
    erase_if_expired(draft_id)


@on_due(HELP_OVER)
def let_help_end(context: JobContext, help_id: UUID) -> None:
    """End a help that its clerk left open."""
    end_help_if_over(context.actor, help_id)


@on_due(FORGET_HELP)
def let_help_be_forgotten(context: JobContext, help_id: UUID) -> None:
    """Erase a help that led to no application."""
    erase_help_without_application(help_id)
