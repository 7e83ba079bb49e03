"""A browser and the town hall on loopback, for the pages of forms."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from raadhus.forms.tests import townkit


@pytest.fixture
def town_hall(transactional_db: None, town_today: None, web_files: None) -> Iterator[str]:
    """Serve the whole town hall under Egeby's name and return its address."""
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
