"""A browser, and the gallery served on loopback: no database, no town."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from tests.browserkit import window, without_complaints

MIDDLEWARE = ["csp.middleware.CSPMiddleware", "raadhus.config.middleware.language.LanguageMiddleware"]


@pytest.fixture(scope="session")
def gallery_address() -> Iterator[str]:
    """Serve the gallery under the town's own content security policy."""
    if not (settings.ASSETS / "web").is_dir():
        pytest.skip("The web's files are not built here (python -m raadhus.ui.assets).")
    with override_settings(MIDDLEWARE=MIDDLEWARE, STATICFILES_DIRS=[settings.ASSETS / "web"]):
        server = LiveServerThread("127.0.0.1", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield f"http://127.0.0.1:{server.port}/gallery"
        server.terminate()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a page; whatever the browser complains of (policy, script) fails the test."""
    with window(chromium, locale="en-GB") as opened, without_complaints(opened):
        yield opened
