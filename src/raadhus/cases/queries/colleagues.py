"""Who of a unit a task can be given to."""

import dataclasses
from collections.abc import Collection
from uuid import UUID

from raadhus.cases.queries.staff_case.case_file import StaffCase
from raadhus.organisation.public import StaffInfo, list_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere


def list_colleagues(actor: Actor, unit_id: UUID) -> tuple[StaffInfo, ...]:
    """Return the caseworkers of a unit of the actor's, to a leader of any unit, by name. Raises: NotFoundHere."""
    if unit_id not in actor.units and not actor.has(Role.LEADER):
        raise NotFoundHere(detail=f"unit {unit_id}")
    return tuple(member for member in list_staff(actor, unit_id=unit_id) if Role.CASEWORKER in member.roles)


def list_case_colleagues(actor: Actor, case: StaffCase) -> tuple[StaffInfo, ...]:
    """Return the caseworkers who may open a case that was read: of its unit and of those with a task in it, by name."""
    found = {
        member.id: member
        for unit_id in case.units
        for member in list_staff(actor, unit_id=unit_id)
        if Role.CASEWORKER in member.roles
    }
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.id)))


def find_colleague(actor: Actor, units: Collection[UUID], staff_id: UUID) -> StaffInfo:
    """Return a caseworker of one of ``units``, with those of them in which they are one. Raises: NotFoundHere."""
    found = {
        unit_id: member
        for unit_id in units
        for member in list_staff(actor, unit_id=unit_id)
        if member.id == staff_id and Role.CASEWORKER in member.roles
    }
    if not found:
        raise NotFoundHere(detail=f"staff {staff_id}")
    return dataclasses.replace(next(iter(found.values())), units=frozenset(found))
