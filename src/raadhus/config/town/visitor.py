"""A visitor without JavaScript: follows links and fills in forms as a plain browser does, over HTTP on loopback."""

import http.client
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

from raadhus.config.town.ports import HOST

MOST_REDIRECTS = 12
TIMEOUT_S = 30.0
REDIRECTS = {301, 302, 303, 307, 308}


class CannotGoOn(Exception):
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
                and (not button or _find_button(form, button) is not None)
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


@dataclass
class Visitor:
    """One browser: connections that are kept, cookies by host, and what each request took."""

    language: str = "en"
    noted: Callable[[str, str, float, Page], None] | None = None
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    _connections: dict[int, http.client.HTTPConnection] = field(default_factory=dict, repr=False)

    def open(self, url: str) -> Page:
        """Fetch a page, following redirects."""
        return self._follow("GET", url, b"", {})

    def submit(
        self,
        page: Page,
        form: html.FormElement,
        values: Mapping[str, Value | list[Value]] | None = None,
        *,
        button: str = "",
    ) -> Page:
        """Send a form as it stands, with these values changed, by the button whose text or value is given.

        Raises: CannotGoOn for a value whose field the form does not have.
        """
        fields = _successful(form)
        known = {control.get("name") for control in form.xpath(".//*[@name]")}
        for name, value in (values or {}).items():
            if name not in known:
                raise CannotGoOn(
                    f"The form on {page.url} has no field {name!r}; it has {sorted(filter(None, known))}."
                )
            fields[name] = value if isinstance(value, list) else [value]
        pressed = _find_button(form, button)
        if pressed is not None and pressed.get("name"):
            fields[pressed.get("name")] = [pressed.get("value") or ""]
        action = (pressed.get("formaction") if pressed is not None else None) or form.get("action") or ""
        address = urljoin(page.url, action)
        if (form.get("method") or "get").lower() == "get":
            return self._follow(
                "GET", f"{address.partition('?')[0]}?{urlencode(fields, doseq=True)}", b"", {}
            )
        if form.get("enctype") == "multipart/form-data":
            body, kind = _multipart(fields)
        else:
            body, kind = urlencode(fields, doseq=True).encode(), "application/x-www-form-urlencoded"
        return self._follow("POST", address, body, {"Content-Type": kind, "Referer": page.url})

    def close(self) -> None:
        """Close the connections."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _follow(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Page:
        for _ in range(MOST_REDIRECTS):
            page = self._ask(method, url, body, headers)
            if page.status not in REDIRECTS:
                return page
            url = urljoin(url, page.headers["location"])
            if page.status not in {307, 308}:
                method, body, headers = "GET", b"", {}
        raise CannotGoOn(f"{url} redirects without end.")

    def _ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Page:
        parts = urlsplit(url)
        host = parts.hostname or ""
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        told = {
            "Host": parts.netloc,
            "Accept": "text/html",
            "Accept-Language": self.language,
            **({"Origin": f"{parts.scheme}://{parts.netloc}"} if method == "POST" else {}),
            **headers,
        }
        if jar := self.cookies.get(host):
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        begun = time.perf_counter()
        answer, content = self._send(parts.port or 80, method, target or "/", body, told)
        page = Page(url, answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)
        self._keep_cookies(host, answer)
        if self.noted is not None:
            self.noted(method, url, time.perf_counter() - begun, page)
        return page

    def _send(
        self, port: int, method: str, target: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        for is_fresh in (False, True):
            connection = self._connections.get(port)
            if connection is None or is_fresh:
                connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT_S)
                self._connections[port] = connection
            try:
                connection.request(method, target, body or None, dict(headers))
                answer = connection.getresponse()
                return answer, answer.read()
            except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
                connection.close()  # the server closed a connection that was kept: once more on a fresh one
                if is_fresh or method != "GET":
                    raise
        raise AssertionError  # the loop returns or raises

    def _keep_cookies(self, host: str, answer: http.client.HTTPResponse) -> None:
        jar = self.cookies.setdefault(host, {})
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    jar.pop(name, None)
                else:
                    jar[name] = morsel.value


def _successful(form: html.FormElement) -> dict[str, list[Value]]:
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


def _find_button(form: html.FormElement, wanted: str) -> html.HtmlElement | None:
    for button in form.xpath(".//button | .//input[@type='submit']"):
        said = f"{' '.join(button.text_content().split())} {button.get('value') or ''} {button.get('name') or ''}"
        if (button.get("type") or "submit") == "submit" and wanted.lower() in said.lower():
            return button
    return None


def _multipart(fields: Mapping[str, list[Value]]) -> tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    parts = []
    for name, values in fields.items():
        for value in values:
            head = f'Content-Disposition: form-data; name="{name}"'
            if isinstance(value, Upload):
                head += f'; filename="{value.name}"\r\nContent-Type: {value.media_type}'
            content = value.content if isinstance(value, Upload) else value.encode()
            parts.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
