"""What staff do with a case: take, decide, read the letter, send, take back, hear, note."""

import dataclasses

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO
from raadhus.workspace.tests.deskkit import CASEWORKERS, CLEARED, all_of, page

GOOD = {
    "choice": "share",
    "percent": "100",
    "from-day": "1",
    "from-month": "12",
    "from-year": "2024",
    "reasons": "Indtægten er lav.\nI har ét barn.",
    "deviation": "Nyt job.",
}


@pytest.fixture
def case(desk):
    """Return Anne's case, whose income is contested."""
    desk.town.move_in(ANNE)
    return desk.town.decide_application(ANNE, contested=True)


@pytest.fixture
def url(case):
    """Return how the addresses of the case's task begin."""
    task = next(task for task in all_of("cases.Task") if task.case_id == case.id)
    return f"/work/cases/{case.id}/tasks/{task.id}"


def test_a_task_is_taken_and_given_back(desk, case, url):
    browser = desk.staff()

    browser.post(f"{url}/take/")
    assert "taken by you" in page(browser, "/work/?queue=mine")
    assert "Everything is in good hands" in page(browser, "/work/?queue=free")

    browser.post(f"{url}/release/")
    assert "Your desk is clear" in page(browser, "/work/?queue=mine")


def test_decide_read_the_letter_send(desk, case, url):
    browser = desk.staff()
    answer = browser.post(f"{url}/decide/", GOOD, follow=True)
    assert "The decision is made" in answer.text
    assert "Send the decision" in page(browser, f"/work/cases/{case.id}/")
    letter = browser.get(f"/work/cases/{case.id}/letter.pdf")
    assert letter.content.startswith(b"%PDF")
    assert all_of("post.Letter") == []

    assert "The letter is being made" in browser.post(f"{url}/send/", follow=True).text
    run_all()

    assert desk.town.again(case).status == "closed"
    assert [letter.state for letter in all_of("post.Letter")] == ["delivered"]
    assert "Decided and sent" not in page(browser, "/work/")
    assert "Nothing more to do" in page(browser, f"/work/cases/{case.id}/")


def test_a_decision_is_taken_back_until_it_is_sent(desk, case, url):
    browser = desk.staff()
    browser.post(f"{url}/decide/", GOOD)
    browser.post(f"/work/cases/{case.id}/withdraw/")
    assert desk.town.again(case).status == "with_unit"

    browser.post(f"{url}/decide/", GOOD)
    browser.post(f"{url}/send/")
    assert browser.post(f"/work/cases/{case.id}/withdraw/").status_code == 409
    assert len(all_of("cases.Withdrawal")) == 1


def test_a_form_posted_twice_decides_once(desk, case, url):
    browser = desk.staff()
    browser.post(f"{url}/decide/", GOOD)

    assert browser.post(f"{url}/decide/", GOOD).status_code == 409
    assert len(all_of("cases.Decision")) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"choice": ""}, "Choose what you decide."),
        ({"choice": "everything"}, "Choose what you decide."),
        ({"percent": "101"}, "Write a share above 0 and at most 100 per cent."),
        ({"percent": "-5"}, "Write a share above 0 and at most 100 per cent."),
        ({"percent": "NaN"}, "Write a share above 0 and at most 100 per cent."),
        ({"percent": "1e400"}, "Write a share above 0 and at most 100 per cent."),
        ({"from-day": "31", "from-month": "2"}, "Write the day from which it is valid"),
        ({"from-year": "99999999999"}, "Write the day from which it is valid"),
        ({"reasons": "   "}, "Write at least one reason"),
        ({"reasons": "x" * 4001}, "Write shorter reasons"),
        ({"percent": "62", "deviation": " "}, "Write why the rules do not fit this case."),
        ({"choice": "reject", "deviation": "Nyt job."}, "The applicant must be heard before"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed_and_nothing_is_decided(desk, case, url, change, told):
    answer = desk.staff().post(f"{url}/decide/", GOOD | change)

    assert answer.status_code == 422
    assert told in answer.text
    assert "rh-summary" in answer.text or "error" in answer.text
    if "reasons" not in change:
        assert "I har ét barn." in answer.text
    assert all_of("cases.Decision") == []


def test_the_applicant_is_heard(desk, case, url):
    browser = desk.staff()

    assert "The applicant is being heard" in browser.post(f"{url}/hear/", follow=True).text
    assert len(all_of("cases.Hearing")) == 1
    assert "The applicant can answer the hearing until" in page(browser, f"/work/cases/{case.id}/")


def test_a_note_is_kept_in_the_file(desk, case):
    browser = desk.staff()

    browser.post(f"/work/cases/{case.id}/notes/", {"text": "Called the applicant <b>today</b>."})
    shown = page(browser, f"/work/cases/{case.id}/")
    assert "Called the applicant &lt;b&gt;today&lt;/b&gt;." in shown
    assert "Mette Juhl" in shown
    assert browser.post(f"/work/cases/{case.id}/notes/", {"text": " "}).status_code == 422
    assert len(all_of("cases.Note")) == 1


def test_acts_are_not_done_by_following_a_link(desk, case, url):
    browser = desk.staff()

    for act in ("take", "release", "hear", "decide", "send"):
        assert browser.get(f"{url}/{act}/").status_code == 405


def test_a_protected_name_is_hidden_from_the_uncleared_and_so_are_its_papers(desk):
    protected = dataclasses.replace(BO, name_protected=True)
    desk.town.move_in(protected)
    case = desk.town.decide_application(protected)
    (document,) = all_of("records.Document")
    uncleared = desk.staff()
    cleared = desk.staff(CASEWORKERS, CLEARED, name="Clara Cleared")

    shown = page(uncleared, f"/work/cases/{case.id}/")
    assert "Bo Bertelsen" not in shown
    assert "Ida Andersen" not in shown
    assert "Protected name" in shown
    paper = f"/work/cases/{case.id}/documents/{document.id}/"
    assert uncleared.get(paper).status_code == 403
    assert "Bo Bertelsen" in page(cleared, f"/work/cases/{case.id}/")
    assert cleared.get(paper).status_code == 200
