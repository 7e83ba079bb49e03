"""The machine's browser, and a town whose citizen pages are opened in it."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from tests.rights.people import Laid, lay

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
def laid(towns: None, db: None) -> Iterator[Laid]:
    """Return Egeby with something behind every door, at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield lay(Town().build())


@pytest.fixture
def settings_with_assets(settings: Any) -> None:
    """Let the browser find styles and scripts."""
    assets = settings.HOME / "assets" / "web"
    if not assets.is_dir():
        pytest.skip("The web's files are not built here (python -m raadhus.ui.assets).")
    settings.STATICFILES_DIRS = [assets]
