"""Write down that a person works for the municipality."""

import dataclasses
from collections.abc import Iterable
from uuid import UUID

from raadhus.organisation.models import RoleAssignment, StaffMember
from raadhus.platform import audit
from raadhus.platform.actor import Actor, Role
from raadhus.platform.tenancy.scope import transaction


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StaffOrder:
    """Who is employed, as what: pairs of role and unit (None: the whole municipality)."""

    person_id: UUID
    name: str
    roles: frozenset[tuple[Role, UUID | None]]


def employ_staff(actor: Actor, order: StaffOrder) -> UUID:
    """Make the person staff with exactly the roles of the order; return the staff id. Doing it again changes nothing."""
    with transaction(actor.tenant):
        staff, is_new = StaffMember.objects.get_or_create(
            person_id=order.person_id, defaults={"name": order.name}
        )
        if not is_new and (staff.name != order.name or not staff.is_active):
            staff.name, staff.is_active = order.name, True
            staff.save(update_fields=["name", "is_active"])
        if _bring_in_line(staff, order.roles) or is_new:
            roles = sorted(f"{role}:{unit or ''}" for role, unit in order.roles)
            audit.record(actor, "organisation.employ_staff", f"staff:{staff.id}", {"roles": roles})
    return staff.id


def _bring_in_line(staff: StaffMember, wanted: Iterable[tuple[Role, UUID | None]]) -> bool:
    """Add what lacks, take away what is no longer given; tell whether anything changed."""
    present = {(Role(row.role), row.unit_id): row for row in RoleAssignment.objects.filter(staff=staff)}
    wanted = set(wanted)
    surplus = [row.id for key, row in present.items() if key not in wanted]
    lacking = [key for key in wanted if key not in present]
    if surplus:
        RoleAssignment.objects.filter(id__in=surplus).delete()
    RoleAssignment.objects.bulk_create(
        RoleAssignment(staff=staff, role=role, unit_id=unit) for role, unit in lacking
    )
    return bool(surplus or lacking)
