"""A caseworker does a step of the process: the form of the package is filled in, codes go on, words stay in the case."""

import datetime as dt
from decimal import Decimal

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.domain.queues import Queue
from raadhus.cases.models import Decision, Task, TimelineEntry
from raadhus.cases.queries.staff_inbox import list_inbox
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NOON
from raadhus.cases.tests.flow.test_building_permit import SEEN
from raadhus.cases.tests.flow.test_crashes_on_the_way import crash_everywhere
from raadhus.cases.tests.settown import APPLIED, SetTown
from raadhus.cases.use_cases.go_on import go_on_if_done
from raadhus.cases.use_cases.open_case import open_case
from raadhus.cases.use_cases.staff.decide_by_hand import HandDecision, decide_by_hand
from raadhus.cases.use_cases.staff.do_work import do_work
from raadhus.cases.use_cases.staff.read_case import read_case
from raadhus.forms.public import CannotTakeForm
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes

VISIT = '<raadhus:task handler="cases.work" form="site-visit" unit="borgerservice" deadline="P10D"/>'
PERMIT = HandDecision(
    percent=Decimal(100), valid_from=dt.date(2024, 12, 1), reasons=("Det passer ind på vejen.",)
)


@pytest.fixture
def begun(towns, db):
    """Return a function that lays down a town whose caseworker's task is set so, with Anne's case in it."""
    with clock.frozen(NOON):
        yield lambda task=VISIT: _begin(SetTown(task).build())


def _begin(town):
    town.move_in(ANNE, BO, CARL, EVA)
    return town, town.send(ANNE, APPLIED)


def task_of(town, case):
    with transaction(town.tenant):
        return Task.objects.get(case=case, person_id=None, status="open")


def do(town, actor, task, typed=SEEN):
    with transaction(town.tenant):
        filled = do_work(actor, task.id, typed)
    run_all()
    return filled


def test_the_step_lies_in_the_inbox_under_its_own_name(begun):
    town, case = begun()
    visitor = town.employ(EVA, "borgerservice")

    with transaction(town.tenant):
        (row,) = list_inbox(visitor, town.unit("borgerservice"), Queue.TODO).rows
        seen = read_case(visitor, case.id)

    assert (row.title, row.case_id) == ("Sagsbehandler afgør", case.id)
    assert (seen.task.title, seen.task.form) == ("Sagsbehandler afgør", "site-visit")
    assert row.due_on == NOON.date() + dt.timedelta(days=10)


def test_codes_days_and_numbers_go_on_with_the_process_and_words_stay_in_the_case(begun):
    town, case = begun()
    visitor, own = town.employ(EVA, "borgerservice"), town.employ(CARL, "byg-og-miljoe")

    filled = do(town, visitor, task_of(town, case))

    assert filled.is_in_order
    with transaction(town.tenant):
        known = processes.variables(town.system, case.process_id)
        (done,) = read_case(own, case.id).work
        told = TimelineEntry.objects.get(case=case, what="work_done")
    assert (known["visit_on"], known["visit_as_drawn"], known["visit_distance"]) == (
        dt.date(2024, 11, 4),
        False,
        Decimal(240),
    )
    assert "visit_seen" not in known
    assert "Åvej 3" not in str(known)
    assert [part.value for answer in done.answers for part in answer.parts][-1] == SEEN["visit.seen"][0]
    assert (told.staff_id, told.is_for_citizen) == (visitor.staff_id, False)
    assert "Åvej 3" not in str(told.detail)


@pytest.mark.parametrize(
    "wrong",
    [
        {"visit.seen": [""]},
        {"visit.distance": ["far"]},
        {"visit.on-year": ["2025"]},
        {"visit.as_drawn": []},
    ],
)
def test_a_form_with_something_to_put_right_changes_nothing(begun, wrong):
    town, case = begun()
    task = task_of(town, case)

    filled = do(town, town.employ(EVA, "borgerservice"), task, SEEN | wrong)

    assert not filled.is_in_order
    assert task_of(town, case).outcome is None
    assert "visit_on" not in known_of(town, case)


def known_of(town, case):
    with transaction(town.tenant):
        return processes.variables(town.system, case.process_id)


def test_inputs_that_the_form_has_not_are_refused_and_nothing_is_kept(begun):
    town, case = begun()
    task, visitor = task_of(town, case), town.employ(EVA, "borgerservice")

    with transaction(town.tenant), pytest.raises(CannotTakeForm):
        do_work(visitor, task.id, SEEN | {"outcome": ["granted"]})

    assert task_of(town, case).status == "open"


def test_nobody_outside_the_unit_does_the_step_and_nobody_twice(begun):
    town, case = begun()
    task = task_of(town, case)
    visitor, own = town.employ(EVA, "borgerservice"), town.employ(CARL, "byg-og-miljoe")
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        do_work(own, task.id, SEEN)
    assert task_of(town, case).outcome is None
    do(town, visitor, task)

    with transaction(town.tenant), pytest.raises(NotFoundHere):
        do_work(visitor, task.id, SEEN)
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        read_case(visitor, case.id)


def test_a_case_is_not_decided_by_a_step(begun):
    town, case = begun()
    task, visitor = task_of(town, case), town.employ(EVA, "borgerservice")

    with transaction(town.tenant), pytest.raises(NotFoundHere):
        decide_by_hand(visitor, task.id, PERMIT)

    with transaction(town.tenant):
        assert not Decision.objects.filter(case=case).exists()
    assert task_of(town, case).status == "open"


def test_a_step_without_a_form_is_only_done(begun):
    town, case = begun('<raadhus:task handler="cases.work"/>')
    task = task_of(town, case)

    assert do(town, town.employ(CARL, "byg-og-miljoe"), task, {}) is None

    with transaction(town.tenant):
        assert Task.objects.get(id=task.id).status == "done"
        assert TimelineEntry.objects.filter(case=case, what="work_done").exists()


def test_a_form_that_the_package_has_not_stops_the_case_where_operators_see_it(begun):
    town, case = begun('<raadhus:task handler="cases.work" form="no-such"/>')

    with transaction(town.tenant):
        assert not Task.objects.filter(case=case).exists()
        (incident,) = processes.incidents(town.system)
    assert incident.business_key == case.id


def test_what_a_cancelled_process_asked_for_is_taken_back_and_the_unit_decides(begun):
    town, case = begun()
    task = task_of(town, case)

    with transaction(town.tenant):
        processes.cancel(town.system, case.process_id, reason="The model was wrong.")
    run_all()

    with transaction(town.tenant):
        assert Task.objects.get(id=task.id).status == "cancelled"
    asked = task_of(town, case)
    assert (asked.task_kind, asked.unit_id) == ("assess", town.unit("byg-og-miljoe"))


def test_a_crash_at_any_query_leaves_the_step_as_it_was_and_then_it_is_done_once(begun):
    town = SetTown(VISIT).build()
    town.move_in(ANNE, EVA)
    visitor = town.employ(EVA, "borgerservice")
    submission_id = town.submit(ANNE, APPLIED)
    crash_everywhere(town, lambda: open_case(town.system, submission_id, flow=f"application:{submission_id}"))
    task = task_of(town, town.case_of(submission_id))
    crash_everywhere(town, lambda: do_work(visitor, task.id, SEEN))
    crash_everywhere(town, lambda: go_on_if_done(town.system, task.id))

    with transaction(town.tenant):
        assert Task.objects.get(id=task.id).status == "done"
        assert TimelineEntry.objects.filter(what="work_done").count() == 1
