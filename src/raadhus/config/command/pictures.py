"""``./raadhus pictures``: take the README's pictures anew, from a demo town in a real browser."""

import argparse
import base64
import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

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
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
)
_WIDE = {"width": 1280, "height": 900}
_WAIT_MS = 20_000
_COLOURS = 128  # a page needs no more, and the file is a third
_LETTER_SCALE = 1.4
_SERVICE = "free-place-subsidy"
_APPLICANT, _CASEWORKER, _LEADER = "amina", "karim", "birgit"
_TO_A_PERSON = (
    "rasmus",
    "jonas",
)  # of one a child has two homes, of the other the register lacks months: a person decides
_PARTNERED = "peter"
_FETCH = """async url => {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
}"""


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
        for file in _take(town, browser):
            sys.stdout.write(f"  {file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB\n")
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


def _take(town: Town, browser: Browser) -> Iterator[Path]:
    address = town.address("egeby")
    visitor = _visitor(browser)
    visitor.goto(f"{address}/services/{_SERVICE}/")
    yield _shot(visitor, "service")
    _log_in(visitor, f"{address}/apply/{_SERVICE}/", _APPLICANT)
    _begin(visitor)
    yield _shot(visitor, "form-step")
    _fill_in(visitor)
    _send(visitor)
    _await(visitor, f"{address}/my/", "main a[href*='/my/letters/'] ~ .rh-status")  # one not opened yet
    yield _letter(visitor)
    for person in _TO_A_PERSON:
        _apply_as(_visitor(browser), f"{address}/apply/{_SERVICE}/", person)
    partnered = _visitor(browser)
    _apply_as(partnered, f"{address}/apply/{_SERVICE}/", _PARTNERED)
    _await(partnered, f"{address}/my/", "main h2 + .rh-card .rh-moment--now")
    yield _shot(partnered, "my-page")
    desk = _visitor(browser)
    _log_in(desk, f"{address}/work/", _CASEWORKER)
    _await(desk, f"{address}/work/", f".rh-work__link >> nth={len(_TO_A_PERSON) - 1}")
    desk.wait_for_selector("html[data-ready]")
    with desk.expect_response("**/preview/"):
        desk.keyboard.press("j")
    yield _shot(desk, "workspace")
    leader = _visitor(browser)
    _log_in(leader, f"{address}/console/", _LEADER)
    yield _shot(leader, "figures")


def _visitor(browser: Browser) -> Page:
    page = browser.new_context(viewport=_WIDE, locale="da-DK", color_scheme="light").new_page()  # type: ignore[arg-type]  # a TypedDict
    page.set_default_timeout(_WAIT_MS)
    return page


def _apply_as(page: Page, start: str, person: str) -> None:
    _log_in(page, start, person)
    _begin(page)
    _fill_in(page)
    _send(page)


def _log_in(page: Page, target: str, person: str) -> None:
    page.goto(target)
    page.locator(f"input[name=person][value={person}]").check()
    with page.expect_navigation(url=f"{target}*"):
        page.locator("button[type=submit]").first.click()


def _begin(page: Page) -> None:
    """Leave the start page: begin, or put an old draft aside and begin anew."""
    anew = page.locator("button[name=anew]")
    if anew.count():
        page.locator("details.rh-fold > summary").first.click()
    button = anew if anew.count() else page.locator("main form button[type=submit]")
    with page.expect_navigation(url="**/household/"):
        button.first.click()


def _fill_in(page: Page) -> None:
    """Answer what the registers do not know, until the summary stands there."""
    _go_on(page, "**/children/")
    for child in page.locator("input[name$='.daycare'][value=kindergarten]").all():
        _choose(page, str(child.get_attribute("id")))
    _choose(page, str(page.locator("input[name=subsidy_from]").first.get_attribute("id")))
    _go_on(page, "**/children/")
    for fee in page.locator("input[name$='.fee_monthly']").all():
        fee.fill("2.150")
    _go_on(page, "**/income/")
    for unknown in page.locator("input[name='income.monthly']").all():
        unknown.fill("21.500")
    _choose(page, str(page.locator("input[name='applicant.self_employed'][value=no]").get_attribute("id")))
    _go_on(page, "**/summary/")


def _send(page: Page) -> None:
    _choose(page, str(page.locator("input[name=declared]").get_attribute("id")))
    with page.expect_navigation(url="**/sent/**"):
        page.locator("main form button[type=submit]").last.click()


def _choose(page: Page, element_id: str) -> None:
    page.locator(f"label[for='{element_id}']").click()


def _go_on(page: Page, url: str) -> None:
    with page.expect_navigation(url=url):
        page.locator("button[name=next]:not(.rh-sr-only)").click()


def _await(page: Page, url: str, selector: str) -> None:
    """Look at a page until the worker has brought what ``selector`` finds."""
    for _each in range(40):
        page.goto(url)
        if page.locator(selector).count():
            return
        page.wait_for_timeout(250)


def _letter(page: Page) -> Path:
    """Draw the first page of the newest letter."""
    address = page.locator("main a[href*='/my/letters/']").first.get_attribute("href")
    pdf = base64.b64decode(page.evaluate(_FETCH, f"{address}letter.pdf"))
    drawn = pdfium.PdfDocument(io.BytesIO(pdf))[0].render(scale=_LETTER_SCALE).to_pil()
    return _keep(drawn, "letter")


def _shot(page: Page, name: str) -> Path:
    page.wait_for_selector("html[data-ready]")
    return _keep(Image.open(io.BytesIO(page.screenshot(animations="disabled"))), name)


def _keep(picture: Image.Image, name: str) -> Path:
    file = FOLDER / f"{name}.png"
    small = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
    return file
