"""Where cases are, in a real browser: drawn under the strict policy, the same without script, at every width."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Route

from raadhus.cases.tests.casekit import ANNE, CARL, EVA, NOON, Town
from raadhus.platform import clock
from tests.browser.pageskit import answer_with_file
from tests.browserkit import violations, visit, width_of, window, without_complaints

pytestmark = pytest.mark.browser

PLACE = "http://egeby.localhost"
SERVICE = "/console/activity/free-place-subsidy/"
LIST = "/console/activity/"
PLAN = f"{SERVICE}plan/"
PLANNED = {
    "read": "0",
    "rate": "412,50",
    "minutes-gather": "15",
    "minutes-ask_unit": "90",
    "cost-send_decision": "11.50",
    "planned-name-1": "Reglerne afgør alene",
    "planned-share-1": "80",
    "planned-cost-1": "0,25",
    "planned-name-2": "Sagsbehandler afgør resten",
    "planned-share-2": "20",
    "planned-minutes-2": "60",
}
NAMES = {SERVICE: "service", LIST: "list", PLAN: "plan"}


@pytest.fixture
def leader(towns: None, db: None) -> Iterator[Client]:
    """Return a leader's browser, in a town where one case was decided by rules and one waits for a caseworker."""
    with clock.frozen(NOON):
        town = Town().build()
        town.move_in(CARL, ANNE, EVA)
        town.decide_application(ANNE)
        town.decide_application(EVA, contested=True)
        yield town.log_in(CARL, groups=("Ledere",))


def model_address(page: str) -> str:
    """Return where the drawing of a page reads its process."""
    sources = [part.split('"', 1)[0].replace("&amp;", "&") for part in page.split('data-source="')[1:]]
    return next(source for source in sources if "process.bpmn" in source)


class Answers:
    """What the town hall answers, fetched before the browser asks: the browser's loop and the database do not meet."""

    def __init__(self, client: Client) -> None:
        self._kept: dict[str, Any] = {}
        client.post(PLAN, PLANNED)
        for language in ("en", "da", "nb"):
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            for path in (SERVICE, LIST, PLAN):
                self._kept[f"{path}?{language}"] = client.get(path)
        page = self._kept[f"{SERVICE}?en"].text
        source = model_address(page)
        self._kept[source] = client.get(source)

    def __call__(self, route: Route) -> None:
        """Answer one request."""
        asked = urlsplit(route.request.url)
        if asked.path == f"{SERVICE}figures/":
            route.fulfill(status=204)  # still so
            return
        kept = self._kept.get(f"{asked.path}?{asked.query}")
        if kept is None:
            answer_with_file(route, asked.path)
            return
        route.fulfill(status=kept.status_code, headers=dict(kept.items()), body=kept.content)


@pytest.fixture
def answers(leader: Client, web_files: None) -> Iterator[Answers]:
    """Return the answers to the browser."""
    finders.get_finder.cache_clear()
    yield Answers(leader)
    finders.get_finder.cache_clear()


def look(page: Any, name: str) -> None:
    """Take a picture for a person, where a folder is named for it."""
    folder = os.environ.get("RAADHUS_TEST_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_where_cases_wait_is_drawn_on_the_process_under_the_strict_policy(
    chromium: Browser, answers: Answers
) -> None:
    with (
        window(chromium, answer=answers, bypass_csp=False) as page,
        without_complaints(page),
    ):
        visit(page, f"{PLACE}{SERVICE}?en")
        page.wait_for_selector("[data-opened]")
        marks = page.locator(".rh-map__mark").all_inner_texts()
        hot = page.locator('.rh-heat-5[data-element-id="ask_unit"]').count()
        before = page.locator("[data-place] .viewport").get_attribute("transform")
        page.get_by_role("button", name="Larger").click()
        larger = page.locator("[data-place] .viewport").get_attribute("transform")
        page.locator("[data-place]").focus()
        page.keyboard.press("ArrowRight")
        moved = page.locator("[data-place] .viewport").get_attribute("transform")
        page.get_by_role("button", name="All of it").click()
        whole = page.locator("[data-place] .viewport").get_attribute("transform")
        look(page, "activity-wide")

    assert marks == ["1 waits"]
    assert hot == 1
    assert len({before, larger, moved}) == 3
    assert whole == before


def test_the_table_says_it_without_script(chromium: Browser, answers: Answers) -> None:
    with window(chromium, answer=answers, java_script_enabled=False) as page:
        visit(page, f"{PLACE}{SERVICE}?en")
        told = page.locator("tr", has_text="Sagsbehandler afgør").first.inner_text()
        shown = page.locator("[data-map]").is_visible()
        look(page, "activity-no-script")

    assert told.split("\t")[:4] == ["Sagsbehandler afgør", "1", "0", "1"]
    assert not shown


@pytest.mark.parametrize("path", [SERVICE, LIST, PLAN])
def test_the_pages_fit_and_everybody_can_use_them(chromium: Browser, answers: Answers, path: str) -> None:
    found: dict[str, list[str]] = {}
    widths = {}
    for width, scheme, language in ((1280, "light", "en"), (1280, "dark", "da"), (320, "light", "nb")):
        with window(chromium, width=width, answer=answers, bypass_csp=True, color_scheme=scheme) as page:
            visit(page, f"{PLACE}{path}?{language}")
            found[f"{width} {scheme}"] = violations(page)
            widths[width] = width_of(page)
            look(page, f"activity-{NAMES[path]}-{width}-{scheme}")

    assert {key: told for key, told in found.items() if told} == {}
    assert widths == {1280: 1280, 320: 320}


class Renewing:
    """Answers the page, and to its questions what comes next: nothing new, other figures, no access."""

    def __init__(self, page: str, others: str, model: str) -> None:
        self._page = page.replace('data-every="30"', 'data-every="0.01"')
        self._others = others
        self._model = model
        self.step = "same"

    def __call__(self, route: Route) -> None:
        """Answer one request."""
        asked = urlsplit(route.request.url)
        if asked.path == f"{SERVICE}figures/":
            answers = {"same": (204, ""), "others": (200, self._others), "gone": (403, "No.")}
            status, body = answers[self.step]
            route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")
        elif asked.path == SERVICE:
            route.fulfill(body=self._page, content_type="text/html; charset=utf-8")
        elif asked.path.endswith("process.bpmn"):
            route.fulfill(body=self._model, content_type="application/xml; charset=utf-8")
        else:
            answer_with_file(route, asked.path)


@pytest.fixture
def renewing(towns: None, db: None, web_files: None) -> Iterator[Renewing]:
    """Return the answers to a leader's browser while one more case comes to wait for a caseworker."""
    finders.get_finder.cache_clear()
    with clock.frozen(NOON):
        town = Town().build()
        town.move_in(CARL, ANNE, EVA)
        town.decide_application(EVA, contested=True)
        leader = town.log_in(CARL, groups=("Ledere",))
        leader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        before = leader.get(SERVICE).text
        town.decide_application(ANNE, contested=True)
        others, model = f"{SERVICE}figures/?months=12", model_address(before)
        yield Renewing(before, leader.get(others).text, leader.get(model).text)
    finders.get_finder.cache_clear()


def test_figures_renew_where_they_stand_until_access_ends(chromium: Browser, renewing: Renewing) -> None:
    with window(chromium, answer=renewing, bypass_csp=False) as page:
        visit(page, f"{PLACE}{SERVICE}")
        page.wait_for_selector("[data-opened]")
        page.locator("[data-place]").focus()
        before = page.locator("h1").inner_text()
        said_before = page.locator("[data-live]").inner_text()
        renewing.step = "others"
        page.wait_for_function("document.querySelector('.rh-map__mark')?.textContent === '2 wait'")
        after = page.locator("h1").inner_text()
        said = page.locator("[data-live]").inner_text()
        told = page.locator("tr", has_text="Sagsbehandler afgør").first.inner_text()
        is_still_there = page.evaluate("document.activeElement.matches('[data-place]')")
        renewing.step = "gone"
        page.wait_for_selector("[data-live]:has-text('no longer renewed')")
        can_pause = page.locator("[data-rest]").is_visible()
        look(page, "activity-ended")

    assert before.startswith("In 12 months 1 came in")
    assert said_before == ""
    assert after.startswith("In 12 months 2 came in")
    assert said == after
    assert told.split("\t")[:4] == ["Sagsbehandler afgør", "2", "0", "2"]
    assert is_still_there
    assert not can_pause


def test_renewing_can_be_paused_with_the_keyboard(chromium: Browser, renewing: Renewing) -> None:
    with window(chromium, answer=renewing, bypass_csp=False) as page, without_complaints(page):
        visit(page, f"{PLACE}{SERVICE}")
        page.wait_for_selector("[data-opened]")
        page.get_by_role("button", name="Pause renewing").focus()
        page.keyboard.press("Enter")
        paused = page.locator("[data-live]").inner_text()
        renewing.step = "others"
        still = page.locator("h1").inner_text()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "document.querySelector('h1').textContent.startsWith('In 12 months 2 came in')"
        )
        button = page.locator("[data-rest]").inner_text()

    assert paused.startswith("Paused")
    assert still.startswith("In 12 months 1 came in")
    assert button == "Pause renewing"
