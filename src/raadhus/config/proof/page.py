"""A page as a visitor sees it: its words, links and forms, taken from the HTML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from lxml import html

from raadhus.config.town.refusals import CannotOpenTown


class CannotGoOn(CannotOpenTown):
    """The page does not offer what the visitor came for; the sentence says where and what was there instead."""


@dataclass(frozen=True)
class Upload:
    """A file put into a form."""

    name: str
    content: bytes
    media_type: str


Value = str | Upload


@dataclass(frozen=True)
class Page:
    """What a request came back with, after following redirects."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @cached_property
    def document(self) -> html.HtmlElement:
        """Return the page taken apart."""
        return html.document_fromstring(self.body.decode(), base_url=self.url)

    @cached_property
    def text(self) -> str:
        """Return what the page says, white space squeezed."""
        main = self.document.xpath("//main") or [self.document]
        return " ".join(main[0].text_content().split())

    @property
    def heading(self) -> str:
        """Return the page's h1."""
        found = self.document.xpath("//h1")
        return " ".join(found[0].text_content().split()) if found else ""

    @property
    def head(self) -> str:
        """Return what stands at the top of every page, with the name of whoever is logged in."""
        found = self.document.xpath("//header")
        return " ".join(found[0].text_content().split()) if found else ""

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield text and absolute address of each link."""
        for link in self.document.xpath("//a[@href]"):
            yield " ".join(link.text_content().split()), urljoin(self.url, link.get("href"))

    def link(self, *, text: str = "", path: str = "") -> str:
        """Return the address of the first link with these words in its text and in its address.

        Raises: CannotGoOn.
        """
        for said, address in self.links():
            if text.lower() in said.lower() and path in urlsplit(address).path:
                return address
        raise CannotGoOn(f"{self._where()} has no link {text!r} {path!r}.")

    def form(self, *, having: str = "", action: str = "", button: str = "") -> html.FormElement:
        """Return the first form with a field of this name, this in its action, and this on a button.

        Raises: CannotGoOn with the page's error summary, if it has one.
        """
        for form in self.document.forms:
            names = {control.get("name") for control in form.xpath(".//*[@name]")}
            if (
                (not having or having in names)
                and action in urljoin(self.url, form.get("action") or "")
                and (not button or find_button(form, button) is not None)
            ):
                return form
        raise CannotGoOn(f"{self._where()} has no form with {having or action or button!r}. {self.errors}")

    @property
    def errors(self) -> str:
        """Return what the error summary says."""
        found = self.document.xpath("//*[@role='alert' or contains(@class, 'error-summary')]")
        return " ".join(" ".join(part.text_content().split()) for part in found)

    def _where(self) -> str:
        return f"{self.url} ({self.status}, {self.heading!r})"


def successful_values(form: html.FormElement) -> dict[str, list[Value]]:
    """Return the values that a browser would send of an untouched form, buttons left out."""
    fields: dict[str, list[Value]] = {}
    for control in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        if control.get("disabled") is not None:
            continue
        for value in _values_of(control):
            fields.setdefault(control.get("name"), []).append(value)
    return fields


def _values_of(control: html.HtmlElement) -> list[str]:
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n").replace("\n", "\r\n")]
    if control.tag == "select":
        options = control.xpath(".//option")
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and control.get("multiple") is None:
            chosen = options[:1]
        return [option.get("value", option.text_content().strip()) for option in chosen]
    kind = (control.get("type") or "text").lower()
    if kind in {"submit", "button", "image", "reset", "file"}:
        return []
    if kind in {"checkbox", "radio"}:
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [control.get("value", "")]


def says_amount(text: str, oere: int) -> bool:
    """Tell whether an amount stands in a text: whole or with two decimals, its thousands set apart or not."""
    written = re.findall(r"\d+(?:[.,]\d{3})*(?:[.,]\d{2})?(?!\d)", text)
    return oere in {_read_oere(amount) for amount in written}


def _read_oere(amount: str) -> int:
    whole, decimals = (amount[:-3], amount[-2:]) if amount[-3:-2] in {".", ","} else (amount, "00")
    return int(re.sub(r"\D", "", whole) + decimals)


def find_button(form: html.FormElement, wanted: str) -> html.HtmlElement | None:
    """Return the first submitting button with this in its text, value or name."""
    for button in form.xpath(".//button | .//input[@type='submit']"):
        said = f"{' '.join(button.text_content().split())} {button.get('value') or ''} {button.get('name') or ''}"
        if (button.get("type") or "submit") == "submit" and wanted.lower() in said.lower():
            return button
    return None
