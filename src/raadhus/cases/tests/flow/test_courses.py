"""When cases came and went is told to leaders and to jobs that count."""

import dataclasses
from uuid import UUID

import pytest

from raadhus.cases.public import find_course, list_case_processes
from raadhus.cases.tests.casekit import ANNE, CARL, NOON
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import LoginNeeded, NotAllowed
from raadhus.platform.tenancy.scope import transaction

SERVICE = "free-place-subsidy"


def read(actor: Actor, case_id: UUID) -> tuple[bool, int]:
    """Return whether the course of a case is told, and how many cases are told of."""
    found = find_course(actor, case_id)
    listed = list_case_processes(actor, SERVICE, NOON, after=UUID(int=0), at_most=10)
    return found is not None, len(listed)


def test_a_leader_and_a_job_read_courses_and_nobody_else(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    leader = town.caseworker(CARL, Role.LEADER)
    with transaction(town.tenant):
        assert read(leader, case.id) == (True, 1)
        assert read(town.system, case.id) == (True, 1)
        for actor in (
            town.caseworker(),
            town.citizen(ANNE),
            dataclasses.replace(leader, staff_id=None),
        ):
            with pytest.raises(NotAllowed):
                find_course(actor, case.id)
            with pytest.raises(NotAllowed):
                read(actor, case.id)
        for act in (
            lambda nobody: find_course(nobody, case.id),
            lambda nobody: list_case_processes(nobody, SERVICE, NOON, after=UUID(int=0), at_most=1),
        ):
            with pytest.raises(LoginNeeded):
                act(Actor(tenant=town.tenant))


def test_a_leader_of_another_municipality_reads_no_course(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    stranger = dataclasses.replace(town.caseworker(CARL, Role.LEADER), tenant=UUID(int=7))
    with transaction(town.tenant), pytest.raises(RuntimeError):
        find_course(stranger, case.id)
