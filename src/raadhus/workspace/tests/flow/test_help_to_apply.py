"""Somebody comes to the desk without a login: their case says who entered it, they see it, and the help is counted."""

import re

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, CARL, Resident
from raadhus.workspace.tests.deskkit import CASEWORKERS, CLEARED, FRONTDESK, all_of, page

HELP, FORM = "/work/help/", "/apply/free-place-subsidy/"
PIA = Resident(number="6706901230", name="Pia Privat", name_protected=True, address_protected=True)
MARK = re.compile(r'<input type="hidden" name="(draft|version|shown|help)" value="([^"]*)"')


@pytest.fixture
def clerk(desk):
    """Return the browser of a clerk at the front desk, in a town where Anne lives."""
    desk.town.move_in(ANNE)
    return desk.staff(FRONTDESK, name="Finn Front")


def begin(browser, resident=ANNE, how="desk.photo-id"):
    return browser.post(HELP, {"number": resident.number, "how": how})


def marks_on(browser, url):
    """Return what the forms of a page carry."""
    return dict(MARK.findall(browser.get(url).text))


def fill_in(browser, **values):
    """Send each step with what its page has chosen, and return the answer to the last."""
    browser.post(FORM, marks_on(browser, FORM))
    steps = {
        "household": {},
        "children": {
            "children.r1.daycare": "nursery",
            "children.r1.fee_monthly": "3200",
            "subsidy_from": "2024-12-01",
        },
        "income": {"applicant.self_employed": "no"},
        "summary": {"declared": "yes"},
    }
    for step, answers in steps.items():
        marks = marks_on(browser, f"{FORM}{step}/")
        answer = browser.post(f"{FORM}{step}/", marks | answers | values)
        assert answer.status_code == 302, answer.text
    return answer


def test_the_case_says_who_entered_it_and_how_they_knew_the_person(desk, clerk):
    begin(clerk, how="phone.call-back")
    fill_in(clerk)
    run_all()
    (case,) = all_of("cases.Case")
    shown = page(desk.staff(), f"/work/cases/{case.id}/")

    assert (case.applicant_id, case.channel) == (desk.town.people[ANNE.number], "phone")
    assert "Entered by a clerk for the applicant" in shown
    assert "Finn Front" in shown
    assert "phone · called back on a number we had" in shown


def test_the_person_follows_the_case_and_has_the_letter_as_everybody(desk, clerk):
    begin(clerk)
    fill_in(clerk)
    run_all()
    (case,) = all_of("cases.Case")
    own = page(desk.citizen(ANNE), f"/my/cases/{case.id}/")

    assert "Entered by a clerk for the applicant" in own
    assert [letter.recipient_id for letter in all_of("post.Letter")] == [desk.town.people[ANNE.number]]


def test_an_application_and_mere_help_are_counted_on_the_channel_they_came_by(desk, clerk):
    begin(clerk, how="phone.questions")
    clerk.post(f"{HELP}end/")
    begin(clerk)
    fill_in(clerk)
    clerk.post(f"{HELP}end/")
    run_all()

    counted = {(one.channel, one.purpose): one.number for one in all_of("statistics.ContactCount")}
    assert counted["phone", "information"] == 1
    assert counted["personal", "transaction"] == 1
    assert ("personal", "information") not in counted


def test_the_page_leads_to_what_can_be_applied_for_and_is_in_order(clerk):
    assert "Identity number of whom you help" in page(clerk, HELP)
    begin(clerk)
    shown = page(clerk, HELP)

    assert "You help Anne Andersen" in shown
    assert FORM in shown
    assert page(clerk, FORM)


def test_the_front_desk_begins_where_it_works(clerk):
    assert clerk.get("/work/").url == HELP


def test_the_protected_are_helped_by_the_cleared(desk, clerk):
    desk.town.move_in(PIA)

    assert begin(clerk, PIA).status_code == 403
    assert "Pia" not in clerk.get(HELP).text
    assert begin(desk.staff(CASEWORKERS, CLEARED, name="Kit Klar"), PIA).status_code == 302


def test_nobody_helps_whom_they_live_with(desk):
    desk.town.move_together(ANNE, CARL)
    carl = desk.staff(FRONTDESK, name=CARL.name, number=CARL.number)

    assert begin(carl).status_code == 403
    assert begin(carl, CARL).status_code == 403
    assert all_of("forms.Help") == []


def test_what_a_clerk_holds_as_a_citizen_is_not_shown_while_they_help(desk):
    desk.town.move_in(ANNE, CARL)
    desk.town.decide_application(CARL)
    carl = desk.staff(FRONTDESK, name=CARL.name, number=CARL.number)
    begin(carl)

    assert "You have this already" not in carl.get(FORM).text
    assert carl.get("/my/").status_code == 403


def test_a_page_left_open_from_whom_was_helped_before_begins_and_deletes_nothing(desk, clerk):
    desk.town.move_in(BO)
    begin(clerk)
    clerk.post(FORM, marks_on(clerk, FORM))
    old = marks_on(clerk, FORM)  # a second tab, left open at Anne
    begin(clerk, BO)
    clerk.post(FORM, marks_on(clerk, FORM))
    states = [(draft.id, draft.state) for draft in all_of("forms.Draft")]

    for url, sent in (
        (f"{FORM}discard/", old),
        (FORM, old | {"anew": "1"}),
        (FORM, {}),
        (f"{FORM}discard/", {}),
    ):
        answer = clerk.post(url, sent)
        assert answer.status_code == 409
        assert "You help somebody else by now" in answer.text
    assert [(draft.id, draft.state) for draft in all_of("forms.Draft")] == states

    assert clerk.post(f"{FORM}discard/", marks_on(clerk, FORM)).status_code == 200
    assert [draft.state for draft in all_of("forms.Draft")] == ["open", "discarded"]
