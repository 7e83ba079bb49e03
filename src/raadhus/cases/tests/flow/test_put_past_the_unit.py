"""A process that is put past the caseworker sends nothing that they have only written."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Decision, Sending, Task, Withdrawal
from raadhus.cases.tests.casekit import ANNE, CARL
from raadhus.cases.tests.flow.test_by_hand import FULL, state
from raadhus.cases.use_cases import process_steps
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.cases.use_cases.staff.withdraw_decision import AlreadyOnItsWay, withdraw_decision
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes


@pytest.fixture
def written(town):
    """Return a case on which a caseworker has written a decision that is not sent."""
    town.move_in(ANNE)
    case = town.decide_application(ANNE, contested=True)
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), Task.objects.get().id, FULL)
    return case


def put_before(town, element):
    operator = town.caseworker(CARL, Role.OPERATOR)
    with transaction(town.tenant):
        (instance,) = processes.find_instances(operator, Task.objects.get().case_id)
    (standing,) = processes.look_at_instance(operator, instance).standing
    processes.move_by_hand(operator, standing.id, element, reason="The caseworker is ill.")
    run_all()


def open_task(town):
    with transaction(town.tenant):
        return Task.objects.get(status=TaskStatus.OPEN)


@pytest.mark.parametrize("element", ["send_decision", "ask_unit"])
def test_it_waits_for_the_unit_and_goes_out_when_a_caseworker_sends_it(town, written, element):
    put_before(town, element)
    assert state(town, written) == ("decided", 1, 0)

    with transaction(town.tenant):
        send_by_hand(town.caseworker(), open_task(town).id)
    run_all()

    assert state(town, written) == ("closed", 1, 1)


@pytest.mark.parametrize("element", ["send_decision", "ask_unit"])
def test_it_can_still_be_taken_back_and_decided_anew(town, written, element):
    put_before(town, element)
    actor = town.caseworker()
    with transaction(town.tenant):
        withdraw_decision(actor, written.id)
    assert state(town, written) == ("with_unit", 1, 0)

    with transaction(town.tenant):
        decide_by_hand(actor, open_task(town).id, FULL)
        send_by_hand(actor, open_task(town).id)
    run_all()

    with transaction(town.tenant):
        assert Sending.objects.get().decision_id != Withdrawal.objects.get().decision_id
        assert Decision.objects.count() == 2
    assert state(town, written)[0] == "closed"


def test_a_sending_that_failed_is_tried_again_and_sends_what_was_let_go(town, written, monkeypatch):
    def fail(*_given):
        raise ConnectionError

    with transaction(town.tenant):
        send_by_hand(town.caseworker(), open_task(town).id)
    with monkeypatch.context() as broken:
        broken.setattr(process_steps, "send_decision", fail)
        run_all()
    assert state(town, written) == ("decided", 1, 0)
    with transaction(town.tenant), pytest.raises(AlreadyOnItsWay):
        withdraw_decision(town.caseworker(), written.id)

    operator = town.caseworker(CARL, Role.OPERATOR)
    with transaction(town.tenant):
        (incident,) = processes.incidents(operator)
    processes.retry_by_hand(operator, incident.id)
    run_all()

    assert state(town, written) == ("closed", 1, 1)
