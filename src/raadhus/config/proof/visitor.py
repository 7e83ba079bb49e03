"""A visitor without JavaScript: follows links and fills in forms as a plain browser does, over HTTP on loopback."""

import http.client
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

from raadhus.config.proof.page import CannotGoOn, Page, Upload, Value, find_button, successful_values
from raadhus.config.proof.wire import Answer, Wire

MOST_REDIRECTS = 12
TIMEOUT_S = 30.0
REDIRECTS = {301, 302, 303, 307, 308}


def host_of(url: str) -> str:
    """Return the host name in an address; cookies are kept by it."""
    return urlsplit(url).hostname or ""


@dataclass(frozen=True)
class Act:
    """What a visitor did on a page, so that it can be done again: opened an address, or sent a form.

    ``url``: the address opened, or the form's; empty when the form goes to the page's own address.
    ``fields``: what was sent, without what the page itself had hidden in the form; ``hidden``: the names of that.
    """

    url: str
    fields: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    is_form: bool = False


@dataclass
class Visitor:
    """One browser: connections that are kept, cookies by host, and what each request took."""

    language: str = "en"
    noted: Callable[[str, str, float, Page], None] | None = None
    acts: list[Act] = field(default_factory=list, repr=False)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    _wires: dict[int, Wire] = field(default_factory=dict, repr=False)

    def open(self, url: str) -> Page:
        """Fetch a page, following redirects."""
        self.acts.append(Act(url))
        return self._follow("GET", url, b"", {})

    def look(self, url: str) -> Page:
        """Return what an address itself answers, wherever it would lead."""
        return self._ask("GET", url, b"", {})

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
        fields = successful_values(form)
        known = {control.get("name") for control in form.xpath(".//*[@name]")}
        for name, value in (values or {}).items():
            if name not in known:
                raise CannotGoOn(
                    f"The form on {page.url} has no field {name!r}; it has {sorted(filter(None, known))}."
                )
            fields[name] = value if isinstance(value, list) else [value]
        pressed = find_button(form, button)
        if pressed is not None and pressed.get("name"):
            fields[pressed.get("name")] = [pressed.get("value") or ""]
        action = (pressed.get("formaction") if pressed is not None else None) or form.get("action") or ""
        address = urljoin(page.url, action)
        if (form.get("method") or "get").lower() == "get":
            address = f"{address.partition('?')[0]}?{urlencode(fields, doseq=True)}"
            self.acts.append(Act(address))
            return self._follow("GET", address, b"", {})
        is_multipart = form.get("enctype") == "multipart/form-data"
        self.acts.append(_note_form(form, fields, "" if address == page.url else address))
        return self.post(page.url, address, fields, is_multipart=is_multipart)

    def post(
        self, page_url: str, address: str, fields: Mapping[str, list[Value]], *, is_multipart: bool = False
    ) -> Page:
        """Send fields from a page to an address, as the page's form would."""
        if is_multipart:
            body, kind = _multipart(fields)
        else:
            body, kind = urlencode(fields, doseq=True).encode(), "application/x-www-form-urlencoded"
        return self._follow("POST", address, body, {"Content-Type": kind, "Referer": page_url})

    def close(self) -> None:
        """Close the connections."""
        for wire in self._wires.values():
            wire.close()
        self._wires.clear()

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
        host = host_of(url)
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
        answer = self._send(parts.port or 80, method, target or "/", body, told)
        page = Page(url, answer.status, dict(answer.headers), answer.body)
        self._keep_cookies(host, answer)
        if self.noted is not None:
            self.noted(method, url, time.perf_counter() - begun, page)
        return page

    def _send(self, port: int, method: str, target: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        kept = self._wires.pop(port, None)
        wire = kept or Wire(port, TIMEOUT_S)
        try:
            answer = wire.ask(method, target, headers, body)
        except (OSError, http.client.HTTPException) as error:
            wire.close()
            if kept and method == "GET" and isinstance(error, ConnectionError):
                return self._send(port, method, target, body, headers)  # the server had closed it meanwhile
            raise
        if wire.is_open:
            self._wires[port] = wire
        else:
            wire.close()
        return answer

    def _keep_cookies(self, host: str, answer: Answer) -> None:
        jar = self.cookies.setdefault(host, {})
        for line in answer.all("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    jar.pop(name, None)
                else:
                    jar[name] = morsel.value


def _note_form(form: html.FormElement, fields: Mapping[str, list[Value]], url: str) -> Act:
    hidden = tuple(control.get("name") for control in form.xpath(".//input[@type='hidden'][@name]"))
    sent = ((name, str(one)) for name, values in fields.items() if name not in hidden for one in values)
    return Act(url, tuple(sent), hidden, is_form=True)


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
