"""What one visitor may send: how often, how much, and in which shape."""

import datetime as dt

import pytest

from raadhus.config.tests.flow.requestkit import (
    EGEBY,
    NOON,
    NORDBY,
    acts,
    claims,
    logged_in,
    stranger,
)
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform import clock, rate_limits
from raadhus.platform.models import RateCount
from raadhus.platform.refusals import TooManyRequests
from raadhus.ui.testing import page_problems

pytestmark = [pytest.mark.urls("raadhus.config.tests.flow.addresses"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def town(towns: None, db: None) -> None:
    demo.furnish_towns()


def test_too_many_calls_are_refused_and_stay_counted() -> None:
    answers = [stranger().get("/seldom/").status_code for _try in range(4)]

    assert answers == [200, 200, 429, 429]
    assert stranger(NORDBY).get("/seldom/").status_code == 200


@pytest.mark.parametrize("host", [f"{EGEBY}:1", f"{EGEBY}.", EGEBY.upper()])
def test_another_spelling_of_the_host_is_no_new_allowance(host: str) -> None:
    assert [stranger().get("/seldom/").status_code for _try in range(2)] == [200, 200]

    assert stranger(host).get("/seldom/").status_code == 429


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "NONSENSE"])
def test_every_way_of_asking_is_counted(method: str) -> None:
    answers = [stranger().generic(method, "/seldom/").status_code for _try in range(3)]

    assert answers == [200, 200, 429]


@pytest.mark.parametrize(
    ("one", "another", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("192.0.2.7:4711", "192.0.2.7:4712", True),
        ("[2001:db8:1:2::1]:4711", "2001:db8:1:2::2", True),
        ("unix:", "unix:", True),
    ],
)
def test_the_addresses_of_one_line_are_one_visitor(one: str, another: str, is_same: bool) -> None:
    for _try in range(2):
        stranger().get("/seldom/", REMOTE_ADDR=one)

    assert stranger().get("/seldom/", REMOTE_ADDR=another).status_code == (429 if is_same else 200)


def test_somebody_logged_in_cannot_send_forms_faster_than_by_hand_and_a_refused_one_changes_nothing() -> None:
    with clock.frozen(NOON):
        browser = logged_in(identity.sign_in(demo.EGEBY, claims()))
        answers = [browser.post("/own/", {"note": str(number)}).status_code for number in range(122)]

        assert answers == [200] * 120 + [429] * 2
        assert len(acts()) == 120
        assert browser.get("/own/").status_code == 200


def test_a_stranger_sends_small_forms_only_and_a_large_body_is_refused() -> None:
    large = stranger().post("/own/", {"note": "x" * 70_000})
    pretending = stranger()
    pretending.cookies["session"] = "invented"
    small = stranger().post("/own/", {"note": "x" * 60_000})

    assert large.status_code == 413
    assert pretending.post("/own/", {"note": "x" * 70_000}).status_code == 413
    assert pretending.post("/login/callback/", {"note": "x" * 70_000}).status_code == 413
    assert "Log på først" in large.text
    assert small.status_code == 302, "a small one is led to the login"
    assert acts() == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [("multipart/form-data", b"x"), ("application/x-www-form-urlencoded", b"a=1&" * 3000)],
    ids=["a form of parts without a boundary", "more fields than any form has"],
)
def test_what_cannot_be_read_is_refused_on_a_page_and_changes_nothing(kind: str, body: bytes) -> None:
    browser = logged_in(identity.sign_in(demo.EGEBY, claims()))

    answer = browser.generic("POST", "/own/", body, content_type=kind)

    assert answer.status_code == 400
    assert "Egeby Kommune" in answer.text
    assert page_problems(answer.text) == ()
    assert acts() == []


def test_an_address_of_forms_that_is_opened_says_that_there_is_no_page() -> None:
    answer = stranger().get("/take/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Egeby Kommune" in answer.text
    assert page_problems(answer.text) == ()


def test_invented_methods_make_no_metrics_of_their_own() -> None:
    for number in range(3):
        stranger().generic(f"INVENTED{number}", "/whoami/")

    counted = stranger().get("/metrics").text
    assert "INVENTED" not in counted
    assert 'method="other"' in counted


def test_counts_are_forgotten_when_their_window_has_passed() -> None:
    with clock.frozen(NOON):
        rate_limits.spend("hourly", "somebody", limit=1, per_seconds=3600)
        assert rate_limits.forget_passed() == 0
        assert RateCount.objects.count() == 1
    with clock.frozen(NOON + dt.timedelta(hours=1, seconds=1)):
        rate_limits.spend("hourly", "somebody else", limit=1, per_seconds=3600)

        assert rate_limits.forget_passed() == 1
        with pytest.raises(TooManyRequests) as refused:
            rate_limits.spend("hourly", "somebody else", limit=1, per_seconds=3600)
    assert refused.value.detail == "hourly", "who it was stays out of the log"
