"""Two municipalities and those who act in them."""

from uuid import UUID, uuid4

from raadhus.platform.actor import Actor, Assurance, Role

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
NORDBY = UUID("00000000-0000-7000-8000-000000000002")


def job(tenant: UUID = EGEBY) -> Actor:
    """Return a job of the municipality."""
    return Actor.system(tenant, purpose="test")


def citizen(person: UUID) -> Actor:
    """Return somebody who is logged in as a citizen."""
    return Actor(
        tenant=EGEBY,
        person_id=person,
        roles=frozenset({Role.CITIZEN}),
        assurance=Assurance.SUBSTANTIAL,
    )


def staff(person: UUID, *roles: Role) -> Actor:
    """Return somebody who is at work."""
    return Actor(
        tenant=EGEBY,
        person_id=person,
        staff_id=uuid4(),
        roles=frozenset(roles),
        assurance=Assurance.SUBSTANTIAL,
    )
