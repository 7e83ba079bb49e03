"""Let somebody who logged in as staff work with the roles that their municipality's directory gives them."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.organisation.models import StaffGroup
from raadhus.organisation.use_cases.employ_staff import StaffOrder, employ_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import Refusal


class CannotWelcomeStaff(Refusal):
    """None of the groups of this login gives a role here."""

    status = 403
    code = "no-role"
    happened = _("Your login is correct, but it gives you no role in this municipality.")
    next_step = _("Ask your leader or the service desk to add you to the right group, then log in again.")


def welcome_staff(actor: Actor, person_id: UUID, name: str, groups: frozenset[str]) -> UUID:
    """
    Return the staff id of ``person_id``, with exactly the roles that ``groups`` give today.

    Raises: CannotWelcomeStaff when no group gives a role; what was given before is then left as it was.
    """
    given = StaffGroup.objects.filter(group__in=groups).values_list("role", "unit_id")
    roles = frozenset((Role(role), unit_id) for role, unit_id in given)
    if not roles:
        raise CannotWelcomeStaff(detail="no group gives a role")
    return employ_staff(actor, StaffOrder(person_id=person_id, name=name, roles=roles))
