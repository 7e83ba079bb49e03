"""The machine's own Chromium, and the web's files that it needs; a plugin of every test session."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]


@pytest.fixture(scope="module")  # one event loop at a time: another room's browser comes after this one
def chromium() -> Iterator[Browser]:
    """Start the browser once; where there is none the test is skipped."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is not installed: pages are not opened in a browser.")
    # Playwright runs a loop in this thread; the database is only used between its calls.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def web_files(settings: Any) -> None:
    """Let a browser find styles and scripts."""
    assets = settings.ASSETS / "web"
    if not assets.is_dir():
        pytest.skip("The web's files are not built here (python -m raadhus.ui.assets).")
    settings.STATICFILES_DIRS = [assets]


def settle(page: Page) -> None:
    """Wait until a page has arrived and, where its window runs script, every behaviour on it has begun.

    A page tells by ``html[data-ready]``; its load event comes earlier, since behaviours are imported when asked for.
    """
    page.wait_for_load_state()
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.wait_for_selector("html[data-ready]")


@contextmanager
def turning(page: Page, url: str | None = None) -> Iterator[None]:
    """Wait for the page that follows what is done inside, at ``url`` (a glob) where one is named."""
    with page.expect_navigation(url=url):
        yield
    settle(page)


def visit(page: Page, url: str) -> None:
    """Go to an address, as one types it."""
    page.goto(url)
    settle(page)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the last button of this name, which leads to another page."""
    with turning(page):
        page.get_by_role("button", name=name, exact=True).last.click()
