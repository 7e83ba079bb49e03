"""One unit visits the plot while another decides: neither acts for the other, and each finds its own task."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import NOON
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import all_of, read_on
from raadhus.workspace.tests.sidekit import SEEN, Side


@pytest.fixture
def side(towns, db):
    with clock.frozen(NOON):
        laid = Side()
        laid.ask_to_decide()
        yield laid


def test_a_step_that_is_done_sends_no_decision_that_nobody_let_go(side):
    side.decide()

    assert side.guest.post(side.url("work", "work"), SEEN).status_code == 302
    run_all()

    assert side.status() == "decided"
    assert all_of("cases.Sending") == []
    (waiting,) = side.open_tasks()
    assert waiting.task_kind == "assess"
    side.send()
    run_all()
    assert (side.status(), len(all_of("cases.Sending"))) == ("closed", 1)


def test_a_decision_is_taken_back_though_a_step_was_done_since(side):
    side.decide()
    side.guest.post(side.url("work", "work"), SEEN)
    run_all()

    side.act(side.own, "withdraw")

    assert side.status() == "with_unit"


def test_a_sent_decision_leaves_no_other_task_to_decide_the_case(side):
    side.decide()
    (first,) = side.open_tasks("assess")
    side.ask_to_decide()

    url = f"/work/cases/{side.case_id}/tasks/{first.id}/send/"
    assert side.own.post(url, read_on(side.own, side.case_id)).status_code == 302
    run_all()

    assert side.status() == "closed"
    assert [one.task_kind for one in side.open_tasks()] == ["work"]
