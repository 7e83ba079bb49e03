"""What waits for a citizen is found by its index under a plan that the database keeps, too."""

from raadhus.cases.queries.own_tasks import list_own_tasks
from raadhus.cases.tests.casekit import ANNE
from raadhus.platform.tenancy.scope import transaction
from tests.planskit import asked as asking
from tests.planskit import kept_plan_of_few


def test_what_waits_for_a_citizen_is_listed_by_the_index_of_people(town):
    town.move_in(ANNE)
    with transaction(town.tenant):
        with asking("cases_task") as statements:
            list_own_tasks(town.citizen(ANNE))
        (plan,) = map(kept_plan_of_few, statements)

    assert "cases_task_person" in plan, plan
