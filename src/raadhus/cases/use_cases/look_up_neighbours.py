"""Find out who lives next to a property: the person register is asked by address, and they become parties of the case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from raadhus.bus.registry import RetryLater
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import PartyRole
from raadhus.cases.models import Case, Party
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.use_cases.fresh_case import what_was_sent
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.identity.public import learn_person
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.appending import append_all
from raadhus.registers.public import Address, PersonRecord, RegisterUnavailable, look_up_residents

_PURPOSE = "cases.neighbours"
_WAIT_SECONDS = 300
_MOST = 40


def look_up_neighbours(actor: Actor, case: Case, group: str) -> tuple[UUID, ...]:
    """
    Return the persons to hear: the adults at each ``address`` in the answers' ``group``; those already there stay.

    Addresses at which nobody lives are counted in the time line, for the caseworker. Neither the applicant nor whoever
    is a party in another role is heard as a neighbour. Raises: RetryLater while the register is silent.
    """
    sent = what_was_sent(actor, first_case(case))
    items = list((sent.answers.get(group) if sent else None) or ())[:_MOST]
    records: dict[str, PersonRecord] = {}
    empty = 0
    for item in items:
        found = _residents(actor, item)
        empty += not found
        records |= {record.number: record for record in found}
    parties = dict(Party.objects.filter(case=case, person_id__isnull=False).values_list("person_id", "role"))
    heard = {learn_person(actor, record): record for record in records.values()}
    heard = {
        one: record
        for one, record in heard.items()
        if parties.get(one, PartyRole.NEIGHBOUR) == PartyRole.NEIGHBOUR
    }
    append_all([_party(case, one, record) for one, record in heard.items() if one not in parties])
    write_timeline(
        actor,
        case,
        Happening.NEIGHBOURS_FOUND,
        Who.TOWN,
        detail={"found": len(heard), "empty": empty},
    )
    return tuple(heard)


def _residents(actor: Actor, item: Mapping[str, Any]) -> tuple[PersonRecord, ...]:
    given = item.get("address")
    if not isinstance(given, Mapping):
        return ()
    address = Address(
        street=str(given.get("street") or ""),
        postal_code=str(given.get("postal_code") or ""),
        city=str(given.get("city") or ""),
        country="",
    )
    try:
        return look_up_residents(actor, address, purpose=_PURPOSE)
    except RegisterUnavailable as error:
        raise RetryLater("the person register is silent", after_seconds=_WAIT_SECONDS) from error


def _party(case: Case, person_id: UUID, record: PersonRecord) -> Party:
    return Party(
        id=new_id(),
        case=case,
        role=PartyRole.NEIGHBOUR,
        person_id=person_id,
        hides_name=record.name_protected,
        hides_address=record.address_protected,
    )
