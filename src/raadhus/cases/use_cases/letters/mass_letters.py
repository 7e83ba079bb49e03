"""Write the copies of a letter to many, a few at a time, each noted in its case as the caseworker's."""

from uuid import UUID

from raadhus.bus import queue
from raadhus.cases.access import access_case_as_job
from raadhus.cases.domain.mass_letters import AT_ONCE
from raadhus.cases.models import Case, MassLetter, MassLetterCopy
from raadhus.cases.use_cases.letters.compose_decision import signer
from raadhus.cases.use_cases.letters.write_letters import MESSAGE, letter_order, send_noted
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.post.public import LetterOrder

DUE = "cases.mass_letter"
WRITE = "cases.write_copies"


def copy_order(actor: Actor, case: Case, heading: str, text: str, *, staff_id: UUID | None) -> LetterOrder:
    """Return the order of the letter in one case, signed by ``staff_id``; each line of ``text`` is a paragraph."""
    data = {
        "heading": heading,
        "signed_by": signer(actor, staff_id),
        "paragraphs": [line.strip() for line in text.splitlines() if line.strip()],
        "box_title": "",
        "box_text": "",
    }
    return letter_order(
        actor, case, recipient_id=case.applicant_id, template=MESSAGE, title=heading, data=data
    )


def write_copies_if_not_stopped(actor: Actor, letter_id: UUID) -> None:
    """
    Write the next copies and queue the rest, or note that all are written; a letter that was stopped is left as it is.

    Called by a job, in one transaction: a copy is written once.
    """
    letter = (
        MassLetter.objects.select_for_update()
        .filter(id=letter_id, stopped_at__isnull=True, done_at__isnull=True)
        .first()
    )
    if letter is None:
        return
    waiting = MassLetterCopy.objects.filter(mass_letter=letter, letter_id__isnull=True).order_by("case_id")
    copies = list(waiting[: AT_ONCE + 1])
    for copy in copies[:AT_ONCE]:
        _write(actor, letter, copy)
    if len(copies) > AT_ONCE:
        queue.defer(WRITE, lock=f"mass-letter:{letter.id}", letter_id=letter.id)
        return
    letter.done_at = clock.now()
    letter.save(update_fields=["done_at"])


def _write(actor: Actor, letter: MassLetter, copy: MassLetterCopy) -> None:
    case = access_case_as_job(actor, copy.case_id)
    order = copy_order(actor, case, letter.heading, letter.text, staff_id=letter.staff_id)
    copy.letter_id = send_noted(actor, case, order, by=letter.staff_id)
    copy.save(update_fields=["letter_id"])
