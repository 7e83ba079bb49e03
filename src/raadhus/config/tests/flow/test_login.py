"""Logging in against a real provider, honest and hostile; a refused login leaves nothing behind."""

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import httpx
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from raadhus.adapters.demo_people import find
from raadhus.adapters.local_eid.faults import FAULTS
from raadhus.config.tests.flow.browserkit import (
    Peer,
    browser,
    choose,
    come_back,
    go_to_provider,
    log_in,
    register,
)
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.peer,
    pytest.mark.urls("raadhus.config.tests.flow.addresses"),
]
NOON = dt.datetime(2024, 11, 14, 11, 0, tzinfo=dt.UTC)
EGEBY = "egeby.localhost"
NORDBY = "nordby.localhost"


@pytest.fixture(autouse=True)
def town(towns: None, db: None, peer: Peer) -> None:
    demo.furnish_towns()
    register(demo.EGEBY, "egeby", peer.url)
    register(demo.NORDBY, "nordby", peer.url)


def rows(tenant: UUID = demo.EGEBY) -> dict[str, int]:
    """Count what a login may leave behind."""
    with transaction(tenant):
        return {
            name: apps.get_model("identity", name).objects.count() for name in ("Person", "Login", "Session")
        }


NOTHING = {"Person": 0, "Login": 0, "Session": 0}


def frames_of(page: str) -> list[str]:
    """Return the addresses that a page opens in frames."""
    return [frame.get("src", "") for frame in html.document_fromstring(page).iter("iframe")]


def actor_of(town: Client) -> dict[str, Any]:
    """Ask the town hall who it takes this browser for."""
    seen: dict[str, Any] = town.get("/whoami/").json()
    return seen


def test_a_citizen_logs_in_and_is_where_they_wanted_to_be(http: httpx.Client) -> None:
    town = browser(EGEBY)

    answer = log_in(town, http, "amina", back="/whoami/?tab=2")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/whoami/?tab=2")
    assert actor_of(town)["roles"] == ["citizen"]
    assert actor_of(town)["assurance"] == "SUBSTANTIAL"
    assert rows() == {"Person": 1, "Login": 1, "Session": 1}


def test_a_second_login_is_the_same_person_with_a_new_session(http: httpx.Client) -> None:
    first, second = browser(EGEBY), browser(EGEBY)
    log_in(first, http, "amina")
    log_in(second, http, "amina")

    assert actor_of(first)["person"] == actor_of(second)["person"]
    assert rows() == {"Person": 1, "Login": 1, "Session": 2}


def test_the_same_human_is_another_person_in_another_municipality(http: httpx.Client) -> None:
    log_in(browser(EGEBY), http, "amina")
    log_in(browser(NORDBY), http, "ingrid", provider="idporten")

    assert rows(demo.EGEBY) == {"Person": 1, "Login": 1, "Session": 1}
    assert rows(demo.NORDBY) == {"Person": 1, "Login": 1, "Session": 1}


def test_somebody_known_on_paper_is_the_same_person_when_they_log_in(http: httpx.Client) -> None:
    with transaction(demo.EGEBY):
        known = identity.person_by_number(Actor.system(demo.EGEBY, purpose="test"), find("amina").number)
    town = browser(EGEBY)

    log_in(town, http, "amina")

    assert actor_of(town)["person"] == str(known)


def test_norwegian_claims_give_number_and_level(http: httpx.Client) -> None:
    town = browser(NORDBY)

    log_in(town, http, "ingrid", provider="idporten", level="high")

    assert actor_of(town)["assurance"] == "HIGH"
    with transaction(demo.NORDBY):
        nordby = Actor.system(demo.NORDBY, purpose="test")
        person = identity.person_by_number(nordby, find("ingrid").number, register_if_absent=False)
    assert str(person) == actor_of(town)["person"]


def test_staff_log_in_with_the_roles_of_their_groups(http: httpx.Client) -> None:
    town = browser(EGEBY)

    log_in(town, http, "birgit", provider="staff")

    assert actor_of(town)["roles"] == ["cleared", "leader"]


def test_a_citizen_at_the_desks_door_is_led_to_log_in_as_staff_in_place_of_the_session_they_have(
    http: httpx.Client,
) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina")
    before = town.cookies["session"].value

    refused = town.get("/work/")
    way = "/login/?as=staff&change=1&next=%2Fwork%2F"

    assert refused.status_code == 403
    assert way.replace("&", "&amp;") in refused.text
    assert town.get(way).headers["Location"] == "/login/start/staff/?next=%2Fwork%2F&again=1"
    log_in(town, http, "birgit", provider="staff")
    assert actor_of(town)["roles"] == ["cleared", "leader"]
    old = browser(EGEBY)
    old.cookies["session"] = before
    assert actor_of(old)["person"] == ""


def test_staff_who_log_in_as_citizens_have_no_power(http: httpx.Client) -> None:
    town = browser(EGEBY)

    log_in(town, http, "mette")

    assert actor_of(town)["roles"] == ["citizen"]


def test_a_low_login_is_let_in_but_not_to_what_is_its_own(http: httpx.Client) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina", level="low")

    answer = town.get("/own/")

    assert answer.status_code == 403
    assert "/login/?next=%2Fown%2F&amp;again=1" in answer.text


def test_logging_in_again_at_a_higher_level_replaces_the_session(http: httpx.Client) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina", level="low")
    low = town.cookies["session"].value
    log_in(town, http, "amina", level="high")
    old = browser(EGEBY)
    old.cookies["session"] = low

    assert town.get("/own/").status_code == 200
    assert actor_of(old)["person"] == ""


@pytest.mark.parametrize("fault", FAULTS)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_changes(
    fault: str, http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    town = browser(EGEBY)

    answer = log_in(town, http, "amina", fault=fault)

    assert answer.status_code == 403
    assert WHY_REFUSED[fault] in caplog.text
    assert "session" not in town.cookies
    assert rows() == NOTHING


WHY_REFUSED = {
    "wrong-nonce": "InvalidClaimError: nonce",
    "no-nonce": "MissingClaimError: nonce",
    "wrong-audience": "InvalidClaimError: aud",
    "foreign-party": "InvalidClaimError: azp",
    "wrong-issuer": "InvalidClaimError: iss",
    "wrong-at-hash": "InvalidClaimError: at_hash",
    "no-at-hash": "MissingClaimError: at_hash",
    "expired": "ExpiredTokenError: exp",
    "not-yet": "InvalidClaimError: iat",
    "no-expiry": "MissingClaimError: exp",
    "no-subject": "MissingClaimError: sub",
    "blank-subject": "names no subject",
    "odd-number": "is no identity number",
    "alg-none": "UnsupportedAlgorithmError",
    "alg-secret": "UnsupportedAlgorithmError",
    "alg-confused": "UnsupportedAlgorithmError",
    "wrong-signature": "BadSignatureError",
    "unknown-key": "InvalidKeyIdError",
    "nonsense": "DecodeError",
}


def test_every_fault_is_the_only_thing_wrong(http: httpx.Client) -> None:
    answer = log_in(browser(EGEBY), http, "amina", fault="none of them")

    assert answer.status_code == 302


def test_a_code_counts_once(http: httpx.Client) -> None:
    town = browser(EGEBY)
    address = choose(http, go_to_provider(town, "mitid"), "amina")
    assert come_back(town, address).status_code == 302
    before = rows()

    again = come_back(town, address)

    assert again.status_code == 403
    assert rows() == before


def test_a_code_of_another_login_is_refused_by_the_verifier(http: httpx.Client) -> None:
    attacker, victim = browser(EGEBY), browser(EGEBY)
    stolen = parse_qs(urlsplit(choose(http, go_to_provider(victim, "mitid"), "amina")).query)["code"][0]
    own = parse_qs(urlsplit(go_to_provider(attacker, "mitid")).query)["state"][0]

    answer = attacker.get("/login/callback/", {"code": stolen, "state": own})

    assert answer.status_code == 403
    assert rows() == NOTHING


def test_an_answer_counts_only_in_the_browser_that_asked(http: httpx.Client) -> None:
    address = choose(http, go_to_provider(browser(EGEBY), "mitid"), "amina")

    answer = come_back(browser(EGEBY), address)

    assert answer.status_code == 403
    assert rows() == NOTHING


def test_an_answer_counts_only_in_the_municipality_that_asked(http: httpx.Client) -> None:
    town = browser(EGEBY)
    address = choose(http, go_to_provider(town, "mitid"), "amina")
    elsewhere = browser(NORDBY)
    elsewhere.cookies = town.cookies

    answer = come_back(elsewhere, address)

    assert answer.status_code == 403
    assert rows(demo.NORDBY) == NOTHING


def test_an_answer_that_comes_too_late_is_refused(http: httpx.Client) -> None:
    town = browser(EGEBY)
    with clock.frozen(NOON):
        address = choose(http, go_to_provider(town, "mitid"), "amina")
    with clock.frozen(NOON + dt.timedelta(minutes=16)):
        answer = come_back(town, address)

    assert answer.status_code == 403
    assert rows() == NOTHING


@pytest.mark.parametrize("answer", [{}, {"state": "x"}, {"code": "x"}, {"state": "x", "code": "y"}])
def test_an_answer_nobody_asked_for_is_refused(answer: dict[str, str]) -> None:
    assert browser(EGEBY).get("/login/callback/", answer).status_code == 403
    assert rows() == NOTHING


def test_an_answer_of_another_issuer_is_refused(http: httpx.Client, peer: Peer) -> None:
    town = browser(EGEBY)
    address = choose(http, go_to_provider(town, "mitid"), "amina")

    answer = come_back(town, f"{address}&{urlencode({'iss': f'{peer.url}/staff'})}")

    assert answer.status_code == 403
    assert rows() == NOTHING


def test_somebody_who_turns_back_reads_that_they_did(http: httpx.Client) -> None:
    answer = log_in(browser(EGEBY), http, person="")

    assert answer.status_code == 403
    assert rows() == NOTHING


def test_a_provider_that_is_down_is_said_so(http: httpx.Client, silent_url: str) -> None:
    register(demo.EGEBY, "egeby", silent_url)

    answer = browser(EGEBY).get("/login/start/mitid/")

    assert answer.status_code == 503
    assert rows() == NOTHING


def test_a_provider_that_goes_down_in_between_changes_nothing(http: httpx.Client, silent_url: str) -> None:
    town = browser(EGEBY)
    address = choose(http, go_to_provider(town, "mitid"), "amina")
    register(demo.EGEBY, "egeby", silent_url)

    assert come_back(town, address).status_code == 503
    assert rows() == NOTHING


def test_the_level_a_page_needs_is_asked_for(http: httpx.Client) -> None:
    citizen = parse_qs(urlsplit(go_to_provider(browser(NORDBY), "idporten")).query)

    assert citizen["acr_values"] == ["idporten-loa-substantial"]
    assert citizen["code_challenge_method"] == ["S256"]
    assert citizen["ui_locales"] == ["nb"]


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "my/"]
)
def test_nobody_is_sent_elsewhere_after_a_login(elsewhere: str, http: httpx.Client) -> None:
    assert log_in(browser(EGEBY), http, "amina", back=elsewhere).headers["Location"] == "/my/"


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


def test_one_way_to_log_in_is_taken_at_once_and_a_kept_text_is_told_first() -> None:
    town = browser(EGEBY)

    assert town.get("/login/?next=/own/").headers["Location"] == "/login/start/mitid/?next=%2Fown%2F"
    assert town.get("/login/?as=staff").headers["Location"] == "/login/start/staff/"
    assert "/login/start/mitid/?next=%2Fown%2F" in town.get("/login/?next=/own/&kept=1").text


def test_a_way_to_log_in_of_another_municipality_is_not_found() -> None:
    assert browser(EGEBY).get("/login/start/idporten/").status_code == 404


def test_a_login_costs_few_queries(http: httpx.Client) -> None:
    town = browser(EGEBY)
    log_in(town, http, "amina")
    with CaptureQueriesContext(connection) as there:
        url = go_to_provider(town, "mitid")
    address = choose(http, url, "amina")
    with CaptureQueriesContext(connection) as back:
        come_back(town, address)

    assert len([query for query in there if "SAVEPOINT" not in query["sql"]]) <= 5
    assert len([query for query in back if "SAVEPOINT" not in query["sql"]]) <= 12
