"""Logging in against a real provider: who comes in, with which rights, and what it costs."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from raadhus.adapters.demo_people import find
from raadhus.config.tests.flow.browserkit import (
    Peer,
    browser,
    choose,
    come_back,
    go_to_provider,
    log_in,
    register,
)
from raadhus.config.tests.flow.loginkit import EGEBY, NORDBY, NOTHING, actor_of, rows
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

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
