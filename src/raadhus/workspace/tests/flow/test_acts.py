"""What staff do with a case: take, decide, read the letter, send, take back, hear, note."""

import dataclasses
import re

import pytest
from lxml import html

from raadhus.bus.testing import run_all
from raadhus.cases.public import file_appeal
from raadhus.cases.tests.casekit import ANNE, BO
from raadhus.workspace.tests.deskkit import CASEWORKERS, CLEARED, all_of, page, read_on

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
    answer = browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD, follow=True)
    assert "The decision is made" in answer.text
    to_send = page(browser, f"/work/cases/{case.id}/")
    assert "Send the decision" in to_send
    assert "Deadline " in to_send
    assert "next case in the inbox" not in to_send
    letter = browser.get(f"/work/cases/{case.id}/letter.pdf")
    assert letter.content.startswith(b"%PDF")
    assert all_of("post.Letter") == []

    sent = browser.post(f"{url}/send/", read_on(browser, case.id), follow=True).text
    assert "The letter is being made" in sent
    assert "Decided, letter on its way" in sent
    assert "Not sent yet" not in sent
    assert "Decided, not sent" not in sent
    assert "Deadline " not in sent
    assert '<a href="/work/">Go on with the next case in the inbox</a>' in sent
    run_all()

    assert desk.town.again(case).status == "closed"
    (letter,) = [one for one in all_of("post.Letter") if one.template == "decision"]
    assert letter.data["signed_by"] == "Mette Juhl"
    assert [letter.state for letter in all_of("post.Letter")] == ["delivered"]
    assert "Decided and sent" not in page(browser, "/work/")
    assert "Nothing more to do" in page(browser, f"/work/cases/{case.id}/")


def test_the_rules_reasons_keep_their_languages_until_somebody_edits_them(desk, case, url):
    browser = desk.staff()
    (proposal,) = [one for one in all_of("cases.Assessment") if one.case_id == case.id]
    said = "\r\n".join(proposal.reasons["da"])
    as_proposed = {"percent": str(proposal.percent), "reasons": said, "deviation": ""}
    browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD | as_proposed)
    browser.post(f"/work/cases/{case.id}/withdraw/", read_on(browser, case.id))
    browser.post(
        f"{url}/decide/", read_on(browser, case.id) | GOOD | as_proposed | {"reasons": said + "\r\nOg mere."}
    )

    kept, edited = sorted(all_of("cases.Decision"), key=lambda one: one.made_at)
    assert kept.reasons == proposal.reasons
    assert set(edited.reasons) == {"da"}


def test_a_decision_is_taken_back_until_it_is_sent(desk, case, url):
    browser = desk.staff()
    browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD)
    browser.post(f"/work/cases/{case.id}/withdraw/", read_on(browser, case.id))
    assert desk.town.again(case).status == "with_unit"

    browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD)
    browser.post(f"{url}/send/", read_on(browser, case.id))
    assert browser.post(f"/work/cases/{case.id}/withdraw/", read_on(browser, case.id)).status_code == 409
    assert len(all_of("cases.Withdrawal")) == 1


def test_a_form_posted_twice_decides_once(desk, case, url):
    browser = desk.staff()
    browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD)

    again = browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD)
    assert again.status_code == 409
    assert f'href="/work/cases/{case.id}/"' in again.text
    assert "Back to the case" in again.text
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
        ({"from-year": "24"}, "Write the day from which it is valid"),
        ({"from-year": "0024"}, "Write the day from which it is valid"),
        ({"reasons": "   "}, "Write at least one reason"),
        ({"reasons": "x" * 4001}, "Write shorter reasons"),
        ({"percent": "62", "deviation": " "}, "Write why the rules do not fit this case."),
        ({"choice": "reject", "deviation": "Nyt job."}, "The applicant must be heard before"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed_and_nothing_is_decided(desk, case, url, change, told):
    browser = desk.staff()
    answer = browser.post(f"{url}/decide/", read_on(browser, case.id) | GOOD | change)

    assert answer.status_code == 422
    assert told in answer.text
    if "reasons" not in change:
        assert "I har ét barn." in answer.text
    assert all_of("cases.Decision") == []


def test_the_applicant_is_heard(desk, case, url):
    browser = desk.staff()

    assert (
        "The applicant is being heard"
        in browser.post(f"{url}/hear/", read_on(browser, case.id), follow=True).text
    )
    assert len(all_of("cases.Hearing")) == 1
    assert "The applicant can answer the hearing until" in page(browser, f"/work/cases/{case.id}/")


def test_what_may_be_decided_only_after_a_hearing_leads_to_the_hearing(desk, case, url):
    browser = desk.staff()

    answer = browser.post(
        f"{url}/decide/", read_on(browser, case.id) | GOOD | {"choice": "reject", "deviation": "Nyt job."}
    )

    assert 'href="#hear"' in answer.text
    assert '<div id="hear" tabindex="-1"><details class="rh-fold" open>' in answer.text
    assert all_of("cases.Decision") == []


def test_while_the_applicant_is_heard_there_is_nothing_to_do(desk, case, url):
    browser = desk.staff()
    assert ANNE.name in page(browser, "/work/?queue=todo")

    browser.post(f"{url}/hear/", read_on(browser, case.id), follow=True)

    assert ANNE.name not in page(browser, "/work/?queue=todo")
    assert ANNE.name in page(browser, "/work/?queue=waiting")


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

    for act in ("take", "release", "hear", "decide", "correct", "forward", "send"):
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


def figure_form(case, amount, reason):
    """Return what is posted to correct the applicant's income."""
    name = f"income.monthly-{case.applicant_id.hex[-8:]}"
    return {
        "figure": f"{case.applicant_id}:income.monthly",
        f"amount-{name}": amount,
        f"reason-{name}": reason,
    }


def test_a_figure_is_corrected_and_the_rules_propose_anew(desk, case, url):
    browser = desk.staff()
    before = page(browser, f"/work/cases/{case.id}/")
    assert "Correct this figure" in before
    answer = browser.post(f"{url}/correct/", figure_form(case, "30.000,00", "Lønseddel"), follow=True)

    assert "The figure is corrected" in answer.text
    shown = page(browser, f"/work/cases/{case.id}/")
    for words in (
        "Computed with the corrected figure.",
        "DKK\u00a030,000",
        "from DKK\u00a012,000 to DKK\u00a030,000 – Lønseddel",
    ):
        assert words in shown
    assert all_of("cases.Decision") == []


@pytest.mark.parametrize(
    ("amount", "reason", "told"),
    [
        ("a lot", "Lønseddel", "Write an amount a month"),
        ("-5", "Lønseddel", "Write an amount a month"),
        ("30000", " ", "Write how you know what the figure is."),
        ("30000", "x" * 1001, "Write it shorter: at most 1,000 characters."),
    ],
)
def test_a_wrong_correction_is_told_beside_what_was_typed(desk, case, url, amount, reason, told):
    answer = desk.staff().post(f"{url}/correct/", figure_form(case, amount, reason))

    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{amount}"' in answer.text
    assert all_of("cases.Correction") == []


def test_the_reasons_begin_without_what_only_tells_why_a_person_looks(desk, case):
    shown = page(desk.staff(), f"/work/cases/{case.id}/")

    assert "Vi har brugt indtægtsskalaen for 2024." in shown
    assert "Derfor ser en sagsbehandler på sagen." not in shown
    assert "Indtægten passer ikke efter det, I har skrevet." not in shown
    (assessment,) = all_of("cases.Assessment")
    assert "Derfor ser en sagsbehandler på sagen." in assessment.why_said["da"]


@pytest.fixture
def appeal(desk):
    """Return Anne's appeal of what the rules decided, and how the addresses of its task begin."""
    desk.town.move_in(ANNE)
    desk.town.decide_application(ANNE)
    (decision,) = all_of("cases.Decision")
    with desk.transaction():
        found = file_appeal(desk.town.citizen(ANNE), decision.id, "I earn less now.")
    run_all()
    task = next(task for task in all_of("cases.Task") if task.case_id == found.id)
    return found, f"/work/cases/{found.id}/tasks/{task.id}"


def test_an_appeal_shows_what_it_is_about_and_the_two_ways_it_can_go(desk, appeal):
    found, _ = appeal
    shown = page(desk.staff(), f"/work/cases/{found.id}/")

    for words in (
        "I earn less now.",
        "The decision that was appealed",
        "Change the decision",
        "Hold to the decision and send the appeal on",
        "Ankestyrelsen",
        "Correct this figure",
        "Deadline 3\u00a0December",
    ):
        assert words in shown
    assert "Reject</" not in shown


def test_an_appeal_shows_the_children_and_when_and_where_everybody_was_born_and_lives(desk, appeal):
    found, _ = appeal
    first = page(desk.staff(), f"/work/cases/{found.linked_case_id}/")
    shown = page(desk.staff(), f"/work/cases/{found.id}/")

    def people(text):
        return text.split("Who is in the case", 1)[1].split("</table>", 1)[0]

    assert people(shown) == people(first)
    assert "Child" in people(shown)


def test_an_appeal_is_granted_with_one_share_and_the_day_that_stands_there(desk, appeal):
    found, url = appeal
    browser = desk.staff()
    shown = page(browser, f"/work/cases/{found.id}/")
    assert 'id="f-choice' not in shown
    day = {
        part: re.search(rf'name="from-{part}"[^>]*value="(\d+)"', shown)[1]
        for part in ("day", "month", "year")
    }
    given = {f"from-{part}": value for part, value in day.items()}
    answer = browser.post(
        f"{url}/decide/",
        read_on(browser, found.id) | given | {"percent": "90", "reasons": "Lavere."},
        follow=True,
    )

    assert "The decision is made" in answer.text
    assert {one.percent for one in all_of("cases.Decision") if one.case_id == found.id} == {90}


def test_the_citizen_reads_what_they_wrote_and_the_decision_in_what_has_happened(desk, appeal):
    found, _ = appeal
    citizen = desk.citizen(ANNE)

    assert "I earn less now." in citizen.get(f"/my/cases/{found.id}/").text
    happened = citizen.get(f"/my/cases/{found.linked_case_id}/").text.split("Everything that has happened")[1]
    assert "Decision made" in happened
    assert "Letter written" in happened


def test_an_appeal_is_sent_on_and_the_citizen_reads_why(desk, appeal):
    found, url = appeal
    browser = desk.staff()
    answer = browser.post(
        f"{url}/forward/", read_on(browser, found.id) | {"answer": "Registret er rigtigt."}, follow=True
    )
    assert "The appeal is ready to be sent on" in answer.text
    assert browser.get(f"/work/cases/{found.id}/letter.pdf").content.startswith(b"%PDF")

    browser.post(f"{url}/send/", read_on(browser, found.id))
    run_all()
    assert "Nothing more to do" in page(browser, f"/work/cases/{found.id}/")
    citizen = desk.citizen(ANNE)
    shown = citizen.get(f"/my/cases/{found.id}/").text
    assert "Registret er rigtigt." in shown
    assert "Ankestyrelsen decides now and writes to you." in shown
    assert "Appeal the decision" not in shown


def test_an_appeal_does_not_go_on_without_an_answer_nor_end_with_less(desk, appeal):
    found, url = appeal
    browser = desk.staff()
    answer = browser.post(f"{url}/forward/", {"answer": " "})
    assert answer.status_code == 422
    assert "Write why you hold to the decision." in answer.text
    less = browser.post(f"{url}/decide/", read_on(browser, found.id) | GOOD | {"percent": "1"})
    assert less.status_code == 422
    assert "This gives no more than the decision that was appealed." in less.text
    rejected = browser.post(f"{url}/decide/", read_on(browser, found.id) | GOOD | {"choice": "reject"})

    assert rejected.status_code == 422
    assert len(all_of("cases.Decision")) == 1


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
