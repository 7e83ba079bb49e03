"""What staff do with an appeal: read both sides, grant it, or send it on."""

import re

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE
from raadhus.workspace.tests.deskkit import GOOD, all_of, page, read_on


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
