"""Lists are read along an index that begins with the tenant, however many cases there are."""

import pytest
from django.db import connection

from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Case, Task
from raadhus.cases.tests.casekit import ANNE
from raadhus.platform.tenancy.scope import transaction


def plan_of(rows):
    """Return how PostgreSQL would read ``rows`` if the table were large."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    return rows.explain()


@pytest.fixture
def filled(town):
    town.move_in(ANNE)
    town.decide_application(ANNE, contested=True)
    return town


def test_a_citizens_cases_are_read_newest_first_from_one_index(filled):
    with transaction(filled.tenant):
        newest = Case.objects.filter(applicant_id=filled.people[ANNE.number]).order_by("-opened_at", "-id")
        plan = plan_of(newest[:20])

    assert "cases_case_applicant" in plan
    assert "Sort" not in plan


def test_a_units_work_is_read_by_deadline_from_one_index(filled):
    with transaction(filled.tenant):
        waiting = Task.objects.filter(unit_id=filled.unit_id, status=TaskStatus.OPEN, person_id=None)
        plan = plan_of(waiting.order_by("due_on", "id")[:51])

    assert "cases_task_unit_queue" in plan
    assert "Sort" not in plan


def test_what_waits_for_a_citizen_is_read_from_one_index(filled):
    with transaction(filled.tenant):
        own = Task.objects.filter(person_id=filled.people[ANNE.number], status=TaskStatus.OPEN)
        plan = plan_of(own.order_by("due_on", "id")[:20])

    assert "cases_task_person" in plan
