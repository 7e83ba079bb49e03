"""Who visits the plot is said by a rule of the building permit: its row says why, and the unit has it when nobody can."""

import datetime as dt

import pytest

from raadhus.cases.domain.queues import Queue
from raadhus.cases.models import Task
from raadhus.cases.queries.staff_inbox import list_inbox
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NOON, Resident
from raadhus.cases.tests.flow.test_building_permit import NEAR, answers
from raadhus.cases.tests.settown import SetTown
from raadhus.cases.use_cases.staff.note_absence import AbsenceOrder, note_absence
from raadhus.cases.use_cases.staff.read_case import read_case
from raadhus.cases.use_cases.staff.work_on_tasks import take_task
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction

LIS = Resident(number="6707851240", name="Lis Leder")
UNIT = "byg-og-miljoe"


@pytest.fixture
def town(towns, db):
    """Return Egeby with the building permit as it is, Anne and her neighbour."""
    with clock.frozen(NOON):
        town = SetTown().build()
        town.move_in(ANNE, BO, CARL, EVA, NEAR, LIS)
        yield town


def heard(town, **building):
    """Return a case beyond the building rights whose neighbour has answered."""
    case = town.send(ANNE, answers("Åvej 3", **({"distance": 200} | building)))
    town.answer(NEAR, case, "no-objection")
    return case


def visit_of(town, case):
    with transaction(town.tenant):
        return Task.objects.get(case=case, person_id=None, status="open")


def test_an_extension_is_visited_in_turn_and_the_case_says_why(town):
    carl = town.employ(CARL, UNIT)

    case = heard(town)

    task = visit_of(town, case)
    assert (task.task_kind, task.assigned_to, task.why) == ("work", carl.staff_id, ["by-rule"])
    with transaction(town.tenant):
        seen = read_case(carl, case.id).task
        (row,) = list_inbox(carl, town.unit(UNIT), Queue.MINE).rows
    assert seen.because["en"] == ["Extensions, carports and sheds are visited in turn."]
    assert row.why == ("by-rule",)


@pytest.mark.parametrize(
    "building", [{"kind": "house", "height": 900}, {"floor_area": 300}], ids=["house", "several deviations"]
)
def test_a_new_house_and_several_deviations_are_visited_by_a_leader(town, building):
    town.employ(CARL, UNIT)
    lis = town.employ(LIS, UNIT, Role.LEADER)

    task = visit_of(town, heard(town, **building))

    assert (task.assigned_to, task.why) == (lis.staff_id, ["by-rule"])


def test_without_such_a_leader_the_visit_lies_in_the_units_queue_and_says_so(town):
    carl = town.employ(CARL, UNIT)

    case = heard(town, kind="house", height=900)

    task = visit_of(town, case)
    assert (task.unit_id, task.assigned_to, task.why) == (town.unit(UNIT), None, ["nobody-named"])
    with transaction(town.tenant):
        take_task(carl, task.id)
    assert visit_of(town, case).assigned_to == carl.staff_id


def test_while_the_only_one_is_away_the_visit_lies_in_the_units_queue_and_says_so(town):
    carl, today = town.employ(CARL, UNIT), NOON.date()
    with transaction(town.tenant):
        week = {"from_on": today, "until_on": today + dt.timedelta(days=7)}
        note_absence(carl, AbsenceOrder(unit_id=town.unit(UNIT), staff_id=carl.staff_id, **week))

    task = visit_of(town, heard(town))

    assert (task.unit_id, task.assigned_to, task.why) == (town.unit(UNIT), None, ["nobody-named"])
