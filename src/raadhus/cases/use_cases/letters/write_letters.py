"""Write to people about a case: each letter in the official language, which is the binding one."""

import dataclasses
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import PartyRole
from raadhus.cases.models import Case, Party
from raadhus.cases.use_cases.fresh_case import find_fresh
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.ready_query import ReadyQuery
from raadhus.post.public import LetterOrder, send_letter

MESSAGE = "message"
_represents = ReadyQuery(lambda case_id: Party.objects.filter(case_id=case_id, role=PartyRole.REPRESENTATIVE))
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
    """
    Send ``order`` and write it into the case's time line, as ``by``'s when a job sends it for staff; return its id.

    Who represents the applicant gets a copy of what is written to them.
    Source: forvaltningsloven (Denmark) § 8: a party may be represented, and is then written to through who represents
    them; forvaltningsloven (Norway) § 12: messages go to who represents a party, and to the party where that helps.
    """
    _send(actor, case, order, by)
    for person_id in _representatives(case, order.recipient_id):
        _send(actor, case, dataclasses.replace(order, letter_id=new_id(), recipient_id=person_id), by)
    return order.letter_id


def _representatives(case: Case, recipient_id: UUID) -> tuple[UUID, ...]:
    """Return who represents the recipient: the applicant's, and none in a case that was opened just now."""
    if recipient_id != case.applicant_id or find_fresh(case.id) is not None:
        return ()
    found = _represents.rows(case_id=case.id)
    return tuple(party.person_id for party in found if party.person_id is not None)


def _send(actor: Actor, case: Case, order: LetterOrder, by: UUID | None) -> None:
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
