"""The invented people of the demo towns give their contact details."""

from uuid import UUID

from raadhus.adapters.demo_people import PEOPLE, DemoPerson, crowd_member
from raadhus.identity import public as identity
from raadhus.notifications import public as notifications
from raadhus.organisation.demo import tenant_of
from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.platform.tenancy.scope import transaction

COUNTRIES = {"egeby": ("dk", "da"), "nordby": ("no", "nb")}


def settle() -> None:
    """Lay down everybody, and the crowd of a measurement; doing it again changes nothing."""
    for person in (*PEOPLE, *map(crowd_member, range(current_environment().crowd))):
        _give_contact_details(person)


def _give_contact_details(person: DemoPerson) -> None:
    tenant = _tenant_of(person.town)
    country, language = COUNTRIES[person.town]
    with transaction(tenant):
        actor = Actor.system(tenant, purpose="demo")
        person_id = identity.person_by_number(actor, person.number)
        if not notifications.get_contact_details(actor, person_id).phone:
            notifications.set_contact_details(
                actor,
                person_id,
                phone=person.phone,
                email=f"{person.key}@{person.town}.example",
                language=language,
                country=country,
            )


def _tenant_of(town: str) -> UUID:
    return tenant_of(f"{town}.localhost")
