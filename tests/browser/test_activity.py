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


@pytest.fixture
def leader(towns: None, db: None) -> Iterator[Client]:
    """Return a leader's browser, in a town where one case was decided by rules and one waits for a caseworker."""
    with clock.frozen(NOON):
        town = Town().build()
        town.move_in(CARL, ANNE, EVA)
        town.decide_application(ANNE)
        town.decide_application(EVA, contested=True)
        yield town.log_in(CARL, groups=("Ledere",))


class Answers:
    """What the town hall answers, fetched before the browser asks: the browser's loop and the database do not meet."""

    def __init__(self, client: Client) -> None:
        self._kept: dict[str, Any] = {}
        for language in ("en", "da", "nb"):
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            for path in (SERVICE, LIST):
                self._kept[f"{path}?{language}"] = client.get(path)
        page = self._kept[f"{SERVICE}?en"].text
        source = page.split('data-source="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
        self._kept[source] = client.get(source)

    def __call__(self, route: Route) -> None:
        """Answer one request."""
        asked = urlsplit(route.request.url)
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


@pytest.mark.parametrize("path", [SERVICE, LIST])
def test_the_pages_fit_and_everybody_can_use_them(chromium: Browser, answers: Answers, path: str) -> None:
    found: dict[str, list[str]] = {}
    widths = {}
    for width, scheme, language in ((1280, "light", "en"), (1280, "dark", "da"), (320, "light", "nb")):
        with window(chromium, width=width, answer=answers, bypass_csp=True, color_scheme=scheme) as page:
            visit(page, f"{PLACE}{path}?{language}")
            found[f"{width} {scheme}"] = violations(page)
            widths[width] = width_of(page)
            look(page, f"activity-{'service' if path == SERVICE else 'list'}-{width}-{scheme}")

    assert {key: told for key, told in found.items() if told} == {}
    assert widths == {1280: 1280, 320: 320}
