"""A real browser whose every request is answered by the application in this process, at noon on 5 November 2024."""

import contextvars
import functools
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from raadhus.workspace.tests.busykit import fill
from raadhus.workspace.tests.deskkit import Desk
from tests.browserkit import lead_on, visit, window

TOWN = "http://egeby.localhost"
Opened = Callable[..., Page]


@pytest.fixture
def busy(towns: None, db: None) -> Iterator[Desk]:
    """Return Egeby in a busy week."""
    with clock.frozen(NOON):
        town = Town().build()
        fill(town)
        yield Desk(town)


@pytest.fixture
def opened(chromium: Browser, web_files: None) -> Iterator[Opened]:
    """Return how to open a page in the browser of a ``Client``, at a width, in light or dark."""
    with ExitStack() as windows:

        def open_page(client: Client, path: str, **how: Any) -> Page:
            # a handler runs in another context: it has no clock and no connection of ours
            here = contextvars.copy_context()
            answer = functools.partial(_answer_in, here, client)
            page = windows.enter_context(window(chromium, answer=answer, **how))
            visit(page, TOWN + path)
            return page

        finders.get_finder.cache_clear()
        yield open_page
        finders.get_finder.cache_clear()


def _answer_in(here: contextvars.Context, client: Client, route: Route) -> None:
    here.copy().run(_answer, client, route)


def _answer(client: Client, route: Route) -> None:
    asked = urlsplit(route.request.url)
    if asked.path.startswith("/static/"):
        found = finders.find(asked.path.removeprefix("/static/"))
        kind = "text/javascript" if asked.path.endswith(".mjs") else mimetypes.guess_type(asked.path)[0]
        route.fulfill(body=Path(str(found)).read_bytes(), content_type=kind) if found else route.fulfill(
            status=404
        )
        return
    target = f"{asked.path}?{asked.query}"
    answer = client.generic(
        route.request.method,
        target,
        data=route.request.post_data_buffer or b"",
        content_type=route.request.headers.get("content-type", ""),
    )
    if answer.has_header("Location") and route.request.is_navigation_request():
        lead_on(route, answer.headers["Location"])
        return
    route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=answer.content)
