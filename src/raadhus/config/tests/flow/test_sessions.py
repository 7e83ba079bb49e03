"""How long a session lives, and what becomes of what was typed into one that is over."""

import datetime as dt
import uuid

import pytest

from raadhus.config.tests.flow.requestkit import (
    NOON,
    acts,
    claims,
    logged_in,
    stranger,
)
from raadhus.identity import public as identity
from raadhus.identity.models import KeptPost
from raadhus.organisation import demo
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction

pytestmark = [pytest.mark.urls("raadhus.config.tests.flow.addresses"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def town(towns: None, db: None) -> None:
    demo.furnish_towns()


def test_a_session_runs_out_when_nobody_comes_for_half_an_hour() -> None:
    with clock.frozen(NOON):
        browser = logged_in(identity.sign_in(demo.EGEBY, claims()))
    with clock.frozen(NOON + dt.timedelta(minutes=29)):
        assert browser.get("/own/").status_code == 200
    with clock.frozen(NOON + dt.timedelta(minutes=58)):
        assert browser.get("/own/").status_code == 200
    with clock.frozen(NOON + dt.timedelta(minutes=88)):
        assert browser.get("/own/").status_code == 302


def test_a_session_ends_after_eight_hours_however_busy_it_is() -> None:
    with clock.frozen(NOON):
        browser = logged_in(identity.sign_in(demo.EGEBY, claims()))
    for minutes in range(20, 8 * 60, 20):
        with clock.frozen(NOON + dt.timedelta(minutes=minutes)):
            assert browser.get("/own/").status_code == 200
    with clock.frozen(NOON + dt.timedelta(hours=8)):
        assert browser.get("/own/").status_code == 302


def test_what_was_typed_into_an_expired_session_waits_for_the_same_person_once() -> None:
    with clock.frozen(NOON):
        browser = logged_in(identity.sign_in(demo.EGEBY, claims()))
    with clock.frozen(NOON + dt.timedelta(hours=1)):
        answer = browser.post("/own/", {"note": "a long explanation", "csrfmiddlewaretoken": "x"})
        assert answer.headers["Location"] == "/login/?next=%2Fown%2F&kept=1"
        assert acts() == []
        somebody_else = logged_in(identity.sign_in(demo.EGEBY, claims(subject="peter", number="6102900002")))
        back = logged_in(identity.sign_in(demo.EGEBY, claims()))

        assert somebody_else.get("/own/").json() == {"kept": None}
        assert back.get("/own/").json() == {"kept": {"note": ["a long explanation"]}}
        assert back.get("/own/").json() == {"kept": None}


def test_what_was_typed_is_kept_for_a_quarter_of_an_hour() -> None:
    with clock.frozen(NOON):
        browser = logged_in(identity.sign_in(demo.EGEBY, claims()))
    with clock.frozen(NOON + dt.timedelta(hours=1)):
        browser.post("/own/", {"note": "a long explanation"})
    with clock.frozen(NOON + dt.timedelta(hours=1, minutes=16)):
        back = logged_in(identity.sign_in(demo.EGEBY, claims()))
        assert back.get("/own/").json() == {"kept": None}


def test_of_one_expired_session_little_is_kept() -> None:
    with clock.frozen(NOON):
        browser = logged_in(identity.sign_in(demo.EGEBY, claims()))
    with clock.frozen(NOON + dt.timedelta(hours=1)):
        for _try in range(7):
            browser.post(f"/keeps/{uuid.uuid4()}/", {"note": "x"})
        browser.post("/own/", {"note": "x" * 100_001})

        with transaction(demo.EGEBY):
            assert KeptPost.objects.count() == 5
        assert logged_in(identity.sign_in(demo.EGEBY, claims())).get("/own/").json() == {"kept": None}


def test_a_stranger_who_posts_leaves_nothing_behind() -> None:
    answer = stranger().post("/own/", {"note": "typed"})

    assert answer.headers["Location"] == "/login/?next=%2Fown%2F"


def test_a_view_may_keep_a_little_in_the_session() -> None:
    browser = logged_in(identity.sign_in(demo.EGEBY, claims()))

    assert [browser.get("/low/").json()["choice"] for _visit in range(2)] == [1, 2]
