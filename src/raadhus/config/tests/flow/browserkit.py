"""Logging in as a browser does: to the town hall through Django's client, to the provider over HTTP."""

import dataclasses
import subprocess
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
from django.test import Client
from lxml import html

from raadhus.adapters.local_eid.registrations import REGISTRATIONS
from raadhus.identity import public as identity
from raadhus.platform.actor import Actor

SECRET = "invented-for-tests"
_PATIENCE_SECONDS = 60


@dataclasses.dataclass(frozen=True)
class Peer:
    """The provider that runs."""

    url: str


def wait_until_alive(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when the process answers. Raises: AssertionError when it ended or never does."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the provider ended"
        try:
            httpx.get(url, trust_env=False, timeout=1)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the provider does not answer")


def register(tenant: UUID, town: str, eid_url: str) -> None:
    """Register ``town`` at the provider."""
    actor = Actor.system(tenant, purpose="test")
    for one in REGISTRATIONS.values():
        if one.town == town:
            identity.register_provider(actor, one.as_the_town_knows_it(eid_url, SECRET))
    identity.forget_registrations()


def browser(host: str) -> Client:
    """Return a browser that looks at ``host``."""
    return Client(headers={"host": host}, raise_request_exception=False)


def go_to_provider(town: Client, provider: str, back: str = "/", **question: str) -> str:
    """Start a login and return where the browser is sent."""
    answer = town.get(f"/login/start/{provider}/", {"next": back, **question})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def choose(http: httpx.Client, url: str, person: str, level: str = "substantial", fault: str = "") -> str:
    """Choose a person on the provider's page and return the address it sends the browser back to."""
    page = http.get(url)
    assert page.status_code == 200, page.text
    form = html.document_fromstring(page.text).forms[0]
    fields: dict[str, Any] = {"csrfmiddlewaretoken": form.fields["csrfmiddlewaretoken"]}
    answer = http.post(url, data={**fields, "person": person, "level": level, "fault": fault})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def come_back(town: Client, address: str) -> Any:
    """Follow the provider's redirect into the town hall."""
    parts = urlsplit(address)
    return town.get(f"{parts.path}?{parts.query}")


def log_in(
    town: Client,
    http: httpx.Client,
    person: str,
    *,
    provider: str = "mitid",
    level: str = "substantial",
    fault: str = "",
    back: str = "/",
) -> Any:
    """Do the whole login and return the town hall's last answer."""
    return come_back(town, choose(http, go_to_provider(town, provider, back), person, level, fault))
