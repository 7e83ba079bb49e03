"""Nobody decides, hears, sends or takes back from a page that shows other grounds than stand now."""

import pytest
from lxml import html

from raadhus.bus.testing import run_all
from raadhus.workspace.tests.deskkit import GOOD, all_of, figure_form, page, read_on


def forms_on(browser, case):
    """Return what the forms of the case's page would post: end of their address -> fields."""
    document = html.document_fromstring(page(browser, f"/work/cases/{case.id}/"))
    found = {
        form.get("action").rstrip("/").rpartition("/")[2]: form
        for form in document.xpath("//form[@method='post']")
    }
    return {name: dict(form.form_values()) for name, form in found.items()}


def test_nobody_decides_on_what_a_colleague_changed_after_the_page_was_opened(desk, case, url):
    karim, mette = desk.staff(name="Karim Aziz"), desk.staff()
    opened = forms_on(karim, case)["decide"]
    mette.post(f"{url}/correct/", figure_form(case, "9.000", "Lønseddel"))

    late = karim.post(f"{url}/decide/", GOOD | opened | {"reasons": "Min grund", "deviation": "x"})

    assert late.status_code == 409
    assert "The case has changed since you opened this page." in late.text
    assert "Min grund" in late.text
    assert all_of("cases.Decision") == []
    seen = forms_on(karim, case)["decide"]
    assert karim.post(f"{url}/decide/", GOOD | {"read": seen["read"]}).status_code == 302


@pytest.mark.parametrize("act", ["send", "withdraw"])
def test_nobody_sends_or_takes_back_a_decision_they_have_not_read(desk, case, url, act):
    karim, mette = desk.staff(name="Karim Aziz"), desk.staff()
    karim.post(f"{url}/decide/", read_on(karim, case.id) | GOOD)
    opened = forms_on(karim, case)[act]
    mette.post(f"/work/cases/{case.id}/withdraw/", forms_on(mette, case)["withdraw"])
    mette.post(f"{url}/decide/", read_on(mette, case.id) | GOOD | {"reasons": "Mettes grund"})
    address = f"{url}/send/" if act == "send" else f"/work/cases/{case.id}/withdraw/"

    late = karim.post(address, opened)
    run_all()

    assert late.status_code == 409
    assert "Nothing was decided or sent." in late.text
    assert "Back to the case" in late.text
    assert desk.town.again(case).status == "decided"
    assert [letter for letter in all_of("post.Letter") if letter.template == "decision"] == []
    assert karim.post(address, forms_on(karim, case)[act]).status_code == 302


def test_nobody_is_heard_on_what_the_caseworker_has_not_read(desk, case, url):
    karim, mette = desk.staff(name="Karim Aziz"), desk.staff()
    opened = forms_on(karim, case)["hear"]
    mette.post(f"{url}/correct/", figure_form(case, "45.000", "Lønseddel"))

    assert karim.post(f"{url}/hear/", opened).status_code == 409
    assert all_of("cases.Hearing") == []
    assert karim.post(f"{url}/hear/", forms_on(karim, case)["hear"]).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"read": ""}, {"read": "none.none"}], ids=str)
def test_without_the_mark_of_a_page_nothing_is_decided_heard_sent_or_taken_back(desk, case, url, sent):
    browser = desk.staff()
    for address, form in ((f"{url}/decide/", GOOD), (f"{url}/hear/", {})):
        answer = browser.post(address, form | sent)
        assert answer.status_code == 409
        assert "The case has changed since you opened this page." in answer.text
    assert all_of("cases.Decision") == all_of("cases.Hearing") == []

    browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD)
    for address in (f"{url}/send/", f"/work/cases/{case.id}/withdraw/"):
        assert browser.post(address, sent).status_code == 409
    run_all()

    assert desk.town.again(case).status == "decided"
    assert all_of("cases.Withdrawal") == []


def test_an_appeal_is_not_sent_on_without_the_mark_of_a_page(desk, appeal):
    _, url = appeal

    assert desk.staff().post(f"{url}/forward/", {"answer": "Registret er rigtigt."}).status_code == 409
    assert len(all_of("cases.Decision")) == 1
