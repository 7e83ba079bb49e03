"""``./raadhus pictures``: take the README's pictures anew, from a demo town in a real browser."""

import argparse
import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium
from playwright.sync_api import Browser, Page, sync_playwright

from raadhus.adapters.demo_people import find
from raadhus.config.town.folders import ROOT, STATE
from raadhus.config.town.town import Town, find_open_town, open_town

FOLDER = ROOT / "docs" / "pictures"
_SWITCHES = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WIDE = {"width": 1280, "height": 900}
_WAIT_MS = 20_000


def main(arguments: Sequence[str]) -> int:
    """Take every picture and say where it lies."""
    parser = argparse.ArgumentParser(prog="./raadhus pictures", description=__doc__)
    parser.parse_args(arguments)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.stderr.write("Pictures are taken in Chromium: install it (Debian: apt-get install chromium).\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _town() as town, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_SWITCHES))
        for name in _take(town, browser):
            sys.stdout.write(f"  docs/pictures/{name}.png\n")
            sys.stdout.flush()
        browser.close()
    return 0


@contextmanager
def _town() -> Iterator[Town]:
    standing = find_open_town(STATE)
    if standing is not None:
        yield standing
        return
    with open_town(STATE) as opened:
        yield opened


def _take(town: Town, browser: Browser) -> Iterator[str]:
    address = town.address("egeby")
    visitor = _visitor(browser)
    visitor.goto(f"{address}/services/free-place-subsidy/")
    yield _shot(visitor, "service")
    _log_in(visitor, f"{address}/my/", "amina")
    _apply(visitor, address)
    yield _shot(visitor, "form-step")
    visitor.goto(f"{address}/my/")
    yield _shot(visitor, "my-page")
    letter = visitor.locator("a[href*='/my/letters/']").first.get_attribute("href")
    answer = visitor.request.get(f"{address}{letter}letter.pdf")
    _draw_pdf(answer.body())
    yield "letter"
    worker = _visitor(browser)
    _log_in(worker, f"{address}/work/", "karim")
    yield _shot(worker, "workspace")
    leader = _visitor(browser)
    _log_in(leader, f"{address}/console/", "birgit")
    yield _shot(leader, "figures")


def _visitor(browser: Browser) -> Page:
    page = browser.new_context(viewport=_WIDE, locale="da-DK", color_scheme="light").new_page()  # type: ignore[arg-type]  # a TypedDict
    page.set_default_timeout(_WAIT_MS)
    return page


def _shot(page: Page, name: str) -> str:
    page.screenshot(path=str(FOLDER / f"{name}.png"))
    return name


def _log_in(page: Page, target: str, key: str) -> None:
    page.goto(target)
    page.get_by_text(find(key).name, exact=True).first.click()
    page.locator("button[type=submit]").first.click()
    page.wait_for_load_state()
    page.goto(target)


def _apply(page: Page, address: str) -> None:
    """Begin an application, or go on with the one begun, as far as the children's step."""
    page.goto(f"{address}/apply/free-place-subsidy/")
    start = page.locator(
        "main button[type=submit], main a[href*='/household/'], main a[href*='/children/']"
    ).first
    start.click()
    page.wait_for_load_state()
    page.goto(f"{address}/apply/free-place-subsidy/household/")


def _draw_pdf(pdf: bytes) -> None:
    """Draw the first page of the letter as a picture."""
    document = pdfium.PdfDocument(io.BytesIO(pdf))
    document[0].render(scale=1.6).to_pil().save(FOLDER / "letter.png")
