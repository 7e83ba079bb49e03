"""The hall in a real browser: readable for everyone, at every width, with and without script."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from raadhus.catalogue import demo as catalogue_demo
from raadhus.organisation.demo import ASSOCIATION
from tests.browserkit import (
    follow,
    press,
    turning,
    violations,
    visit,
    width_of,
    window,
    without_complaints,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATHS = (
    "/",
    "/services/free-place-subsidy/",
    "/services/free-place-subsidy/calculation/",
    "/services/report-a-move/",
    "/services/",
    "/life/having-a-child/",
    "/search/?q=firplads",
    "/search/?q=xyzzy",
)


@pytest.fixture
def hall(towns, web_files, request) -> str:
    """Serve Egeby with its services and return its address."""
    server = request.getfixturevalue("live_server")
    catalogue_demo.load_country("dk", ASSOCIATION)
    return f"http://egeby.localhost:{server.thread.port}"


@pytest.fixture
def opened(chromium: Browser, hall: str) -> Callable[..., AbstractContextManager[Page]]:
    """Return how to open a window in which Egeby is read in Danish."""

    @contextmanager
    def open_window(**how: Any) -> Iterator[Page]:
        with window(chromium, base_url=hall, **how) as page:
            page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "da", "url": hall}])
            yield page

    return open_window


def test_no_page_has_an_accessibility_violation_or_is_too_wide(opened):
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 320), ("light", 320)):
        with opened(width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True) as page:
            for path in PATHS:
                visit(page, path)
                page.eval_on_selector_all("details.rh-fold", "all => all.forEach(one => one.open = true)")
                widths[width, path] = width_of(page)
                found[scheme, width, path] = violations(page)
    assert {key: hits for key, hits in found.items() if hits} == {}
    assert {key: width for key, width in widths.items() if width > key[0]} == {}


def test_search_suggests_while_one_types_and_leads_there_by_keyboard(opened):
    with opened() as page, without_complaints(page):
        visit(page, "/")
        page.get_by_role("combobox", name="Hvad kan vi hjælpe dig med?").press_sequentially("fripl")
        page.get_by_role("option", name="Søg økonomisk friplads").wait_for()
        page.keyboard.press("ArrowDown")
        with turning(page, "**/services/free-place-subsidy/"):
            page.keyboard.press("Enter")

        assert page.get_by_role("heading", level=1).inner_text() == "Søg økonomisk friplads"


def test_one_gets_from_home_to_start_without_script_and_with_a_misspelling(opened):
    with opened(java_script_enabled=False, width=320, height=640) as page:
        visit(page, "/")
        page.get_by_label("Hvad kan vi hjælpe dig med?").fill("fripalds")
        press(page, "Søg")
        assert page.get_by_role("heading", level=1).inner_text() == "Mente du »friplads«?"
        follow(page, "Søg økonomisk friplads")
        page.get_by_text("Hvis du er uenig i afgørelsen").click()

        page.get_by_text("Ankestyrelsen", exact=True).wait_for()
        assert page.get_by_role("link", name="Start").get_attribute("href") == "/apply/free-place-subsidy/"


def test_the_first_tab_leads_past_the_frame_to_the_content(opened):
    with opened() as page:
        visit(page, "/services/free-place-subsidy/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        page.wait_for_url("**#main")
        assert page.evaluate("document.activeElement.id") == "main"
