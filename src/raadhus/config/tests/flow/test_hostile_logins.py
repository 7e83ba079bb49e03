"""Answers of a provider that do not fit, come twice, late or elsewhere: refused, and nothing is left behind."""

import datetime as dt
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

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
from raadhus.config.tests.flow.loginkit import EGEBY, NOON, NORDBY, NOTHING, rows
from raadhus.organisation import demo
from raadhus.platform import clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.peer,
    pytest.mark.urls("raadhus.config.tests.flow.addresses"),
]

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


@pytest.fixture(autouse=True)
def town(towns: None, db: None, peer: Peer) -> None:
    demo.furnish_towns()
    register(demo.EGEBY, "egeby", peer.url)
    register(demo.NORDBY, "nordby", peer.url)


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
