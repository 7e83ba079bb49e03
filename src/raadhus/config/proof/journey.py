"""The journey of one application, seen from outside: pages fetched, forms filled in, nothing known of the inside.

Addresses and field names are used, never words: the pages may be in any language.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlsplit

from lxml import html

from raadhus.config.proof.page import CannotGoOn, Page, Value
from raadhus.config.proof.visitor import Visitor

T = TypeVar("T")
SERVICE = "free-place-subsidy"
MISSPELT = "frepladstilskud"
MOST_STEPS = 10
COMES_WITHIN_S = 20.0
LOOK_EVERY_S = 0.1
ANSWERS: Mapping[str, str] = {
    r"has_partner$": "no",
    r"lives_at_home$": "yes",
    r"daycare$": "kindergarten",
    r"fee_monthly$": "3450",
    r"self_employed$": "no",
}
"""What an applicant answers where the registers know nothing."""


@dataclass
class Journey:
    """One visitor on one municipality's site."""

    site: str
    visitor: Visitor
    service: str = SERVICE

    def find_service(self, words: str = MISSPELT) -> Page:
        """Go from the front page by search to the service's page.

        Raises: CannotGoOn.
        """
        home = self.visitor.open(f"{self.site}/")
        found = self.visitor.submit(home, home.form(having="q"), {"q": words})
        return self.visitor.open(found.link(path=f"/services/{self.service}/"))

    def log_in(self, page: Page, person: str, *, level: str = "substantial") -> Page:
        """Choose somebody at the login provider that a page led to.

        Raises: CannotGoOn.
        """
        form = page.form(having="person")
        return self.visitor.submit(page, form, {"person": person, "level": level})

    def log_in_to(self, address: str, person: str) -> Page:
        """Ask for a page that wants a login, log in, and return the page."""
        page = self.visitor.open(address)
        return self.log_in(page, person) if self.is_at_login(page) else page

    def is_at_login(self, page: Page) -> bool:
        """Tell whether a page is the login provider's."""
        return urlsplit(page.url).netloc != urlsplit(self.site).netloc

    def apply(self, service_page: Page, person: str, answers: Mapping[str, str] = ANSWERS) -> Page:
        """Log in, start anew, fill in every step, look it through, send; return the receipt.

        Raises: CannotGoOn.
        """
        page = self.visitor.open(service_page.link(path=f"/apply/{self.service}/"))
        if self.is_at_login(page):
            page = self.log_in(page, person)
        page = self.start(page)
        for _ in range(MOST_STEPS):
            if page.url.endswith("/summary/"):
                return self.send(page)
            page = self.fill_step(page, answers)
        raise CannotGoOn(f"{page.url}: still no summary after {MOST_STEPS} steps.")

    def start(self, page: Page) -> Page:
        """Leave the start page: begin, or put an old draft aside."""
        form = page.form(action=f"/apply/{self.service}/")
        return self.visitor.submit(page, form)

    def fill_step(self, page: Page, answers: Mapping[str, str] = ANSWERS) -> Page:
        """Fill in what is still open in a step, and go on; answers may open more to fill in on the same page.

        Raises: CannotGoOn with the page's own error summary when it is refused.
        """
        form = page.form(having="draft")
        following = self.visitor.submit(page, form, dict(open_answers(form, answers)), button="next")
        if following.status != HTTPStatus.OK:
            raise CannotGoOn(f"{page.url} ({following.status}): {following.errors or following.text[:300]}")
        return following

    def send(self, page: Page) -> Page:
        """Declare, and send.

        Raises: CannotGoOn when it was not received.
        """
        receipt = self.visitor.submit(page, page.form(having="declared"), {"declared": "yes"})
        if "/sent/" not in receipt.url:
            raise CannotGoOn(f"{receipt.url} ({receipt.status}): {receipt.errors or receipt.text[:300]}")
        return receipt


def open_answers(form: html.FormElement, answers: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """Yield an answer for each field that has none yet.

    Raises: CannotGoOn for an open field that nobody thought of.
    """
    for name in dict.fromkeys(control.get("name") for control in form.xpath(".//*[@name]")):
        if name is None or not _is_open(form, name):
            continue
        found = next((answer for pattern, answer in answers.items() if re.search(pattern, name)), None)
        if found is not None:
            yield name, found
        elif options := _options(form, name):
            yield name, options[0]


def wait_for(look: Callable[[], T], what: str) -> T:
    """Look again until there is something to see, and return it.

    Raises: CannotGoOn when the time is over.
    """
    deadline = time.monotonic() + COMES_WITHIN_S
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise CannotGoOn(f"{what} did not come within {COMES_WITHIN_S:.0f} s.")
        time.sleep(LOOK_EVERY_S)
    return seen


def _is_open(form: html.FormElement, name: str) -> bool:
    controls = [
        control for control in form.xpath(".//input | .//select | .//textarea") if control.get("name") == name
    ]
    kinds = {(control.get("type") or control.tag).lower() for control in controls}
    if kinds & {"hidden", "submit", "button", "file", "checkbox"} or not kinds:
        return False
    if "radio" in kinds:
        return not any(control.get("checked") is not None for control in controls)
    if "select" in kinds:
        return not any(option.get("value") for option in controls[0].xpath(".//option[@selected]"))
    return not (controls[0].get("value") or controls[0].text or "").strip()


def _options(form: html.FormElement, name: str) -> list[str]:
    """Return the values offered for a field of choices."""
    radios = form.xpath(".//input[@type='radio']")
    chosen = [radio.get("value", "") for radio in radios if radio.get("name") == name]
    for select in form.xpath(".//select"):
        if select.get("name") == name:
            chosen += [option.get("value", "") for option in select.xpath(".//option")]
    return [value for value in chosen if value]
