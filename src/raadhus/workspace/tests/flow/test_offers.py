"""A caseworker offers a home: says which one it is, with reasons that go with an offer, and the applicant answers."""

import datetime as dt

import pytest

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, NOON
from raadhus.cases.tests.flow.test_senior_housing import ANSWERS
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.platform import clock
from raadhus.ui.testing import page_problems
from raadhus.ui.words import day_in_words
from raadhus.workspace.tests.deskkit import Desk, all_of, page, read_on

HOME = "Havnegade 5, 2. tv."
GRANT = {
    "choice": "share",
    "from-day": "1",
    "from-month": "12",
    "from-year": "2024",
    "reasons": "Du har svært ved trapper.",
    "offered": HOME,
}


@pytest.fixture
def desk(towns, db):
    """Return Egeby with the waiting list."""
    with clock.frozen(NOON):
        town = PackageTown("senior-housing", "pladsanvisningen").build()
        town.move_in(ANNE)
        yield Desk(town)


@pytest.fixture
def listed(desk):
    return desk.town.send(ANNE, ANSWERS)


@pytest.fixture
def mette(desk):
    return desk.staff()


def task_url(case):
    of_unit = [one for one in all_of("cases.Task") if one.case_id == case.id and one.person_id is None]
    task = next(one for one in of_unit if one.status == "open")
    return f"/work/cases/{case.id}/tasks/{task.id}"


def decide(browser, case, **changes):
    return browser.post(f"{task_url(case)}/decide/", {**GRANT, **read_on(browser, case.id), **changes})


def test_the_offer_and_the_letter_say_first_which_home_it_is(desk, mette, listed):
    assert "The home" in page(mette, f"/work/cases/{listed.id}/")

    assert decide(mette, listed).status_code == 302

    assert "Send the offer" in page(mette, f"/work/cases/{listed.id}/")
    sent = mette.post(f"{task_url(listed)}/send/", read_on(mette, listed.id))
    assert "The offer is sent" in page(mette, sent.url)
    run_all()
    (decision,) = all_of("cases.Decision")
    assert decision.reasons["da"] == [f"Boligen: {HOME}", "Du har svært ved trapper."]
    (put,) = all_of("cases.PutQuestion")
    assert f"Boligen: {HOME}" in page(desk.citizen(ANNE), f"/my/tasks/{put.task_id}/question/")
    assert any(HOME in text for text in all_of("post.Letter")[-1].data["paragraphs"])


def test_an_offer_that_nobody_has_answered_is_no_decision_that_was_sent(desk, mette, listed):
    decide(mette, listed)
    mette.post(f"{task_url(listed)}/send/", read_on(mette, listed.id))
    run_all()
    shown = page(mette, f"/work/cases/{listed.id}/")

    assert "What we offer waits for an answer until" in shown
    assert "Offered, waits for the answer" in shown
    assert "Deadline" in shown
    assert "can no longer be taken back" not in shown
    assert "letter is being made" not in shown
    (put,) = all_of("cases.PutQuestion")
    desk.citizen(ANNE).post(f"/my/tasks/{put.task_id}/question/", {"answer": "decline"})
    run_all()
    shown = page(mette, f"/work/cases/{listed.id}/")
    assert "Anne Andersen · No thank you, I want to stay on the list" in shown
    assert "Taken back before it was sent" in shown


@pytest.mark.parametrize(
    ("offered", "said"), [(" ", "Write what you offer"), ("x" * 201, "Write it in at most 200 characters.")]
)
def test_nothing_is_offered_that_nobody_has_named(mette, listed, offered, said):
    answer = decide(mette, listed, offered=offered)

    assert answer.status_code == 422
    assert page_problems(answer.text) == ()
    assert said in answer.text
    assert "Du har svært ved trapper." in answer.text
    assert all_of("cases.Decision") == []


def test_who_gets_no_home_is_told_of_none(mette, listed):
    assert decide(mette, listed, choice="reject").status_code == 302

    (decision,) = all_of("cases.Decision")
    assert decision.reasons["da"] == ["Du har svært ved trapper."]


@pytest.mark.parametrize(
    ("choice", "block", "title"),
    [
        ("share", "home-can-be-fitted", "The home can be fitted"),
        ("reject", "stairs-too-hard", "Stairs are too hard"),
    ],
)
def test_a_sentence_that_speaks_for_the_other_decision_is_no_reason_of_this_one(
    mette, listed, choice, block, title
):
    answer = decide(mette, listed, choice=choice, block=[block])

    assert answer.status_code == 422
    assert page_problems(answer.text) == ()
    assert f"Choose other sentences. No reason for this decision: “{title}”." in answer.text
    assert f'value="{block}" checked' in answer.text
    assert HOME in answer.text
    assert all_of("cases.Decision") == []


def test_a_sentence_that_goes_with_the_decision_is_a_reason_of_it(mette, listed):
    assert decide(mette, listed, block=["stairs-too-hard"]).status_code == 302

    (decision,) = all_of("cases.Decision")
    assert len(decision.reasons["da"]) == 3


def test_a_reopened_case_that_no_process_carries_is_decided_and_nothing_is_offered(desk, mette, listed):
    decide(mette, listed, choice="reject")
    mette.post(f"{task_url(listed)}/send/", read_on(mette, listed.id))
    run_all()
    assert mette.post(f"/work/cases/{listed.id}/reopen/", {"reason": "Ny bolig"}).status_code == 302

    assert decide(mette, listed).status_code == 302
    shown = page(mette, f"/work/cases/{listed.id}/")
    sent = mette.post(f"{task_url(listed)}/send/", read_on(mette, listed.id))

    assert "Send the decision" in shown
    assert "Send the offer" not in shown
    assert "It is offered first" not in shown
    told = page(mette, sent.url)
    assert "The offer is sent" not in told
    assert "The offer is on its way" not in told
    run_all()
    assert desk.town.again(listed).status == "closed"
    assert len(all_of("cases.Sending")) == 2
    assert all_of("cases.PutQuestion") == []


def days_on(days):
    return clock.frozen(NOON + dt.timedelta(days=days))


def test_an_offer_waits_for_its_own_answer_and_not_for_that_to_another_question(desk, mette, listed):
    with days_on(366):
        due.wake_due()
        run_all()
        (wanted,) = all_of("cases.PutQuestion")
    with days_on(370):
        mette = desk.staff()
        assert decide(mette, listed, **{"from-year": "2025"}).status_code == 302
        sent = mette.post(f"{task_url(listed)}/send/", read_on(mette, listed.id))
        on_its_way = page(mette, sent.url)
        run_all()
        offer = next(one for one in all_of("cases.PutQuestion") if one.id != wanted.id)
        offered = page(mette, f"/work/cases/{listed.id}/")
        said = {"answer": "accept"}
        assert desk.citizen(ANNE).post(f"/my/tasks/{offer.task_id}/question/", said).status_code == 302
        accepted = page(mette, f"/work/cases/{listed.id}/")

    assert wanted.answer_by != offer.answer_by
    waits = "What we offer waits for an answer until"
    assert waits not in on_its_way
    assert "The offer is on its way to the applicant." in on_its_way
    assert f"{waits} {day_in_words(offer.answer_by)}" in offered
    assert "Offered, waits for the answer" in offered
    assert waits not in accepted
    assert "Offered, waits for the answer" not in accepted
