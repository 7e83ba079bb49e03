"""Every page a citizen may meet, fetched from a town, for the browser to read."""

import mimetypes
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Route

from raadhus.adapters.local_eid.registrations import REGISTRATIONS
from raadhus.identity.public import register_provider
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.refusal import BrokenHere, standalone_page
from tests.rights.laid import Laid
from tests.rights.matrix import Kind
from tests.rights.people import Who
from tests.rights.rows import ROWS

ADDRESS = "http://egeby.localhost"
_CITIZENS = (Kind.PUBLIC, Kind.PERSONAL, Kind.OWN)
_NO_PAGES = {
    "health",
    "portal:suggestions",
    "ui:gallery",
    "ui:gallery-page",
    "my-page:letter-pdf",
    "portal:open-data-catalog",
    "portal:open-data-csv",
    "portal:open-data-json",
    "forms:file",
    "identity:login",
}
Pages = Mapping[str, str]


def citizen_pages(laid: Laid) -> dict[str, str]:
    """Return name -> HTML of every page of the matrix that is for citizens, with those that tell what went wrong."""
    owner = laid.browsers[Who.OWNER]
    pages = {
        row.name: _html(owner, reverse(row.name, kwargs=row.where(laid)))
        for row in ROWS
        if row.kind in _CITIZENS and row.post is None and row.name not in _NO_PAGES
    }
    return {**pages, **dict(_more(laid, owner))}


def _more(laid: Laid, owner: Client) -> Iterator[tuple[str, str]]:
    income, contact = reverse("cases:income", args=[laid.income]), reverse("notifications:contact")
    hearing = reverse("cases:hearing", args=[laid.hearing])
    yield "search, nothing found", _html(owner, f"{reverse('portal:search')}?q=xyzzy")
    yield "contact, saved", _html(owner, f"{contact}?saved=1")
    yield "contact, wrong", _html(owner, contact, {"phone": "1", "email": "nobody", "language": "da"})
    yield "income", _html(laid.partner, income)
    yield "income, wrong", _html(laid.partner, income, {"answer": ""})
    yield "income, answered", _answered(laid.partner, income, {"answer": "confirmed"})
    yield "hearing, wrong", _html(owner, hearing, {"text": ""})
    yield "appealed", _answered(owner, reverse("cases:appeal", args=[laid.decision]), {"text": "I disagree."})
    yield "my page of somebody new", _html(laid.browsers[Who.NEIGHBOUR], reverse("my-page:home"))
    yield "partner's my page", _html(laid.partner, reverse("my-page:home"))
    yield "not found", _html(owner, "/nowhere/")
    yield "too weak a login", _html(laid.browsers[Who.WEAK], reverse("my-page:home"))
    yield "no right", _html(owner, reverse("workspace:operations"))
    yield "broken", standalone_page(BrokenHere(), "01a20283-e1e2-7fd5-ae74-bbc4eae7019d").content.decode()
    yield "login", _login(laid)


def _login(laid: Laid) -> str:
    """Return the page that tells somebody whose session ran out that what they typed is kept."""
    registration = REGISTRATIONS["egeby-mitid"].as_the_town_knows_it("http://127.0.0.1:1", "no secret")
    with transaction(laid.town.tenant):
        register_provider(Actor.system(laid.town.tenant, purpose="test"), registration)
    return _html(laid.browsers[Who.STRANGER], f"{reverse('identity:login')}?kept=1&next=/my/")


def _html(browser: Client, url: str, sent: Mapping[str, str] | None = None) -> str:
    """Return the page at ``url``; one that leads on is followed."""
    answer = browser.get(url, follow=True) if sent is None else browser.post(url, dict(sent))
    if answer.status_code not in {HTTPStatus.OK, 403, 404, 422}:
        raise AssertionError(f"{url}: {answer.status_code}")
    return str(answer.content.decode())


def _answered(browser: Client, url: str, sent: Mapping[str, str]) -> str:
    answer = browser.post(url, dict(sent), follow=True)
    return str(answer.content.decode())


def serve(pages: Pages) -> Any:
    """Return what answers a browser's requests: a page by its place in ``pages``, a static file by its name."""
    places = {f"/{place}/": html for place, html in enumerate(pages.values())}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0].partition("#")[0]
        if path in places:
            route.fulfill(body=places[path], content_type="text/html; charset=utf-8")
            return
        answer_with_file(route, path)

    return answer


def answer_with_file(route: Route, path: str) -> None:
    """Answer a browser's request for a static file."""
    file = finders.find(path.removeprefix(settings.STATIC_URL))
    if file is None:
        route.fulfill(status=HTTPStatus.NOT_FOUND, body="")
        return
    kind = "text/javascript" if path.endswith(".mjs") else mimetypes.guess_type(path)[0]
    route.fulfill(body=Path(str(file)).read_bytes(), content_type=kind or "application/octet-stream")


def place_of(pages: Pages, name: str) -> str:
    """Return the address at which ``serve`` shows the page ``name``."""
    return f"{ADDRESS}/{list(pages).index(name)}/"
