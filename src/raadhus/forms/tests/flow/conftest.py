"""A browser and the town hall on loopback, for the pages of forms."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from raadhus.forms.tests import townkit
from tests.browserkit import window, without_complaints


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
def amina(chromium: Browser, town_hall: str) -> Callable[..., AbstractContextManager[Page]]:
    """Return how to open a window of Amina's, who is logged in."""

    @contextmanager
    def open_window(**how: Any) -> Iterator[Page]:
        with window(chromium, base_url=town_hall, **how) as page:
            key = townkit.browser_of("amina").cookies["session"].value
            cookies = {"session": key, "language": "en"}
            page.context.add_cookies(
                [{"name": name, "value": value, "url": town_hall} for name, value in cookies.items()]
            )
            yield page

    return open_window


@pytest.fixture
def page(amina: Callable[..., AbstractContextManager[Page]]) -> Iterator[Page]:
    """Open a page of Amina's; whatever the browser complains of fails the test."""
    with amina() as opened, without_complaints(opened, but="status of 422"):
        yield opened
