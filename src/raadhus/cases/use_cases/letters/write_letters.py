"""Write to people about a case: each letter in the official language, which is the binding one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.models import Case
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.post.public import LetterOrder, send_letter

MESSAGE = "message"
DECISION = "decision"
HEARING = "hearing"


def letter_order(
    actor: Actor, case: Case, *, recipient_id: UUID, template: str, title: str, data: Mapping[str, Any]
) -> LetterOrder:
    """Return the order of a letter about ``case``, in the municipality's official language."""
    return LetterOrder(
        letter_id=new_id(),
        recipient_id=recipient_id,
        service_hash=case.package_hash,
        template=template,
        title=title,
        case_id=case.id,
        case_number=case.number,
        subject=case.flow,
        unit_key=package(case.package_hash).service.unit,
        language=municipality(actor.tenant).language,
        data=data,
    )


def send_message(
    actor: Actor,
    case: Case,
    *,
    recipient_id: UUID,
    title: str,
    heading: str,
    paragraphs: tuple[str, ...],
    box_title: str = "",
    box_text: str = "",
) -> UUID:
    """Send a letter of a few paragraphs with a box, and note it in the case; return its id."""
    data = {"heading": heading, "paragraphs": list(paragraphs), "box_title": box_title, "box_text": box_text}
    order = letter_order(actor, case, recipient_id=recipient_id, template=MESSAGE, title=title, data=data)
    return send_noted(actor, case, order)


def send_noted(actor: Actor, case: Case, order: LetterOrder, *, by: UUID | None = None) -> UUID:
    """Send ``order`` and write it into the case's time line, as ``by``'s when a job sends it for staff; return its id."""
    letter_id = send_letter(actor, order)
    write_timeline(
        actor,
        case,
        Happening.LETTER_ORDERED,
        Who.STAFF if by or actor.is_staff else Who.TOWN,
        thing_id=letter_id,
        staff_id=by,
        detail={"title": order.title, "to_applicant": order.recipient_id == case.applicant_id},
    )
    return letter_id
