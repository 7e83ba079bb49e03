"""Take over what the person register said: name, birth, protection, and who lives together."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError

from raadhus.identity.models import HouseholdMember, Person
from raadhus.identity.use_cases.find_or_make_person import (
    file_person,
    find_people,
    find_person,
    read_number,
)
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.appending import append_all
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.scope import expect_tenant, transaction
from raadhus.registers.public import ChildRecord, Household, PersonRecord

_told_before = ReadyQuery(HouseholdMember.objects.filter)


def learn_person(actor: Actor, record: PersonRecord) -> UUID:
    """Write down what the register said of one adult, and return their id; the person is made when unknown here."""
    (person_id,) = _learn(actor, [record]).values()
    return person_id


def learn_household(actor: Actor, person_id: UUID, household: Household) -> dict[str, UUID]:
    """
    Write down who lives with ``person_id``, instead of what was known before; return number → person id of all of them.

    Runs in the actor's tenant transaction. Raises: IntegrityError when it is written twice at this moment.
    """
    people = _learn(actor, [*household.adults, *household.children])
    _told_before.remove(told_for_id=person_id)
    append_all(
        [
            HouseholdMember(told_for_id=person_id, member_id=member, told_at=clock.now())
            for member in sorted(set(people.values()) - {person_id})
        ]
    )
    return people


def _learn(actor: Actor, records: list[PersonRecord | ChildRecord]) -> dict[str, UUID]:
    """Return number → person id of all whom the records are about; one query looks for them all."""
    expect_tenant(actor.tenant)
    known = find_people(actor.tenant, {read_number(record.number) for record in records})
    people: dict[str, UUID] = {}
    for record in records:
        person_id = known.get(read_number(record.number))
        if person_id is None:
            people[record.number] = _make(actor, record)
        else:
            _tell(person_id, record)
            people[record.number] = person_id
    return people


def _make(actor: Actor, record: PersonRecord | ChildRecord) -> UUID:
    """Return the new person of ``record``, or the one whom somebody else made of it at this moment."""
    try:
        with transaction(actor.tenant):
            return file_person(actor.tenant, Person(**_facts(record)), read_number(record.number))
    except IntegrityError:
        person_id = find_person(actor.tenant, read_number(record.number))
        if person_id is None:
            raise
        _tell(person_id, record)
        return person_id


def _tell(person_id: UUID, record: PersonRecord | ChildRecord) -> None:
    facts = _facts(record)
    change(Person(id=person_id, **facts), *facts)


def _facts(record: PersonRecord | ChildRecord) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "given_name": record.given_name,
        "family_name": record.family_name,
        "birth_on": record.birth_date.isoformat(),
        "told_at": clock.now(),
    }
    if isinstance(record, PersonRecord):
        facts["is_name_protected"] = record.name_protected
        facts["is_address_protected"] = record.address_protected
    else:  # a parent's children are told in short: what protects them is taken in, never taken away
        facts |= {"is_name_protected": True} if record.name_protected else {}
        facts |= {"is_address_protected": True} if record.address_protected else {}
    return facts
