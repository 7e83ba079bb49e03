"""What happened in all services is read from the counts of whole cases under a plan that the database keeps, too."""

import datetime as dt

import pytest

from raadhus.organisation.demo import EGEBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.public import list_activity
from tests.planskit import asked, kept_plan_of_few

LEADER = Actor(tenant=EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.LEADER}))


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_a_kept_plan_reads_the_indexes_of_whole_cases() -> None:
    with transaction(EGEBY):
        with asked("statistics_activitycount") as statements:
            list_activity(LEADER, dt.date(2024, 11, 1), dt.date(2024, 12, 1))
        (plan,) = map(kept_plan_of_few, statements)

    assert "statistics_activity_whole" in plan, plan
    assert "statistics_fold_whole" in plan, plan
