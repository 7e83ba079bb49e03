"""Months that are over are folded: the same figures from fewer rows, whatever comes late."""

import datetime as dt

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, CARL, EVA, NOON, Town
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.public import (
    ActivityReport,
    ServiceActivity,
    get_activity,
    has_activity,
    list_activity,
)
from raadhus.statistics.use_cases.fold_months import fold_months

SERVICE = "free-place-subsidy"
AUTUMN = (dt.date(2024, 9, 1), dt.date(2025, 1, 1))
DECEMBER = NOON + dt.timedelta(days=30)


@pytest.fixture
def town(towns: None, db: None) -> Town:
    """Return Egeby with one case that rules decided in November, and one that waits."""
    with clock.frozen(NOON):
        built = Town().build()
        built.move_in(ANNE, EVA)
        built.decide_application(ANNE)
        built.decide_application(EVA, contested=True)
    return built


def told(town: Town) -> tuple[ActivityReport, tuple[ServiceActivity, ...]]:
    """Return what a leader is told of the autumn."""
    leader = town.caseworker(CARL, Role.LEADER)
    with transaction(town.tenant):
        return get_activity(leader, SERVICE, *AUTUMN), list_activity(leader, *AUTUMN)


def fold(town: Town, at: dt.datetime) -> None:
    """Fold what is over at ``at``."""
    with clock.frozen(at), transaction(town.tenant):
        fold_months(Actor.system(town.tenant, purpose="test"))


def rows(town: Town, model: str) -> int:
    """Return how many rows a table has."""
    with transaction(town.tenant):
        return int(apps.get_model("statistics", model).objects.count())


def test_a_month_that_is_over_tells_the_same_when_it_is_folded(town):
    before = told(town)
    fold(town, DECEMBER)

    assert told(town) == before
    assert rows(town, "ActivityCount") == 0
    assert rows(town, "ActivityFold") > 0


def test_the_month_that_runs_is_not_folded(town):
    counted = rows(town, "ActivityCount")
    fold(town, NOON)

    assert rows(town, "ActivityCount") == counted
    assert rows(town, "ActivityFold") == 0


def test_what_is_counted_late_is_added_and_folded_with_the_next_month(town):
    fold(town, DECEMBER)
    folded = rows(town, "ActivityFold")
    with clock.frozen(NOON):
        town.decide_application(ANNE)
    late = told(town)
    assert late[0].cases.entered == 3
    fold(town, DECEMBER)

    assert told(town) == late
    assert rows(town, "ActivityCount") == 0
    assert rows(town, "ActivityFold") == folded


def test_it_happens_by_itself_when_the_month_is_over_and_again_after_the_next(town):
    with clock.frozen(DECEMBER):
        due.wake_due()
        run_all()
    assert rows(town, "ActivityCount") == 0

    with clock.frozen(DECEMBER):
        town.decide_application(ANNE)
    with clock.frozen(DECEMBER + dt.timedelta(days=31)):
        due.wake_due()
        run_all()
    assert rows(town, "ActivityCount") == 0
    assert told(town)[0].cases.entered == 3


def test_a_version_of_long_ago_is_still_known(town):
    fold(town, DECEMBER)
    with transaction(town.tenant):
        assert has_activity(town.caseworker(CARL, Role.LEADER), SERVICE, town.package_hash)
