"""Take over what the person register said: name, birth, protection, and who lives together."""

from uuid import UUID

from django.db import transaction as django_transaction

from raadhus.identity.models import HouseholdMember, Person
from raadhus.identity.use_cases.find_or_make_person import person_by_number
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.registers.public import ChildRecord, Household, PersonRecord


def learn_person(actor: Actor, record: PersonRecord) -> UUID:
    """Write down what the register said of one adult, and return their id; the person is made when unknown here."""
    person_id = person_by_number(actor, record.number)
    Person.objects.filter(id=person_id).update(
        **_facts(record),
        is_name_protected=record.name_protected,
        is_address_protected=record.address_protected,
        told_at=clock.now(),
    )
    return person_id


def learn_household(actor: Actor, person_id: UUID, household: Household) -> dict[str, UUID]:
    """
    Write down who lives with ``person_id``, instead of what was known before; return number → person id of all of them.

    Runs in the actor's tenant transaction.
    """
    expect_tenant(actor.tenant)
    people = {adult.number: learn_person(actor, adult) for adult in household.adults}
    people |= {child.number: _learn_child(actor, child) for child in household.children}
    with django_transaction.atomic():
        HouseholdMember.objects.filter(told_for_id=person_id).delete()
        HouseholdMember.objects.bulk_create(
            HouseholdMember(told_for_id=person_id, member_id=member, told_at=clock.now())
            for member in sorted(set(people.values()) - {person_id})
        )
    return people


def _learn_child(actor: Actor, record: ChildRecord) -> UUID:
    person_id = person_by_number(actor, record.number)
    Person.objects.filter(id=person_id).update(**_facts(record), told_at=clock.now())
    return person_id


def _facts(record: PersonRecord | ChildRecord) -> dict[str, str]:
    return {
        "given_name": record.given_name,
        "family_name": record.family_name,
        "birth_on": record.birth_date.isoformat(),
    }
