"""Hand a letter to the print house: the attempt is committed first, and the letter's id names it there."""

import hashlib
from uuid import UUID

from raadhus.bus.registry import RetryLater
from raadhus.organisation import public as organisation
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.post.models import DeliveryStep, Letter
from raadhus.post.ports import PrintHouse, PrintHouseUnavailable, PrintOrder
from raadhus.post.use_cases.make_letter import deliver
from raadhus.records import public as records


def print_letter_if_filed(actor: Actor, letter_id: UUID, house: PrintHouse) -> None:
    """
    Hand over the letter unless that is done; runs outside a transaction.

    Raises: RetryLater when the print house takes nothing; the letter is kept and an operator sees the attempts.
    Emits: LetterDelivered.
    """
    with transaction(actor.tenant):
        letter = Letter.objects.get(id=letter_id)
        if letter.state != Letter.State.FILED or letter.document_id is None:
            return
        order, pdf = _order(actor, letter, letter.document_id)
        DeliveryStep.objects.create(letter=letter, at=clock.now(), step="sending-to-print")
    try:
        house.deliver(order, pdf)
    except PrintHouseUnavailable as error:
        with transaction(actor.tenant):
            DeliveryStep.objects.create(
                letter_id=letter_id, at=clock.now(), step="print-house-unavailable", note=str(error)[:200]
            )
        raise RetryLater("The print house takes nothing.") from error
    with transaction(actor.tenant):
        letter = Letter.objects.select_for_update().get(id=letter_id)
        if letter.state == Letter.State.FILED:
            deliver(actor, letter)


def _order(actor: Actor, letter: Letter, document_id: UUID) -> tuple[PrintOrder, bytes]:
    pdf = records.get_content(actor, document_id)
    order = PrintOrder(
        letter_id=letter.id,
        sender=organisation.municipality(actor.tenant).name,
        pages=letter.pages,
        ordered_at=letter.ordered_at,
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
    return order, pdf
