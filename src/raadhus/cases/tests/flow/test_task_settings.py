"""What a caseworker's task is set to in the model holds: unit, deadline, and to whom a rule gives it."""

import datetime as dt

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.access import access_case_of_unit
from raadhus.cases.models import Decision, Escalation, Task, TimelineEntry
from raadhus.cases.queries.staff_inbox import find_case_by_number
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NOON, Resident
from raadhus.cases.tests.settown import APPLIED, SetTown, set_to
from raadhus.cases.use_cases.staff.decide_by_hand import HandDecision, decide_by_hand, send_by_hand
from raadhus.cases.use_cases.staff.read_case import may_open, read_case
from raadhus.cases.use_cases.staff.work_on_tasks import take_task
from raadhus.catalogue.public import PackageFiles
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction

GUEST = Resident(number="6505851238", name="Gro Gæst")
TODAY = NOON.date()
PERMIT = HandDecision(percent=100, valid_from=dt.date(2024, 12, 1), reasons=("Det passer ind på vejen.",))


@pytest.fixture
def begun(towns, db):
    """Return a function that lays down a town whose caseworker's task is set so, with Anne's case in it."""
    with clock.frozen(NOON):
        yield lambda **settings: _begin(SetTown(set_to(**settings)).build())


def _begin(town):
    town.move_in(ANNE, BO, CARL, EVA, GUEST)
    return town, town.send(ANNE, APPLIED)


def task_of(town, case):
    with transaction(town.tenant):
        return Task.objects.get(case=case, person_id=None, status="open")


def refused(town, actor, case):
    with transaction(town.tenant):
        with pytest.raises(NotFoundHere):
            access_case_of_unit(actor, case.id)
        assert not may_open(actor, case.id)
        assert find_case_by_number(actor, case.number) is None


def test_a_task_lies_with_the_unit_it_is_set_to_and_that_unit_may_open_the_case(begun):
    town, case = begun(unit="borgerservice")
    guest = town.employ(GUEST, "borgerservice")
    stranger = town.employ(EVA, "pladsanvisningen")

    task = task_of(town, case)

    assert task.unit_id == town.unit("borgerservice")
    assert case.unit_id == town.unit("byg-og-miljoe")
    assert task.why == ["within-rights"]
    with transaction(town.tenant):
        assert read_case(guest, case.id).task.id == task.id
        assert find_case_by_number(guest, case.number) == case.id
    refused(town, stranger, case)


def test_the_right_to_open_ends_with_the_task_and_the_cases_own_unit_keeps_it(begun):
    town, case = begun(unit="borgerservice")
    guest, own = town.employ(GUEST, "borgerservice"), town.employ(CARL, "byg-og-miljoe")
    task = task_of(town, case)
    with transaction(town.tenant):
        decide_by_hand(guest, task.id, PERMIT)
    with transaction(town.tenant):
        send_by_hand(guest, task.id)
    refused(town, guest, case)
    run_all()

    assert town.again(case).status == "closed"
    refused(town, guest, case)
    with transaction(town.tenant):
        assert read_case(own, case.id).id == case.id


def test_the_cases_own_unit_sees_that_another_has_the_task_and_cannot_do_it(begun):
    town, case = begun(unit="borgerservice")
    own = town.employ(CARL, "byg-og-miljoe")
    task = task_of(town, case)

    with transaction(town.tenant):
        seen = read_case(own, case.id)
        with pytest.raises(NotFoundHere):
            take_task(own, task.id)
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        decide_by_hand(own, task.id, PERMIT)

    assert (seen.task, seen.task_elsewhere.id) == (None, task.id)
    assert task_of(town, case).assigned_to is None
    with transaction(town.tenant):
        assert not Decision.objects.filter(case=case).exists()


def test_a_unit_that_the_town_lacks_leaves_the_task_with_the_cases_own_and_says_so(begun):
    town, case = begun(unit="vej-og-park")

    task = task_of(town, case)

    assert task.unit_id == case.unit_id
    assert task.why == ["within-rights", "unit-lacking"]
    assert town.again(case).status == "with_unit"


def test_a_lane_says_the_unit_of_the_tasks_in_it(towns, db):
    class Laned(SetTown):
        def package(self):
            files = dict(super().package().contents)
            lane = (
                b'<laneSet id="lanes"><lane id="desk" name="Borgerservice"><extensionElements>'
                b'<raadhus:lane unit="borgerservice" deadline="P3D"/></extensionElements>'
                b'<flowNodeRef>ask_unit</flowNodeRef></lane></laneSet><startEvent id="sent"'
            )
            files["process.bpmn"] = files["process.bpmn"].replace(b'<startEvent id="sent"', lane, 1)
            return PackageFiles(files)

    with clock.frozen(NOON):
        town, case = _begin(Laned().build())
        task = task_of(town, case)

        assert task.unit_id == town.unit("borgerservice")
        assert task.due_on == TODAY + dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("settings", "due_on"),
    [
        ({"deadline": "P5D", "counted_in": "days"}, dt.date(2024, 11, 10)),
        ({"deadline": "P5D", "counted_in": "working-days"}, dt.date(2024, 11, 12)),
        ({"deadline": "2024-11-20"}, dt.date(2024, 11, 20)),
        ({"deadline": 'date("2024-11-01") + duration("P7D")'}, dt.date(2024, 11, 8)),
        ({"deadline": '= if fee > 0 then duration("P2D") else duration("P9D")'}, dt.date(2024, 11, 7)),
        ({"deadline": "P1M"}, dt.date(2024, 12, 5)),
    ],
)
def test_a_deadline_is_a_time_from_now_or_a_day_in_the_towns_calendar(begun, settings, due_on):
    town, case = begun(**settings)

    assert task_of(town, case).due_on == due_on
    assert town.again(case).deadline_on == TODAY + dt.timedelta(days=28), "the case keeps its own"


def test_leaders_are_told_when_the_deadline_of_the_step_is_over(begun):
    town, case = begun(deadline="P40D")
    task = task_of(town, case)

    with clock.frozen(NOON + dt.timedelta(days=30)):
        due.wake_due()
        run_all()
        with transaction(town.tenant):
            told_before = list(Escalation.objects.filter(task=task, is_over=True))
    with clock.frozen(NOON + dt.timedelta(days=41)):
        due.wake_due()
        run_all()

    with transaction(town.tenant):
        (told,) = Escalation.objects.filter(task=task, is_over=True)
    assert told_before == []
    assert told.due_on == TODAY + dt.timedelta(days=40)


def test_a_deadline_that_comes_to_no_day_is_an_incident_and_no_task_is_made(begun):
    town, case = begun(deadline='if fee > 0 then "soon" else null')

    with transaction(town.tenant):
        assert not Task.objects.filter(case=case).exists()
        from_process = [one.what for one in TimelineEntry.objects.filter(case=case)]
    assert "unit_asked" not in from_process


def test_a_rule_gives_the_task_to_another_unit(begun):
    town, case = begun(assign='if fee >= 0 then "unit:borgerservice" else null')

    assert task_of(town, case).unit_id == town.unit("borgerservice")


def test_a_rule_gives_the_task_to_whoever_has_a_role_in_the_unit(begun):
    town = SetTown(set_to(assign='"role:leader"')).build()
    town.move_in(ANNE, BO, CARL, EVA, GUEST)
    town.employ(CARL, "byg-og-miljoe")
    leader = town.employ(EVA, "byg-og-miljoe", Role.LEADER)

    case = town.send(ANNE, APPLIED)

    task = task_of(town, case)
    assert task.assigned_to == leader.staff_id
    assert task.unit_id == case.unit_id
    with transaction(town.tenant):
        assert TimelineEntry.objects.filter(case=case, what="task_given", thing_id=task.id).exists()


def test_a_rule_gives_tasks_to_one_after_the_other(begun):
    town = SetTown(set_to(assign='"in-turn"')).build()
    town.move_in(ANNE, BO, CARL, EVA, GUEST)
    staff = {town.employ(one, "byg-og-miljoe").staff_id for one in (CARL, EVA)}

    given = [task_of(town, town.send(one, APPLIED)).assigned_to for one in (ANNE, BO)]

    assert set(given) == staff


@pytest.mark.parametrize(
    "assign", ['"role:leader"', '"unit:vej-og-park"', '"anybody"', "42", '"unit:a unit:b"', '{nobody: "x"}']
)
def test_a_rule_that_names_nobody_leaves_the_task_in_the_units_queue_and_says_so(begun, assign):
    town, case = begun(assign=assign)

    task = task_of(town, case)

    assert (task.unit_id, task.assigned_to) == (case.unit_id, None)
    assert task.why == ["within-rights", "nobody-named"]


def test_a_rule_that_leaves_it_open_leaves_it_to_the_unit_of_the_step(begun):
    town, case = begun(assign="null", unit="borgerservice")

    task = task_of(town, case)

    assert task.unit_id == town.unit("borgerservice")
    assert task.why == ["within-rights"]


def test_nobody_is_given_a_case_of_their_own_household_by_a_rule(begun):
    town = SetTown(set_to(assign='"role:leader"')).build()
    town.move_in(ANNE, BO)
    town.employ(ANNE, "byg-og-miljoe", Role.LEADER)

    case = town.send(ANNE, APPLIED)

    task = task_of(town, case)
    assert task.assigned_to is None
    assert "nobody-named" in task.why


WHO = """
  <decision id="who" name="Who">
    <variable id="who-variable" name="Who" typeRef="string"/>
    <informationRequirement id="who-needs-kind"><requiredInput href="#kind"/></informationRequirement>
    <literalExpression id="who-expression">
      <text>if Kind = "extension" then "unit:borgerservice" else "in-turn"</text>
    </literalExpression>
  </decision>
"""


def test_a_decision_of_the_packages_rules_says_who_gets_it_and_is_logged_with_its_explanation(begun):
    class Ruled(SetTown):
        def package(self):
            files = dict(super().package().contents)
            files["rules.dmn"] = files["rules.dmn"].replace(
                b'<decision id="no-permit-needed"', f'{WHO}<decision id="no-permit-needed"'.encode(), 1
            )
            return PackageFiles(files)

    town, case = _begin(Ruled(set_to(assigned_by="Who")).build())

    assert task_of(town, case).unit_id == town.unit("borgerservice")
    with transaction(town.tenant):
        logged = apps.get_model("rules", "DecisionLog").objects.filter(decision="Who")
        assert [one.outputs for one in logged] == ["unit:borgerservice"]
