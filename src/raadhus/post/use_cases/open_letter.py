"""Open a letter in the mailbox, as PDF or as its words on a page: the first time is noted."""

from uuid import UUID

from raadhus.bus import outbox
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.post.access import access_letter
from raadhus.post.events import LetterOpened
from raadhus.post.models import DeliveryStep, Letter
from raadhus.post.queries import LetterWords
from raadhus.records import public as records


def open_letter(actor: Actor, letter_id: UUID) -> bytes:
    """
    Return the PDF of a letter in the actor's mailbox.

    Raises: NotFoundHere. Emits: LetterOpened the first time.
    """
    letter, document_id = access_letter(actor, letter_id)
    _note_opened(letter)
    return records.get_content(actor, document_id)


def read_letter(actor: Actor, letter_id: UUID) -> LetterWords:
    """
    Return what a letter in the actor's mailbox says, for a page: who has read that has opened the letter.

    Raises: NotFoundHere. Emits: LetterOpened the first time.
    """
    letter, _document_id = access_letter(actor, letter_id)
    _note_opened(letter)
    return LetterWords(template=letter.template, language=letter.language, data=letter.data)


def _note_opened(letter: Letter) -> None:
    if letter.opened_at is not None:
        return
    now = clock.now()
    if Letter.objects.filter(id=letter.id, opened_at=None).update(opened_at=now):
        DeliveryStep.objects.create(letter=letter, at=now, step="opened")
        outbox.emit(
            LetterOpened(
                subject=letter.subject,
                letter_id=letter.id,
                case_id=letter.case_id,
                recipient_id=letter.recipient_id,
            )
        )
