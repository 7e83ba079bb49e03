"""What staff read: the inbox, a case, its papers; and who can see that they did."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.public import Answer, IncomeAnswer, answer_about_income
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA
from raadhus.identity.public import list_seen
from raadhus.platform.tenancy.scope import transaction
from raadhus.workspace.tests.deskkit import LEADERS, OPERATORS, all_of, page


@pytest.fixture
def case(desk):
    """Return Anne's case, whose income is contested."""
    desk.town.move_in(ANNE)
    return desk.town.decide_application(ANNE, contested=True)


def test_the_inbox_says_what_whose_why_and_by_when(desk, case):
    shown = page(desk.staff(), "/work/")

    for words in ("Cheaper day care", "Anne Andersen", "Decide: income contested", "in 14 days"):
        assert words in shown
    assert f"/work/cases/{case.id}/" in shown


@pytest.mark.parametrize("queue", ["todo", "mine", "free", "late", "appeals", "waiting"])
def test_an_empty_inbox_is_a_moment_of_praise(desk, queue):
    assert "rh-empty" in page(desk.staff(), f"/work/?queue={queue}")


def test_a_case_shows_who_is_in_it_what_was_counted_and_what_to_do(desk, case):
    shown = page(desk.staff(), f"/work/cases/{case.id}/")

    for words in (
        case.number,
        "Anne Andersen",
        "Ida Andersen",
        "DKK\u00a012,000",
        "I changed my job",
        "The applicant or partner says that the income is not right.",
        "Application received",
    ):
        assert words in shown


def test_looking_into_a_file_is_seen_by_the_citizen_once_for_one_sitting(desk, case):
    browser = desk.staff()
    page(browser, f"/work/cases/{case.id}/")
    page(browser, f"/work/cases/{case.id}/?show=looks")

    with transaction(desk.town.tenant):
        assert [seen.what for seen in list_seen(desk.town.citizen(ANNE))] == ["case"]


def test_the_preview_is_a_part_of_the_inbox_and_is_a_look_too(desk, case):
    answer = desk.staff().get(f"/work/cases/{case.id}/preview/")

    assert answer.text.startswith("<div")
    assert "Anne Andersen" in answer.text
    with transaction(desk.town.tenant):
        assert [seen.what for seen in list_seen(desk.town.citizen(ANNE))] == ["preview"]


def test_a_number_leads_to_its_case_and_an_unknown_one_is_told(desk, case):
    browser = desk.staff()

    for typed in (case.number, case.number.lower(), "1"):
        assert browser.get("/work/", {"q": typed}).headers["Location"] == f"/work/cases/{case.id}/"
    assert "Your units have no case “77”" in page(browser, "/work/?q=77")


def test_trying_numbers_tells_nobody_that_their_own_household_has_a_case(desk):
    desk.town.move_in(CARL)
    case = desk.town.decide_application(CARL, contested=True)

    assert f"Your units have no case “{case.number}”" in page(desk.carl(), f"/work/?q={case.number}")
    assert desk.staff().get("/work/", {"q": case.number}).status_code == 302


def test_the_time_line_is_narrowed_down(desk, case):
    browser = desk.staff()

    assert "Rules looked at it" in page(browser, f"/work/cases/{case.id}/?show=decisions")
    assert "Rules looked at it" not in page(browser, f"/work/cases/{case.id}/?show=forms")


def test_a_decided_case_has_its_letter_and_reasons(desk):
    desk.town.move_in(BO)
    case = desk.town.decide_application(BO)
    browser = desk.staff()
    shown = page(browser, f"/work/cases/{case.id}/")
    (document,) = all_of("records.Document")

    assert "Decision: Granted, 100%" in shown
    assert "by the rules" in shown
    answer = browser.get(f"/work/cases/{case.id}/documents/{document.id}/")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    with transaction(desk.town.tenant):
        assert {seen.what for seen in list_seen(desk.town.citizen(BO))} == {"case", "document"}


def test_staff_come_to_their_own_page(desk):
    assert desk.staff(LEADERS, name="Lis Leder").get("/work/").headers["Location"] == "/console/"
    operator = desk.staff(OPERATORS, name="Ole Drift")
    assert operator.get("/work/").headers["Location"] == "/work/operations/"


def test_what_is_no_amount_and_nobody_contests_is_not_among_the_figures(desk):
    anne, bo = desk.town.move_together(ANNE, BO)
    case = desk.town.decide_application(anne)
    (asked,) = all_of("cases.Task")
    with desk.transaction():
        answer_about_income(desk.town.citizen(bo), asked.id, IncomeAnswer(answer=Answer.REFUSED))
    run_all()
    shown = page(desk.staff(), f"/work/cases/{case.id}/")

    assert "Income a month before tax · Anne Andersen" in shown
    assert "Income a month before tax · Bo Bertelsen" in shown
    assert "household.partner" not in shown.lower()


def test_what_is_not_there_leads_back_to_where_staff_begin(desk):
    missing = "/work/cases/00000000-0000-0000-0000-000000000000/"
    assert "Go to: Inbox" in desk.staff().get(missing).text
    leader = desk.staff(LEADERS, name="Lis Leder").get("/work/operations/")
    assert leader.status_code == 403
    assert "Go to: Figures" in leader.text


def test_every_language_has_its_words(desk, case):
    for language, inbox in (("da", "Indbakke"), ("nb", "Innboks")):
        browser = desk.staff(language=language)
        pages = [page(browser, "/work/"), page(browser, f"/work/cases/{case.id}/")]

        assert all(f'<html lang="{language}"' in shown and inbox in shown for shown in pages)


def test_what_nobody_contests_is_decided_and_not_in_the_inbox(desk):
    desk.town.move_in(EVA)
    desk.town.decide_application(EVA)

    assert "Eva Eriksen" not in page(desk.staff(), "/work/")
