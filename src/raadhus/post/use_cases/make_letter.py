"""Make an ordered letter: print it as PDF, file it, and bring it to the mailbox or send it on to paper."""

from uuid import UUID

from raadhus.bus import outbox, queue
from raadhus.identity import public as identity
from raadhus.notifications import public as notifications
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.appending import append_all
from raadhus.platform.tenancy.changing import change
from raadhus.post.domain.pdf import count_pages
from raadhus.post.events import LetterDelivered, LetterFiled
from raadhus.post.models import DeliveryStep, Letter
from raadhus.post.use_cases.compose_letter import compose_letter, template_of
from raadhus.post.wiring import wired
from raadhus.records import public as records
from raadhus.registers import public as registers

_locked = ReadyQuery(lambda letter_id: Letter.objects.select_for_update().filter(id=letter_id))


def make_letter_if_ordered(actor: Actor, letter_id: UUID) -> None:
    """
    Make the letter unless that is done already.

    Raises: RegisterError when the exemption (or the address for paper) cannot be had, CannotRenderLetter,
    CannotFileDocument: the caller tries again, nothing is half done. Emits: LetterFiled, LetterDelivered.
    """
    letter = _locked.first(letter_id=letter_id)
    if letter is None:
        raise Letter.DoesNotExist(f"There is no letter {letter_id}.")
    if letter.state != Letter.State.ORDERED:
        return
    on_paper = _goes_on_paper(actor, letter)
    pdf = wired().press.render(template_of(letter), compose_letter(actor, letter, on_paper=on_paper))
    _file(actor, letter, pdf)
    if on_paper:
        letter.channel = Letter.Channel.PRINT
        change(letter, "state", "channel", "document", "pages")
        _note(letter, "filed")
        queue.defer("post.print_letter", lock=f"letter:{letter.id}", letter_id=letter.id)
    else:
        letter.channel = Letter.Channel.MAILBOX
        deliver(actor, letter, after=("filed",))


def deliver(actor: Actor, letter: Letter, *, after: tuple[str, ...] = ()) -> None:
    """
    Note that ``letter`` has arrived on its channel, and tell the recipient that there is something to read.

    ``after``: steps that were taken just before and are not noted yet.
    """
    delivered_at = clock.now()
    letter.state = Letter.State.DELIVERED
    letter.delivered_at = delivered_at
    change(letter, "state", "channel", "document", "pages", "delivered_at")
    _note(letter, *after, f"delivered-{letter.channel}")
    outbox.emit(
        LetterDelivered(
            subject=letter.subject,
            letter_id=letter.id,
            case_id=letter.case_id,
            channel=letter.channel,
            delivered_at=delivered_at,
        )
    )
    if letter.channel == Letter.Channel.MAILBOX:
        notifications.notify(
            actor, letter.recipient_id, "letter_arrived", about=letter.id, subject=letter.subject
        )


def _goes_on_paper(actor: Actor, letter: Letter) -> bool:
    purpose = "post.exemption"
    number = identity.identity_number_of(actor, letter.recipient_id, purpose=purpose)
    return registers.is_exempt_from_digital_post(actor, number, purpose=purpose)


def _file(actor: Actor, letter: Letter, pdf: bytes) -> None:
    letter.document_id = records.file_document(
        actor,
        records.DocumentOrder(
            title=letter.title,
            document_kind="letter",
            media_type="application/pdf",
            content=pdf,
            person_ids=[letter.recipient_id],
            subject=letter.subject,
            case_id=letter.case_id,
            document_id=letter.id,  # made again after a crash, it is written over what that left
        ),
    )
    letter.pages = count_pages(pdf)
    letter.state = Letter.State.FILED
    outbox.emit(
        LetterFiled(
            subject=letter.subject,
            letter_id=letter.id,
            case_id=letter.case_id,
            document_id=letter.document_id,
            pages=letter.pages,
        )
    )


def _note(letter: Letter, *steps: str) -> None:
    append_all(DeliveryStep(letter=letter, at=clock.now(), step=step) for step in steps)
