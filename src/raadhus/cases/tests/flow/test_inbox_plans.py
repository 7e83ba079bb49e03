"""The inbox costs the same with ten cases as with a million: an index in the right order, a page, capped counts."""

import datetime as dt
import uuid

import pytest
from django.db import connection

from raadhus.cases.domain.queues import COUNT_CAP, PAGE, Cursor, Narrowed, Queue
from raadhus.cases.queries.staff_inbox import count_queues, list_inbox, page_of
from raadhus.cases.tests.casekit import TODAY
from raadhus.cases.use_cases.process_steps import withdraw_unit
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.public import Execution
from tests.planskit import Asked, asked, kept_plan

MANY = 20_000
IN_ORDER = (
    "cases_task_unit_queue",
    "cases_task_mine",
    "cases_task_service",
    "cases_task_kind",
    "cases_task_waiting",
    "cases_task_aside",
)
_CASES = """
INSERT INTO cases_case (id, tenant_id, number, case_kind, channel, service_key, package_hash, subject, applicant_id,
    unit_id, status, submitted_at, opened_at, deadline_on, flow)
SELECT gen_random_uuid(), %(tenant)s, 'X-' || n, 'application', 'self-service', 'x', %(hash)s, 'x', gen_random_uuid(),
    CASE WHEN n %% 10 = 0 THEN %(unit)s ELSE %(other)s END, 'with_unit', now(), now(), %(today)s::date, 'x'
FROM generate_series(1, %(many)s) n
"""
_TASKS = """
INSERT INTO cases_task (id, tenant_id, case_id, task_kind, status, unit_id, service_key, person_id, assigned_to, due_on,
    set_aside_until, why, created_at)
SELECT gen_random_uuid(), tenant_id, id,
    CASE WHEN substr(number, 3)::int %% 400 = 0 THEN 'reassess' ELSE 'assess' END, 'open', unit_id,
    CASE WHEN substr(number, 3)::int %% 900 = 0 THEN 'rare' ELSE 'x' END, NULL,
    CASE WHEN substr(number, 3)::int %% 70 = 0 THEN NULL ELSE %(staff)s END,
    %(today)s::date + (substr(number, 3)::int %% 300) - 3,
    CASE WHEN substr(number, 3)::int %% 400 = 50 THEN %(today)s::date + 5 END, '[]', now()
FROM cases_case WHERE subject = 'x'
"""


@pytest.fixture
def crowded(town):
    """Return the town with many open tasks, most of them another unit's, nearly all of ours taken."""
    actor = town.caseworker()
    facts = {
        "tenant": town.tenant,
        "hash": town.package_hash,
        "unit": town.unit_id,
        "other": uuid.uuid4(),
        "today": TODAY,
        "many": MANY,
        "staff": uuid.uuid4(),
    }
    with transaction(town.tenant), connection.cursor() as cursor:
        cursor.execute(_CASES, facts)
        cursor.execute(_TASKS, facts)
        cursor.execute(
            "DISCARD PLANS"
        )  # foreign keys are checked by plans kept from when the tables were empty
    return town, actor


@pytest.mark.parametrize("queue", Queue)
@pytest.mark.parametrize("after", [None, Cursor(TODAY + dt.timedelta(days=30), new_id())])
def test_a_page_is_read_from_an_index_that_has_its_order(crowded, queue, after):
    town, actor = crowded
    with transaction(town.tenant):
        plan = page_of(actor, town.unit_id, queue, after).explain()

    assert "on cases_task" in plan
    assert "Seq Scan" not in plan, plan
    assert "Sort" not in plan, plan
    assert "Aggregate" not in plan, plan


@pytest.mark.parametrize(
    "narrowed",
    [
        Narrowed(service_key="rare"),
        Narrowed(service_key="none"),
        Narrowed(colleague=new_id()),
        Narrowed(due_within=7),
        Narrowed(service_key="x", due_within=28),
    ],
)
def test_a_narrowed_page_is_read_from_an_index_that_has_its_order(crowded, narrowed):
    town, actor = crowded
    with transaction(town.tenant):
        plan = page_of(actor, town.unit_id, Queue.TODO, None, narrowed).explain()

    assert "on cases_task" in plan
    assert "Seq Scan" not in plan, plan
    assert "Sort" not in plan, plan


@pytest.mark.parametrize(
    ("queue", "narrowed"), [*((one, Narrowed()) for one in Queue), (Queue.TODO, Narrowed(service_key="rare"))]
)
def test_a_plan_that_the_database_keeps_reads_the_same_index(crowded, queue, narrowed):
    town, actor = crowded
    with transaction(town.tenant):
        page = page_of(actor, town.unit_id, queue, None, narrowed)
        plan = kept_plan(Asked(*page.query.sql_with_params()))

    assert any(index in plan for index in IN_ORDER), plan
    assert "Seq Scan" not in plan, plan
    assert "Sort" not in plan, plan


def test_what_a_process_takes_back_is_found_by_the_index_of_what_processes_wait_for(crowded):
    town, _actor = crowded
    with transaction(town.tenant):
        step = Execution(
            actor=town.system,
            instance_id=new_id(),
            business_key=new_id(),
            task_ref=new_id(),
            element_id="ask_unit",
            element_name="",
            properties={},
            inputs={},
            variables={},
            rules="",
        )
        with asked("cases_task") as statements:
            withdraw_unit(step)
        (plan,) = map(kept_plan, statements)

    assert "cases_task_once_a_process_task" in plan, plan


def test_counts_stop_at_their_cap_in_one_query(crowded, django_assert_num_queries):
    town, actor = crowded
    with transaction(town.tenant):
        count_queues(actor, town.unit_id)  # the process learns its towns
    with transaction(town.tenant), django_assert_num_queries(1):
        counted = count_queues(actor, town.unit_id)

    assert counted[Queue.TODO] == COUNT_CAP + 1
    assert counted[Queue.MINE] == 0


def test_pages_follow_each_other_without_gap_or_overlap(crowded):
    town, actor = crowded
    seen, after = [], None
    with transaction(town.tenant):
        for _ in range(4):
            page = list_inbox(actor, town.unit_id, Queue.TODO, after)
            seen += [(row.due_on, row.task_id) for row in page.rows]
            after = page.after

    assert len(set(seen)) == 4 * PAGE
    assert seen == sorted(seen)


def test_the_last_page_says_so(crowded):
    town, actor = crowded
    with transaction(town.tenant):
        page = list_inbox(actor, town.unit_id, Queue.APPEALS, None)

    assert (len(page.rows), page.after) == (PAGE, None)
