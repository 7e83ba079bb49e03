"""What the organisation hears of: staff who log in get the roles that their directory gives them."""

from uuid import UUID

from raadhus.identity.public import when_staff_signs_in
from raadhus.organisation.use_cases.welcome_staff import welcome_staff
from raadhus.platform.actor import Actor


@when_staff_signs_in
def give_roles(actor: Actor, person_id: UUID, name: str, groups: frozenset[str]) -> UUID:
    """Bring the roles of a staff member in line with the groups of their login, in its transaction."""
    return welcome_staff(actor, person_id, name, groups)
