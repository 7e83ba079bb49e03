"""What a browser is told by the real web server under production settings, behind a proxy that speaks HTTPS."""

import base64
import dataclasses
import json
import re
from collections.abc import Iterator
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import httpx
import pytest

from raadhus.config.tests.flow.browserkit import Peer, choose, register
from raadhus.config.town import programs, variables
from raadhus.config.town.ports import HOST, hold_port, port_of
from raadhus.config.town.postgres.server import Database
from raadhus.config.town.processes import running_processes
from raadhus.identity.models import LoginProvider
from raadhus.organisation import demo
from raadhus.platform.tenancy.scope import transaction

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.peer]
EGEBY = "egeby.localhost"
SITE = f"https://{EGEBY}"
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}


@dataclasses.dataclass
class Browser:
    """A browser behind the proxy: it asks by HTTPS, and keeps each cookie with what was said about it."""

    client: httpx.Client
    cookies: dict[str, "Morsel[str]"] = dataclasses.field(default_factory=dict)

    def get(self, address: str) -> httpx.Response:
        """Open an address of the town."""
        return self._keep(self.client.get(address.removeprefix(SITE), headers=self._headers()))

    def post(self, path: str, fields: dict[str, str], *, origin: str) -> httpx.Response:
        """Send a form that stands on a page of ``origin``."""
        told = self._headers() | {"Origin": origin, "Referer": f"{origin}/"}
        return self._keep(self.client.post(path, data=fields, headers=told))

    def _headers(self) -> dict[str, str]:
        sent = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        return {"Host": EGEBY, "Cookie": sent} if sent else {"Host": EGEBY}

    def _keep(self, answer: httpx.Response) -> httpx.Response:
        for line in answer.headers.get_list("Set-Cookie"):
            self.cookies.update(SimpleCookie(line))
        return answer


@pytest.fixture(scope="module")
def production(test_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the web server as ``./raadhus serve`` does, and return its address."""
    home = tmp_path_factory.mktemp("production")
    told = _production_variables(test_database, home)
    with hold_port() as held, running_processes(home / "logs") as processes:
        port = port_of(held)
        programs.collect_static_files(told)
        processes.start(programs.web(port, told, workers=1, static=home / "static"))
        yield f"http://{HOST}:{port}"


def _production_variables(database: Database, home: Path) -> dict[str, str]:
    keys = home / "keys.json"  # the keys under which this process seals
    keys.write_text(json.dumps({"keys": {"1": base64.b64encode(bytes(range(32))).decode()}}))
    inherited = {
        name: value for name, value in variables.inherited().items() if not name.startswith("RAADHUS_")
    }
    return {
        **inherited,
        **programs.OWN_VARIABLES,
        "RAADHUS_DATABASE_URL": database.app.url,
        "RAADHUS_SECRET_KEY": "invented-for-tests-" * 4,
        "RAADHUS_KEYS_FILE": str(keys),
        "RAADHUS_HOME": str(home),
        "RAADHUS_PROXIES": "1",
    }


@pytest.fixture
def browser(production: str, towns: None, peer: Peer) -> Iterator[Browser]:
    """Return a browser that has been nowhere."""
    demo.furnish_towns()
    register(demo.EGEBY, "egeby", peer.url)
    with transaction(
        demo.EGEBY
    ):  # the same rows in each test: the server keeps them in mind for half a minute
        for row in LoginProvider.objects.all():
            LoginProvider.objects.filter(id=row.id).update(id=uuid5(NAMESPACE_URL, row.key))
    with httpx.Client(base_url=production, trust_env=False, timeout=60) as client:
        yield Browser(client)


def log_in(browser: Browser, http: httpx.Client) -> httpx.Response:
    """Log in at the provider, and come back."""
    begun = browser.get("/login/start/mitid/")
    assert begun.status_code == 302, begun.text
    return browser.get(choose(http, begun.headers["Location"], "amina"))


def policy_of(answer: httpx.Response) -> dict[str, str]:
    """Return what an answer allows its page, by directive."""
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, _space, sources in parts if name}


def test_a_strangers_page_allows_nothing_that_is_not_ours(browser: Browser) -> None:
    answer = browser.get("/")

    assert answer.status_code == 200
    assert policy_of(answer) == STRICT
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store", "the form's token is this visitor's"
    assert "__Host-session" not in browser.cookies
    assert_only_we_read(browser.cookies)


def test_each_login_begins_with_a_secret_of_its_own(browser: Browser) -> None:
    browser.get("/login/start/mitid/")
    first = browser.cookies["__Host-login"].value

    browser.get("/login/start/mitid/")

    assert browser.cookies["__Host-login"].value != first


def test_a_page_has_no_script_and_no_style_of_its_own(browser: Browser) -> None:
    page = browser.get("/").text

    assert "<script" in page
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page) == []


def test_a_login_gives_cookies_that_travel_by_https_alone_and_no_script_reads(
    browser: Browser, http: httpx.Client
) -> None:
    answer = log_in(browser, http)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/my/")
    assert {"__Host-login", "__Host-session", "__Host-csrftoken"} <= set(browser.cookies)
    assert {cookie["path"] for cookie in browser.cookies.values()} == {"/"}, (
        "or a browser does not take its name"
    )
    assert browser.cookies["__Host-session"]["domain"] == "", "no other host of the municipality's sees it"
    assert browser.cookies["__Host-session"]["max-age"] == "", "it goes with the browser"
    assert_only_we_read(browser.cookies)
    assert policy_of(answer) == STRICT


def test_a_page_of_somebody_logged_in_differs_by_where_the_logout_leads(
    browser: Browser, http: httpx.Client, peer: Peer
) -> None:
    log_in(browser, http)

    answer = browser.get("/my/")

    assert answer.status_code == 200
    assert policy_of(answer) == STRICT | {"form-action": f"'self' {peer.url}"}
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_form_of_our_own_page_is_taken(browser: Browser) -> None:
    answer = choose_language(browser, origin=SITE)

    assert answer.status_code == 302
    assert browser.cookies["language"].value == "en"
    assert_only_we_read(browser.cookies)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", f"http://{EGEBY}", "null"])
def test_a_form_of_another_page_is_refused_and_changes_nothing(browser: Browser, origin: str) -> None:
    answer = choose_language(browser, origin=origin)

    assert answer.status_code == 403
    assert "language" not in browser.cookies


def choose_language(browser: Browser, *, origin: str) -> httpx.Response:
    """Send the form in every page's frame that chooses English."""
    page = browser.get("/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "language": "en", "next": "/"}
    return browser.post("/language/", fields, origin=origin)


def assert_only_we_read(cookies: dict[str, "Morsel[str]"]) -> None:
    """Assert that each cookie travels by HTTPS, is out of reach of scripts, and comes with no foreign form."""
    flags = {name: (one["secure"], one["httponly"], one["samesite"]) for name, one in cookies.items()}
    assert flags == dict.fromkeys(cookies, (True, True, "Lax"))
