"""Pages after an act that was refused, questions to people in a case, and the days on which the town is closed."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, NOON, Town
from raadhus.cases.tests.flow.test_building_permit import NEAR, answers
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import GOOD, LEADERS, Desk, all_of, read_on
from tests.browser.pageskit import Pages, place_of, serve
from tests.browserkit import violations, visit, width_of, window

pytestmark = pytest.mark.browser


@pytest.fixture
def noon(towns: None, db: None) -> Iterator[None]:
    """Let it be noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield


def text_of(answer: Any, status: int = 200) -> str:
    """Return the page of an answer."""
    assert answer.status_code == status, answer.content[:300]
    return str(answer.content.decode())


def refused_at_the_desk(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield pages on which a caseworker is told that nothing was done, and why."""
    desk.town.move_in(ANNE)
    case = desk.town.decide_application(ANNE, contested=True)
    (task,) = [one for one in all_of("cases.Task") if one.case_id == case.id and one.person_id is None]
    url = f"/work/cases/{case.id}/tasks/{task.id}"
    mette, karim = desk.staff(), desk.staff(name="Karim Aziz")
    read = read_on(mette, case.id)
    wrong = {"choice": "share", "percent": "0", "reasons": ""}
    yield "decide, nothing filled in", text_of(mette.post(f"{url}/decide/", read | wrong), 422)
    yield "nothing asked for", text_of(mette.post(f"{url}/ask-to-complete/", {"question": ""}), 422)
    yield "nothing noted", text_of(mette.post(f"/work/cases/{case.id}/notes/", {"text": ""}), 422)
    yield "no such case to link", text_of(mette.post(f"/work/cases/{case.id}/links/", {"number": "x"}), 422)
    karim.post(f"{url}/decide/", read_on(karim, case.id) | GOOD)
    yield "decided meanwhile", text_of(mette.post(f"{url}/decide/", read | GOOD), 409)
    yield "another decision than was read", text_of(mette.post(f"{url}/send/", read), 409)


def closed_days(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield the page of closed days as it is, after a day was kept, and after one was refused."""
    lis, address = desk.staff(LEADERS, name="Lis Leder"), "/work/closed-days/"
    yield "closed days", text_of(lis.get(address))
    no_day = {"on-day": "31", "on-month": "2", "on-year": "", "name": ""}
    yield "closed days, no day", text_of(lis.post(address, no_day), 422)
    day = {"on-day": "24", "on-month": "12", "on-year": "2024", "name": "Christmas Eve"}
    yield "closed days, kept", text_of(lis.post(address, day, follow=True))


NO_PAPERS = {"papers": ""}
"""What a browser sends of a file input in which nothing was chosen."""


def question(town: PackageTown) -> Iterator[tuple[str, str]]:
    """Yield what a neighbour is asked: open, with no answer chosen, with no words where they are wanted, answered."""
    town.move_in(ANNE, NEAR)
    case = town.send(ANNE, answers(NEAR.street, distance=200))
    task = town.asked(case)[town.people[NEAR.number]]
    nete, address = Desk(town).citizen(NEAR), f"/my/tasks/{task.id}/question/"
    shown = text_of(nete.get(address))
    assert "Write in a few words why, if you answer: “I have objections”." in shown
    yield "question", shown
    yield "question, nothing chosen", text_of(nete.post(address, NO_PAPERS), 422)
    yield "question, no words", text_of(nete.post(address, NO_PAPERS | {"answer": "objection"}), 422)
    said = NO_PAPERS | {"answer": "objection", "said": "It takes our sun."}
    yield "question, answered", text_of(nete.post(address, said, follow=True))
    run_all()


def look_at(chromium: Browser, pages: Pages) -> None:
    """Read every page in the browser: no violation, no page wider than its window, a summary where something is wrong."""
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 320)):
        how: dict[str, Any] = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
        with window(chromium, width=width, answer=serve(pages), **how) as page:
            for name in pages:
                visit(page, place_of(pages, name))
                page.eval_on_selector_all("details.rh-fold", "all => all.forEach(one => one.open = true)")
                widths[name, width] = width_of(page)
                found[name, scheme] = violations(page)
    assert {place: told for place, told in found.items() if told} == {}
    assert {place: width for place, width in widths.items() if width > place[1]} == {}


@pytest.mark.usefixtures("noon", "web_files")
def test_refused_acts_and_closed_days_are_for_everybody(chromium: Browser) -> None:
    desk = Desk(Town().build())
    look_at(chromium, dict(refused_at_the_desk(desk)) | dict(closed_days(desk)))


@pytest.mark.usefixtures("noon", "web_files")
def test_a_question_is_for_everybody_also_when_the_answer_is_missing(chromium: Browser) -> None:
    look_at(chromium, dict(question(PackageTown("building-permit", "byg-og-miljoe").build())))
