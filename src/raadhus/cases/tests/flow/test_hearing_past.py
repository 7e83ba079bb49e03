"""A process that is put past a hearing, or made to end it at once, has not heard the applicant."""

import datetime as dt

import pytest

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Decision, Hearing, Task, TimelineEntry
from raadhus.cases.tests.casekit import ANNE, CARL, NOON
from raadhus.cases.tests.flow.test_put_past_the_unit import open_task, put_before
from raadhus.cases.use_cases.staff.decide_by_hand import HandDecision, MustHearFirst, decide_by_hand
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes


@pytest.fixture
def heard(town):
    """Return a case in which the applicant is heard."""
    town.move_in(ANNE)
    return town.decide_application(ANNE, confirmed=False)


def said_silent(town):
    with transaction(town.tenant):
        return TimelineEntry.objects.filter(what="hearing_silent").exists()


def test_rules_do_not_decide_when_an_operator_puts_the_process_past_the_hearing(town, heard):
    put_before(town, "send_decision")

    assert town.again(heard).status == "with_unit"
    with transaction(town.tenant):
        assert not Decision.objects.exists()
        assert Hearing.objects.get().task.status == TaskStatus.CANCELLED
    assert not said_silent(town)


def test_nor_does_a_caseworker_then_decide_less_without_hearing(town, heard):
    put_before(town, "ask_unit")
    less = HandDecision(
        percent=0, valid_from=dt.date(2024, 12, 1), reasons=("Indtægten er for høj.",), deviation="Nej."
    )
    with transaction(town.tenant), pytest.raises(MustHearFirst):
        decide_by_hand(town.caseworker(), open_task(town).id, less)

    with transaction(town.tenant):
        assert not Decision.objects.exists()


def test_a_hearing_that_the_process_would_end_at_once_lasts_as_the_package_says(town, heard):
    with transaction(town.tenant):
        promised = Hearing.objects.get().answer_by
    operator = town.caseworker(CARL, Role.OPERATOR)
    with transaction(town.tenant):
        (instance,) = processes.find_instances(operator, heard.id)
    (standing,) = processes.look_at_instance(operator, instance).standing
    today = {"hearing_answer_by": NOON.date()}
    processes.move_by_hand(operator, standing.id, "hear_party", reason="Again.", values=today)
    run_all()
    with transaction(town.tenant):
        newest = Hearing.objects.order_by("started_at", "id").last()
        assert Task.objects.get(id=newest.task_id).due_on == newest.answer_by == promised

    with clock.frozen(NOON + dt.timedelta(days=1)):
        due.wake_due()
        run_all()
        assert town.again(heard).status == "with_unit"
    with transaction(town.tenant):
        assert not Decision.objects.exists()
    assert not said_silent(town)
