"""The door of the post room."""

from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.post.domain.pdf import count_pages
from raadhus.post.domain.sample import sample_data
from raadhus.post.models import Letter
from raadhus.post.ports import CannotRenderLetter
from raadhus.post.queries import (
    LetterInfo,
    LetterWords,
    StepInfo,
    count_unread,
    get_letter,
    list_case_letters,
    list_delivery_steps,
    list_mailbox,
    list_stuck_letters,
)
from raadhus.post.use_cases.compose_letter import compose_letter, template_of
from raadhus.post.use_cases.open_letter import open_letter, read_letter
from raadhus.post.use_cases.send_letter import LetterOrder, send_letter
from raadhus.post.use_cases.try_letter_again import try_letter_again
from raadhus.post.wiring import PostRoom, use, wired

__all__ = [
    "CannotRenderLetter",
    "LetterInfo",
    "LetterOrder",
    "LetterWords",
    "PostRoom",
    "StepInfo",
    "count_pages",
    "count_unread",
    "get_letter",
    "list_case_letters",
    "list_delivery_steps",
    "list_mailbox",
    "list_stuck_letters",
    "open_letter",
    "preview_letter",
    "read_letter",
    "sample_data",
    "send_letter",
    "try_letter_again",
    "use",
]


def preview_letter(actor: Actor, order: LetterOrder) -> bytes:
    """Return the PDF that ``send_letter`` would make; nothing is kept. Raises: CannotRenderLetter."""
    letter = Letter(
        recipient_id=order.recipient_id,
        case_number=order.case_number,
        title=order.title,
        unit_key=order.unit_key,
        language=order.language,
        service_hash=order.service_hash,
        template=order.template,
        data=dict(order.data),
        ordered_at=clock.now(),
    )
    return wired().press.render(template_of(letter), compose_letter(actor, letter, on_paper=False))
