"""Logging out here, at the provider, and when the provider says so."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from raadhus.config.tests.flow.browserkit import (
    Peer,
    browser,
    come_back,
    log_in,
    register,
)
from raadhus.config.tests.flow.loginkit import EGEBY, actor_of, frames_of
from raadhus.organisation import demo

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.peer,
    pytest.mark.urls("raadhus.config.tests.flow.addresses"),
]


@pytest.fixture(autouse=True)
def town(towns: None, db: None, peer: Peer) -> None:
    demo.furnish_towns()
    register(demo.EGEBY, "egeby", peer.url)
    register(demo.NORDBY, "nordby", peer.url)


def test_logging_out_ends_both_sessions(http: httpx.Client, peer: Peer) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina")
    stolen = browser(EGEBY)
    stolen.cookies["session"] = town.cookies["session"].value

    answer = town.post("/logout/")

    assert answer.headers["Location"].startswith(f"{peer.url}/mitid/logout?")
    assert actor_of(town)["person"] == ""
    assert actor_of(stolen)["person"] == ""
    back = http.get(answer.headers["Location"])
    assert urlsplit(back.headers["Location"]).path == "/logged-out/"
    assert town.get("/logged-out/").status_code == 200


def test_only_a_form_of_ours_logs_out(http: httpx.Client) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina")

    assert town.get("/logout/").status_code == 405
    assert actor_of(town)["person"] != ""


def test_a_logout_elsewhere_reaches_us_through_the_provider(http: httpx.Client, peer: Peer) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina")

    page = http.get(f"{peer.url}/mitid/logout").text
    framed = come_back(browser(EGEBY), frames_of(page)[0])

    assert framed.status_code == 200
    assert "X-Frame-Options" not in framed.headers
    assert f"frame-ancestors {peer.url}" in framed.headers["Content-Security-Policy"]
    assert actor_of(town)["person"] == ""


def test_a_logout_with_a_guessed_session_or_issuer_ends_nothing(http: httpx.Client, peer: Peer) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina")
    page = http.get(f"{peer.url}/mitid/logout").text
    right = parse_qs(urlsplit(frames_of(page)[0]).query)

    for question in (
        {"iss": right["iss"][0], "sid": "guessed"},
        {"iss": "https://evil.example", "sid": right["sid"][0]},
        {"iss": "\x00", "sid": right["sid"][0]},
        {},
    ):
        assert browser(EGEBY).get("/login/front-channel-logout/", question).status_code == 200

    assert actor_of(town)["person"] != ""


def test_the_logout_form_may_lead_to_the_provider(http: httpx.Client, peer: Peer) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina")

    assert f"form-action 'self' {peer.url}" in town.get("/whoami/").headers["Content-Security-Policy"]
    assert peer.url not in browser(EGEBY).get("/whoami/").headers["Content-Security-Policy"]
