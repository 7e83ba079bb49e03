"""A browser and the town hall on loopback, for the pages of forms."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright

from raadhus.forms.tests import townkit

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="module")  # one event loop at a time: another room's browser comes after this one
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium once."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: pages are not opened in a browser.")
    # Playwright runs a loop in this thread; the database is only used between its calls.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def town_hall(transactional_db: None, town_today: None, settings: Any) -> Iterator[str]:
    """Serve the whole town hall under Egeby's name and return its address."""
    assets = settings.HOME / "assets" / "web"
    if not assets.is_dir():
        pytest.skip("The web's files are not built here (python -m raadhus.ui.assets).")
    settings.STATICFILES_DIRS = [assets]
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://{townkit.HOST}:{server.port}"
    server.terminate()
    server.join()


@pytest.fixture
def page(chromium: Browser, town_hall: str) -> Iterator[Page]:
    """Open a page of Amina's; whatever the browser complains of fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=town_hall)
    key = townkit.browser_of("amina").cookies["session"].value
    context.add_cookies(
        [
            {"name": "session", "value": key, "url": town_hall},
            {"name": "language", "value": "en", "url": town_hall},
        ]
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [told for told in complaints if "status of 422" not in told] == []
