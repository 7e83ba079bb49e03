"""The machine's own Chromium, and how tests walk its pages; a plugin of every test session.

A page with script is ready once its behaviours have begun, and it tells so by ``html[data-ready]``. Whatever leads to
another page is done through the words below, which wait for that. What they wait for comes when it comes: no test may
depend on how quick a machine is.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

PROGRAMS = ("chromium", "google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]
PATIENCE_MS = 120_000.0
SLOW = "RAADHUS_TEST_SLOW_SCRIPTS"
"""With this in the environment every script comes late, to a processor of a cheap telephone: what races is found."""
LATE_MS = 400.0
TIMES_SLOWER = 6
Answer = Callable[[Route], None]
SCRIPTS = re.compile(r"\.m?js(\?|$)")
ASKED_OF_AXE = "{rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}}"


@pytest.fixture(scope="module")  # one event loop at a time: another room's browser comes after this one
def chromium() -> Iterator[Browser]:
    """Start the browser once; where there is none the test is skipped."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is not installed: pages are not opened in a browser.")
    # Playwright runs a loop in this thread; the database is only used between its calls.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES, timeout=PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture
def web_files(settings: Any) -> None:
    """Let a browser find styles and scripts."""
    assets = settings.ASSETS / "web"
    if not assets.is_dir():
        pytest.skip("The web's files are not built here (python -m raadhus.ui.assets).")
    settings.STATICFILES_DIRS = [assets]


@contextmanager
def window(
    browser: Browser, *, width: int = 1280, height: int = 900, answer: Answer | None = None, **how: Any
) -> Iterator[Page]:
    """
    Open a window that shares nothing with others.

    ``answer``: answers whatever it asks for, in place of a server; ``how``: what Playwright's ``new_context`` takes.
    """
    with browser.new_context(viewport={"width": width, "height": height}, **how) as context:
        context.set_default_timeout(PATIENCE_MS)
        if answer is not None:
            context.route("**/*", answer)
        page = context.new_page()
        if os.environ.get(SLOW):
            _slow_down(page)
        yield page


@contextmanager
def without_complaints(page: Page, but: str | None = None) -> Iterator[Page]:
    """Fail at the end if the browser complained of anything (policy, script), ``but`` of what contains this."""
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert [told for told in complaints if but is None or but not in told] == []


def settle(page: Page) -> None:
    """Wait until a page has arrived and, where its window runs script, every behaviour on it has begun.

    The load event comes earlier, since behaviours are imported when something on the page asks for them.
    """
    page.wait_for_selector("html:not([data-leads-on])", state="attached")
    page.wait_for_load_state()
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.wait_for_selector("html[data-ready]")


@contextmanager
def turning(page: Page, url: str | re.Pattern[str] | None = None) -> Iterator[None]:
    """Wait for the page that follows what is done inside, at ``url`` (a glob) where one is named."""
    with page.expect_navigation(url=url):
        yield
    settle(page)


def lead_on(route: Route, url: str) -> None:
    """Answer a navigation by a redirect; one that is answered in place of a server would be followed to a server."""
    leading = f'<html data-leads-on><meta http-equiv="refresh" content="0;url={escape(url)}">'
    route.fulfill(body=leading, content_type="text/html; charset=utf-8")


def visit(page: Page, url: str) -> None:
    """Go to an address, as one types it."""
    page.goto(url)
    settle(page)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the last button of this name, which leads to another page."""
    with turning(page):
        page.get_by_role("button", name=name, exact=True).last.click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link of this name, which leads to another page."""
    with turning(page):
        page.get_by_role("link", name=name).first.click()


@contextmanager
def visiting_before(scripts: str, page: Page, url: str) -> Iterator[None]:
    """Go to an address, and let the scripts at ``scripts`` (a glob) arrive when what is done inside is done."""
    held: list[Route] = []
    page.route(scripts, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(url)
    yield
    page.unroute(scripts)
    for route in held:
        route.fallback()
    settle(page)


def violations(page: Page, *, beside: str = "") -> list[str]:
    """
    Return what axe has against the page, at the highest contrast: rule and element. Needs ``bypass_csp``.

    ``beside``: a selector of what is drawn by somebody else's library, and left out.
    """
    page.evaluate((django_settings.ASSETS / "tests" / "axe.min.js").read_text())
    told = "told => told.violations.map(one => one.id + ': ' + one.nodes[0].html)"
    where = f"{{exclude: [{beside!r}]}}" if beside else "document"
    return list(page.evaluate(f"axe.run({where}, {ASKED_OF_AXE}).then({told})"))


def width_of(page: Page) -> int:
    """Return how wide the page is, in CSS pixels; wider than its window is too wide."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def _slow_down(page: Page) -> None:
    page.route(SCRIPTS, lambda route: _hold_back(page, route))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})


def _hold_back(page: Page, route: Route) -> None:
    """Let a script through later; meanwhile the test goes on, as a person may."""
    try:
        page.wait_for_timeout(LATE_MS)
        route.fallback()
    except Error:
        return  # its window was closed meanwhile
