"""Where the package asks for four eyes, nothing that one person has worked on goes out by another way round."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.domain.states import TaskStatus
from raadhus.cases.models import Approval, Decision, Sending, Task
from raadhus.cases.tests.casekit import ANNE, CARL
from raadhus.cases.tests.flow.test_by_hand import FULL, state
from raadhus.cases.tests.flow.test_correcting import correction
from raadhus.cases.tests.flow.test_put_past_the_unit import open_task, put_before
from raadhus.cases.tests.packagekit import desk_says
from raadhus.cases.use_cases.send_decision import is_let_go
from raadhus.cases.use_cases.staff.approve_decision import NeedsSecondPerson
from raadhus.cases.use_cases.staff.correct_figure import correct_figure
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction

FOUR_EYES = "desk: {four_eyes: [granted, partly, rejected]}"


@pytest.fixture
def case(town):
    """Return a case whose figure the register contests, with the unit."""
    town.move_in(ANNE)
    return town.decide_application(ANNE, contested=True)


def correct(town):
    with transaction(town.tenant):
        correct_figure(town.caseworker(), Task.objects.get().id, correction(town, "12000"))


def test_rules_do_not_decide_on_a_figure_that_one_person_put_right(town, case, monkeypatch):
    desk_says(monkeypatch, town, FOUR_EYES)
    correct(town)
    put_before(town, "send_decision")

    assert state(town, case) == ("with_unit", 0, 0)
    assert open_task(town).person_id is None


def test_who_put_it_right_does_not_send_it_then_either(town, case, monkeypatch):
    desk_says(monkeypatch, town, FOUR_EYES)
    correct(town)
    put_before(town, "send_decision")
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(CARL), open_task(town).id, FULL)
    with transaction(town.tenant), pytest.raises(NeedsSecondPerson):
        send_by_hand(town.caseworker(), open_task(town).id)

    assert state(town, case) == ("decided", 1, 0)


def test_without_four_eyes_rules_may_decide_on_what_was_put_right(town, case):
    correct(town)
    put_before(town, "send_decision")

    assert state(town, case)[2] == 1


def test_a_task_that_ended_without_a_second_person_lets_nothing_go(town, case, monkeypatch):
    desk_says(monkeypatch, town, FOUR_EYES)
    with transaction(town.tenant):
        decision = decide_by_hand(town.caseworker(), open_task(town).id, FULL)
        put_past = Task.objects.filter(case=case)
        put_past.update(status=TaskStatus.DONE, done_at=clock.now())
        assert not is_let_go(decision)
        put_past.update(status=TaskStatus.OPEN, done_at=None)
    run_all()

    with transaction(town.tenant):
        assert Decision.objects.count() == 1
        assert not Approval.objects.exists()
        assert not Sending.objects.exists()
