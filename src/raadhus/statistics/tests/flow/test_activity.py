"""The course of cases as counts: what came, what went, where they wait, how long, and on which version."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from raadhus.bus.testing import run_all
from raadhus.cases.public import HandDecision, decide_by_hand, reopen, send_by_hand
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON, NORDBY, TODAY, Town
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.public import ActivityReport, StepActivity, get_activity, list_activity
from raadhus.statistics.use_cases.follow_case import follow_case

SERVICE = "free-place-subsidy"
GRANTED = HandDecision(
    percent=Decimal(100), valid_from=dt.date(2025, 2, 1), reasons=("Indtægten er lav.",), deviation="Nyt job."
)
NOVEMBER = (dt.date(2024, 11, 1), dt.date(2024, 12, 1))


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield Town().build()


def report(town: Town, **only: str) -> ActivityReport:
    """Return what a leader is told of November."""
    with transaction(town.tenant):
        return get_activity(town.caseworker(CARL, Role.LEADER), SERVICE, *NOVEMBER, **only)


def step(town: Town, place: str) -> StepActivity:
    """Return what happened at one step."""
    return next(step for step in report(town).steps if step.place == place)


def test_a_case_that_rules_decide_came_went_and_waits_nowhere(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)

    told = report(town)
    cases = told.cases
    assert (cases.entered, cases.left, cases.waiting) == (1, 1, 0)
    assert (cases.automatic_percent, cases.in_time_percent) == (100, 100)
    assert (cases.stays.number, cases.stays.median) == (1, 0)
    assert told.channels == (("self-service", 1),)
    assert [version.package_hash for version in told.versions] == [town.package_hash]
    sent = step(town, "send_decision")
    assert (sent.entered, sent.left, sent.waiting) == (1, 1, 0)
    assert not any(one.waiting for one in told.steps)


def test_a_case_waits_where_it_stands_and_its_stay_is_counted_when_it_leaves(town):
    applicant, partner = town.move_together(ANNE, BO)
    town.decide_application(applicant)
    waits = step(town, "ask_partner")
    assert (waits.entered, waits.left, waits.waiting, waits.stays.median) == (1, 0, 1, None)
    assert report(town).cases.waiting == 1

    with transaction(town.tenant):
        task = apps.get_model("cases", "Task").objects.get()
    with clock.frozen(NOON + dt.timedelta(days=2)):
        browser = town.log_in(partner)
        assert browser.get(reverse("cases:income", args=[task.id])).status_code == 200
        assert (
            browser.post(reverse("cases:income", args=[task.id]), {"answer": "confirmed"}).status_code == 302
        )
        run_all()

    went = step(town, "ask_partner")
    assert (went.entered, went.left, went.waiting) == (1, 1, 0)
    assert went.stays.median == pytest.approx(2 * 86_400, rel=0.05)
    assert report(town).cases.waiting == 0


def test_a_case_that_a_person_has_to_decide_waits_at_the_unit(town):
    town.move_in(ANNE)
    town.decide_application(ANNE, contested=True)

    assert step(town, "ask_unit").waiting == 1
    assert report(town).steps[0].place == "ask_unit"
    assert report(town).cases.automatic_percent is None


def test_counting_a_case_again_changes_nothing(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE, contested=True)
    before = report(town)
    with transaction(town.tenant):
        for _again in range(3):
            follow_case(town.system, case.id)

    assert report(town) == before


def test_a_version_is_counted_by_itself(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)

    assert report(town, package_hash=town.package_hash) == report(town)
    assert report(town, package_hash="0" * 64).cases.entered == 0
    assert report(town, package_hash="0" * 64).steps == ()


def test_the_months_before_and_another_town_know_nothing_of_it(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    leader = town.caseworker(CARL, Role.LEADER)
    with transaction(town.tenant):
        october = list_activity(leader, dt.date(2024, 10, 1), dt.date(2024, 11, 1))
    with transaction(NORDBY):
        north = Actor(tenant=NORDBY, roles=frozenset({Role.LEADER}), staff_id=leader.staff_id)
        elsewhere = list_activity(north, *NOVEMBER)

    assert october == ()
    assert elsewhere == ()


def test_only_leaders_are_told(town):
    with transaction(town.tenant), pytest.raises(NotAllowed):
        get_activity(town.caseworker(), SERVICE, *NOVEMBER)
    with transaction(town.tenant), pytest.raises(NotAllowed):
        list_activity(town.caseworker(), *NOVEMBER)


def test_figures_are_read_from_the_counts_alone(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    leader = town.caseworker(CARL, Role.LEADER)
    with transaction(town.tenant), CaptureQueriesContext(connection) as asked:
        get_activity(leader, SERVICE, *NOVEMBER)
        list_activity(leader, *NOVEMBER)

    told = [query["sql"] for query in asked]
    assert len(told) == 4
    assert all("statistics_activitycount" in sql or "statistics_waitingcount" in sql for sql in told)
    assert not any(table in sql for sql in told for table in ("processes_", "cases_"))


def test_a_case_that_is_reopened_is_closed_no_more_and_is_counted_by_who_decides_it_then(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    with transaction(town.tenant):
        task = reopen(town.caseworker(), case.id, "Your pay slip came.")
    run_all()
    waits = report(town).cases
    assert (waits.entered, waits.left, waits.waiting, waits.stays.number) == (1, 0, 1, 0)

    with clock.frozen(NOON + dt.timedelta(days=60)), transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, GRANTED)
        send_by_hand(town.caseworker(), task.id)
    with clock.frozen(NOON + dt.timedelta(days=60)):
        run_all()
        follow_twice(town, case.id)

    with transaction(town.tenant):
        leader = town.caseworker(CARL, Role.LEADER)
        told = get_activity(leader, SERVICE, NOVEMBER[0], dt.date(2025, 2, 1)).cases
    assert (told.entered, told.left, told.waiting) == (1, 1, 0)
    assert (told.automatic_percent, told.in_time_percent) == (0, 0)


def test_a_case_that_is_reopened_and_closed_again_before_anybody_counted_moves_to_its_last_ending(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    with clock.frozen(NOON + dt.timedelta(days=60)):
        with transaction(town.tenant):
            task = reopen(town.caseworker(), case.id, "Your pay slip came.")
            decide_by_hand(town.caseworker(), task.id, GRANTED)
            send_by_hand(town.caseworker(), task.id)
        run_all()
        follow_twice(town, case.id)

    assert report(town).cases.left == 0
    with transaction(town.tenant):
        leader = town.caseworker(CARL, Role.LEADER)
        told = get_activity(leader, SERVICE, NOVEMBER[0], dt.date(2025, 2, 1)).cases
    assert (told.entered, told.left, told.waiting) == (1, 1, 0)
    assert told.automatic_percent == 0


def test_a_case_whose_closing_older_code_counted_is_not_counted_as_closed_once_more(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    with transaction(town.tenant):
        apps.get_model("statistics", "Following").objects.update(closed_as=[])
        task = reopen(town.caseworker(), case.id, "Your pay slip came.")
    run_all()
    waits = report(town).cases
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, GRANTED)
        send_by_hand(town.caseworker(), task.id)
    run_all()
    follow_twice(town, case.id)

    for told in (waits, report(town).cases):
        assert (told.entered, told.left, told.waiting, told.stays.number) == (1, 1, 0, 1)


def follow_twice(town: Town, case_id: UUID) -> None:
    """Count a case again, which counts nothing twice."""
    with transaction(town.tenant):
        for _again in range(2):
            follow_case(town.system, case_id)


def test_a_deadline_that_passed_is_counted_as_late(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    with transaction(town.tenant):
        apps.get_model("cases", "Case").objects.filter(pk=case.id).update(
            deadline_on=TODAY - dt.timedelta(days=1)
        )
        apps.get_model("statistics", "Following").objects.update(is_over=False)
        follow_case(town.system, case.id)

    assert report(town).cases.in_time_percent == 50
