"""A closed case is reopened with a reason that its applicant reads; what was decided stands until a new decision."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import BO
from raadhus.workspace.tests.deskkit import GOOD, LEADERS, all_of, page, read_on

WHY = "Vi har fået en ny lønseddel."


@pytest.fixture
def closed(desk):
    """Return Bo's case, which rules decided in full, closed."""
    desk.town.move_in(BO)
    return desk.town.decide_application(BO)


def reopen(browser, case, reason=WHY):
    return browser.post(f"/work/cases/{case.id}/reopen/", {"reason": reason})


def task_of(case):
    return next(task for task in all_of("cases.Task") if task.case_id == case.id and task.status == "open")


def test_a_closed_case_is_decided_anew_and_closed_again(desk, closed):
    mette = desk.staff()
    assert "Reopen the case" in page(mette, f"/work/cases/{closed.id}/")
    answer = reopen(mette, closed)
    run_all()
    shown = page(mette, answer.url)
    assert "The case is reopened" in shown
    assert WHY in shown
    assert desk.town.again(closed).status == "with_unit"

    task = task_of(closed)
    assert task.why == ["reopened"]
    url = f"/work/cases/{closed.id}/tasks/{task.id}"
    mette.post(f"{url}/decide/", {**GOOD, **read_on(mette, closed.id)})
    mette.post(f"{url}/send/", read_on(mette, closed.id))
    run_all()

    first, second = all_of("cases.Decision")
    assert second.follows_id == first.id
    assert desk.town.again(closed).status == "closed"
    assert len(all_of("cases.Sending")) == 2


def test_the_applicant_reads_why(desk, closed):
    reopen(desk.staff(), closed)
    run_all()
    letter = all_of("post.Letter")[-1]
    bo = desk.citizen(BO)

    assert WHY in letter.data["paragraphs"]
    assert "Case reopened" in page(bo, f"/my/cases/{closed.id}/")
    assert "Waiting for a caseworker" in page(bo, "/my/cases/")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_nobody_reopens_without_a_reason(desk, closed, reason):
    answer = reopen(desk.staff(), closed, reason)

    assert answer.status_code == 422
    assert desk.town.again(closed).status == "closed"
    assert all_of("cases.Task") == []


def test_a_case_that_is_open_or_was_reopened_already_is_left_as_it_is(desk, case, closed):
    mette = desk.staff()
    reopen(mette, closed)

    assert reopen(mette, closed).status_code == 409
    assert reopen(mette, case).status_code == 409
    assert "Reopen the case" not in page(mette, f"/work/cases/{case.id}/")
    assert len(all_of("cases.Task")) == 2


def test_an_appealed_case_is_looked_at_in_its_appeal(desk, appeal):
    first = next(row for row in all_of("cases.Case") if row.case_kind == "application")
    mette = desk.staff()

    assert "Reopen the case" not in page(mette, f"/work/cases/{first.id}/")
    assert reopen(mette, first).status_code == 422
    assert desk.town.again(first).status == "closed"


def test_only_caseworkers_of_the_unit_reopen(desk, closed):
    for browser in (desk.staff(LEADERS, name="Lis Leder"), desk.citizen(BO)):
        assert reopen(browser, closed).status_code == 403
    assert desk.town.again(closed).status == "closed"
