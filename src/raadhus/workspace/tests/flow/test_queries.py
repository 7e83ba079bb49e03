"""What the pages of the desk ask the database: the same for one case as for many."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from raadhus.cases.tests.casekit import ANNE, BO, EVA
from raadhus.workspace.tests.deskkit import OPERATORS, page

MOST = {"inbox": 15, "case": 36, "operations": 12, "rules": 14}


def asked(browser, url):
    page(browser, url)  # the process learns its towns and packages; the look is noted
    with CaptureQueriesContext(connection) as captured:
        page(browser, url)
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


def test_the_inbox_asks_as_much_for_three_cases_as_for_one(desk):
    desk.town.move_in(ANNE, BO, EVA)
    browser = desk.staff()
    desk.town.decide_application(ANNE, contested=True)
    for_one = asked(browser, "/work/")
    desk.town.decide_application(BO, contested=True)
    desk.town.decide_application(EVA, contested=True)

    assert asked(browser, "/work/") == for_one <= MOST["inbox"]


def test_a_case_and_operations_have_their_limits(desk):
    desk.town.move_in(BO)
    case = desk.town.decide_application(BO)

    assert asked(desk.staff(), f"/work/cases/{case.id}/") <= MOST["case"]
    assert asked(desk.staff(OPERATORS, name="Ole Drift"), "/work/operations/") <= MOST["operations"]


def test_the_pages_of_a_draft_of_rules_have_their_limit(desk):
    author = desk.staff("Regelforfattere", name="Anna Ord")
    home = "/work/rules/free-place-subsidy/"
    draft = author.post(f"{home}drafts/begin/", {"title": "Words"})["Location"].partition("?")[0]
    pages = (draft, f"{draft}table/?table=scale-table", f"{home}drafts/", f"{home}history/", "/work/rules/")

    assert {url: asked(author, url) for url in pages if asked(author, url) > MOST["rules"]} == {}
