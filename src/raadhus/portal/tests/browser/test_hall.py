"""The hall in a real browser: readable for everyone, at every width, with and without script."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from raadhus.catalogue import demo as catalogue_demo
from raadhus.organisation.demo import ASSOCIATION

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
ASKED = "{rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}}"


@pytest.fixture
def hall(towns, web_files, request) -> str:
    """Serve Egeby with its services and return its address."""
    server = request.getfixturevalue("live_server")
    catalogue_demo.load_country("dk", ASSOCIATION)
    return f"http://egeby.localhost:{server.thread.port}"


def opened(browser: Browser, hall: str, **how) -> Page:
    context = browser.new_context(**how)
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "da", "url": hall}])
    return context.new_page()


def test_no_page_has_an_accessibility_violation_or_is_too_wide(chromium, hall):
    axe = (settings.ASSETS / "tests" / "axe.min.js").read_text()
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 320), ("light", 320)):
        page = opened(
            chromium,
            hall,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            bypass_csp=True,
        )
        for path in PATHS:
            page.goto(hall + path)
            page.wait_for_selector("html[data-ready]")
            page.eval_on_selector_all("details.rh-fold", "all => all.forEach(one => one.open = true)")
            widths[width, path] = page.evaluate("document.documentElement.scrollWidth")
            page.evaluate(axe)
            found[scheme, width, path] = page.evaluate(
                f"axe.run(document, {ASKED}).then(told => told.violations.map(one => one.id + ': ' + one.nodes[0].html))"
            )
        page.context.close()
    assert {key: hits for key, hits in found.items() if hits} == {}
    assert {key: width for key, width in widths.items() if width > key[0]} == {}


def test_search_suggests_while_one_types_and_leads_there_by_keyboard(chromium, hall):
    page = opened(chromium, hall)
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.goto(f"{hall}/")
    page.get_by_role("combobox", name="Hvad kan vi hjælpe dig med?").press_sequentially("fripl")
    page.get_by_role("option", name="Søg økonomisk friplads").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/free-place-subsidy/")

    assert page.get_by_role("heading", level=1).inner_text() == "Søg økonomisk friplads"
    assert complaints == []
    page.context.close()


def test_one_gets_from_home_to_start_without_script_and_with_a_misspelling(chromium, hall):
    page = opened(chromium, hall, java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(f"{hall}/")
    page.get_by_label("Hvad kan vi hjælpe dig med?").fill("fripalds")
    page.get_by_role("button", name="Søg").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Mente du »friplads«?"
    page.get_by_role("link", name="Søg økonomisk friplads").click()
    page.get_by_text("Hvis du er uenig i afgørelsen").click()

    assert page.get_by_text("Ankestyrelsen", exact=True).is_visible()
    assert page.get_by_role("link", name="Start").get_attribute("href") == "/apply/free-place-subsidy/"
    page.context.close()


def test_the_first_tab_leads_past_the_frame_to_the_content(chromium, hall):
    page = opened(chromium, hall)
    page.goto(f"{hall}/services/free-place-subsidy/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()
