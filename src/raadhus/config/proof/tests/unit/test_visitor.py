"""The visitor does what a browser without JavaScript does."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from raadhus.config.proof.page import CannotGoOn, Upload
from raadhus.config.proof.visitor import Visitor

PAGE = b"""<!doctype html><title>t</title><main><h1>A  step</h1>
<a href="/elsewhere?x=1">Go <b>on</b></a>
<form method="post" action="/send">
  <input type="hidden" name="token" value="abc"><input name="amount" value="1">
  <input type="checkbox" name="agree" value="yes"><input type="checkbox" name="known" checked>
  <input type="radio" name="kind" value="a"><input type="radio" name="kind" value="b" checked>
  <select name="month"><option value="1">Jan</option><option value="2" selected>Feb</option></select>
  <textarea name="why">
because</textarea><input name="off" value="x" disabled>
  <button name="go" value="next">Continue</button><button name="go" value="save" formaction="/save">Save</button>
</form></main>"""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/to-page":
            self.answer(302, b"", location="/page", cookie="seen=1; Path=/; HttpOnly")
        elif self.path == "/forget":
            self.answer(200, b"<h1>x</h1>", cookie="seen=; Max-Age=0")
        elif self.path == "/loop":
            self.answer(302, b"", location="/loop")
        else:
            self.answer(200, PAGE)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = f"{self.path} {self.headers['Host']} {self.headers.get('Cookie')} {body.decode()}"
        self.answer(200, f"<main>{told}</main>".encode())

    def answer(self, status: int, body: bytes, *, location: str = "", cookie: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://egeby.localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    visitor = Visitor()
    yield visitor
    visitor.close()


def test_an_untouched_form_is_sent_as_it_stands(site: str, visitor: Visitor) -> None:
    page = visitor.open(f"{site}/page")

    answer = visitor.submit(page, page.form(having="amount"), {"amount": "2,50 kr."}, button="Continue")

    path, host, cookie, body = answer.text.split(" ", 3)
    assert (path, host, cookie) == ("/send", site.removeprefix("http://"), "None")
    assert parse_qs(body) == {
        "token": ["abc"],
        "amount": ["2,50 kr."],
        "known": ["on"],
        "kind": ["b"],
        "month": ["2"],
        "why": ["because"],
        "go": ["next"],
    }


def test_a_button_may_lead_elsewhere(site: str, visitor: Visitor) -> None:
    page = visitor.open(f"{site}/page")

    assert visitor.submit(page, page.form(), button="Save").text.startswith("/save ")


def test_cookies_are_kept_by_host_and_forgotten_when_told(site: str, visitor: Visitor) -> None:
    page = visitor.open(f"{site}/to-page")
    assert page.url == f"{site}/page"
    assert " seen=1 " in visitor.submit(page, page.form()).text

    elsewhere = visitor.open(page.url.replace("egeby", "nordby"))
    assert " None " in visitor.submit(elsewhere, elsewhere.form()).text

    visitor.open(f"{site}/forget")
    assert " None " in visitor.submit(page, page.form()).text


def test_what_is_not_there_is_said_with_where_one_is(site: str, visitor: Visitor) -> None:
    page = visitor.open(f"{site}/page")

    assert page.link(text="go on") == f"{site}/elsewhere?x=1"
    with pytest.raises(CannotGoOn, match=r"page \(200, 'A step'\) has no link 'away'"):
        page.link(text="away")
    with pytest.raises(CannotGoOn, match="has no form with 'income'"):
        page.form(having="income")
    with pytest.raises(CannotGoOn, match="no field 'income'"):
        visitor.submit(page, page.form(), {"income": "1"})
    with pytest.raises(CannotGoOn, match="redirects without end"):
        visitor.open(f"{site}/loop")


def test_a_file_is_sent_in_parts(site: str, visitor: Visitor) -> None:
    page = visitor.open(f"{site}/page")
    form = page.form()
    form.set("enctype", "multipart/form-data")

    answer = visitor.submit(page, form, {"amount": Upload("slip.pdf", b"%PDF-", "application/pdf")})

    assert 'name="amount"; filename="slip.pdf"' in answer.text
    assert "%PDF-" in answer.text
