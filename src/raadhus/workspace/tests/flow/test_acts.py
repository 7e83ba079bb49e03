"""What staff do with a case: take, decide, read the letter, send, take back, hear, note."""

import dataclasses

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO
from raadhus.workspace.tests.deskkit import CASEWORKERS, CLEARED, GOOD, all_of, figure_form, page, read_on


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
    assert '<a href="/work/" data-behaviour="list-place">Go on with the next case in the inbox</a>' in sent
    run_all()

    assert desk.town.again(case).status == "closed"
    (letter,) = [one for one in all_of("post.Letter") if one.template == "decision"]
    assert letter.data["signed_by"] == "Mette Juhl"
    assert [letter.state for letter in all_of("post.Letter")] == ["delivered"]
    assert "Decided and sent" not in page(browser, "/work/")
    assert "Nothing more to do" in page(browser, f"/work/cases/{case.id}/")


def test_who_decides_by_the_rules_gives_no_word_of_why_they_do_not_fit(desk, case, url):
    browser = desk.staff()

    browser.post(
        f"{url}/decide/",
        read_on(browser, case.id) | GOOD | {"choice": "proposed", "deviation": "Written, then hidden."},
    )

    (decision,) = [one for one in all_of("cases.Decision") if one.case_id == case.id]
    assert decision.deviation is None


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
    assert (
        '<div id="hear" tabindex="-1"><details class="rh-fold" open data-behaviour="keyboard-jump"'
        in answer.text
    )
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
