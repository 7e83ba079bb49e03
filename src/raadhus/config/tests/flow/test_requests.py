"""What every request passes through: town, session, language, actor, refusals."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from raadhus.config.prepared import KEPT
from raadhus.config.tests.flow.requestkit import EGEBY, NORDBY, acts, claims, logged_in, statements, stranger
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform.actor import Assurance

pytestmark = [pytest.mark.urls("raadhus.config.tests.flow.addresses"), pytest.mark.django_db]
LEADERS = frozenset({"Ledere"})

STAFF: dict[str, Any] = {
    "subject": "mette",
    "number": "6101800001",
    "name": "Mette Juhl",
    "provider": "staff",
    "is_staff": True,
    "groups": frozenset({"Pladsanvisning-Sagsbehandlere"}),
}


@pytest.fixture(autouse=True)
def town(towns: None, db: None) -> None:
    demo.furnish_towns()


def test_a_stranger_has_no_roles_and_the_towns_language() -> None:
    assert stranger().get("/whoami/").json() == {
        "person": "",
        "roles": [],
        "assurance": "NONE",
        "language": "da",
        "town": "Egeby Kommune",
    }
    assert stranger(NORDBY).get("/whoami/").json()["language"] == "nb"


def test_the_machines_own_name_leads_to_the_towns_in_a_demo_and_no_further() -> None:
    answer = stranger("localhost:8000").get("/")

    assert answer.status_code == 200
    assert 'href="http://egeby.localhost:8000/"' in answer.text
    assert 'href="http://nordby.localhost:8000/"' in answer.text
    assert 'href="http://kommunekredsen.localhost:8000/"' in answer.text
    for staff in (
        "egeby.localhost:8000/work/",
        "egeby.localhost:8000/console/",
        "kommunekredsen.localhost:8000/console/",
    ):
        assert f'href="http://{staff}"' in answer.text
    assert 'href="http://kommunekredsen.localhost:8000/work/"' not in answer.text, (
        "an association has no cases"
    )
    assert stranger("localhost:8000").get("/my/").status_code == 404
    assert stranger("elsewhere.example").get("/").status_code == 404


def test_the_chosen_language_wins_and_an_unknown_one_does_not() -> None:
    browser = stranger()
    browser.cookies["language"] = "en"
    assert browser.get("/whoami/").json()["language"] == "en"

    browser.cookies["language"] = "tlh"
    assert browser.get("/whoami/").json()["language"] == "da"


def test_a_strangers_page_costs_one_query_and_a_citizens_two() -> None:
    browser = logged_in(identity.sign_in(demo.EGEBY, claims()))
    stranger().get("/whoami/")

    with CaptureQueriesContext(connection) as anonymous:
        stranger().get("/whoami/")
    with CaptureQueriesContext(connection) as known:
        browser.get("/whoami/")

    assert statements(anonymous) == 1
    assert statements(known) == 2


def test_a_page_of_staff_costs_three_queries() -> None:
    browser = logged_in(identity.sign_in(demo.EGEBY, claims(**STAFF)))
    browser.get("/whoami/")

    with CaptureQueriesContext(connection) as known:
        browser.get("/whoami/")

    assert statements(known) == 3


def test_a_citizen_is_known_from_page_to_page() -> None:
    signed_in = identity.sign_in(demo.EGEBY, claims())

    seen = logged_in(signed_in).get("/whoami/").json()

    assert seen["person"] == str(signed_in.person_id)
    assert seen["roles"] == ["citizen"]
    assert seen["assurance"] == "SUBSTANTIAL"


def test_staff_act_with_the_roles_of_their_groups() -> None:
    browser = logged_in(identity.sign_in(demo.EGEBY, claims(**STAFF)))

    assert browser.get("/whoami/").json()["roles"] == ["caseworker"]
    assert browser.get("/desk/").json() == {"units": 1}


def test_a_session_of_one_municipality_opens_nothing_in_another() -> None:
    browser = logged_in(identity.sign_in(demo.EGEBY, claims()), host=NORDBY)

    assert browser.get("/whoami/").json()["person"] == ""


def test_rights_of_the_desk() -> None:
    citizen = logged_in(identity.sign_in(demo.EGEBY, claims()))
    leader = logged_in(
        identity.sign_in(
            demo.EGEBY, claims(**{**STAFF, "subject": "birgit", "number": None, "groups": LEADERS})
        )
    )

    assert stranger().get("/desk/").headers["Location"] == "/login/?next=%2Fdesk%2F&as=staff"
    assert citizen.get("/desk/").status_code == 403
    assert leader.get("/desk/").status_code == 403


def test_a_login_at_a_low_level_is_refused_with_a_way_to_log_in_again() -> None:
    browser = logged_in(identity.sign_in(demo.EGEBY, claims(assurance=Assurance.LOW)))

    answer = browser.get("/own/?x=1")

    assert answer.status_code == 403
    assert "/login/?next=%2Fown%2F%3Fx%3D1&amp;again=1" in answer.text


def test_a_page_that_needs_a_login_leads_there_and_back() -> None:
    answer = stranger().get("/own/?x=1")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/login/?next=%2Fown%2F%3Fx%3D1"


def test_a_stranger_sent_to_the_login_leaves_the_connection_its_prepared_statements() -> None:
    with CaptureQueriesContext(connection) as sent:
        stranger().get("/own/")

    assert not [query["sql"] for query in sent if query["sql"].startswith("ROLLBACK")]
    assert connection.connection.prepared_max == KEPT


def test_a_refusal_is_a_page_in_the_towns_frame_and_leaves_nothing() -> None:
    answer = stranger().get("/refuse/")

    assert answer.status_code == 404
    assert "Egeby Kommune" in answer.text
    assert acts() == []


def test_what_breaks_is_a_page_and_leaves_nothing() -> None:
    answer = stranger().get("/fail/")

    assert answer.status_code == 500
    assert "<h1>" in answer.text
    assert "broken on purpose" not in answer.text
    assert acts() == []


def test_an_address_that_leads_nowhere_says_so_in_the_towns_frame() -> None:
    answer = stranger().get("/there-is-no-such-page/")

    assert answer.status_code == 404
    assert "Egeby Kommune" in answer.text


def test_a_form_without_our_token_is_refused_and_changes_nothing() -> None:
    signed_in = identity.sign_in(demo.EGEBY, claims())
    browser = Client(headers={"host": EGEBY}, enforce_csrf_checks=True)
    browser.cookies["session"] = signed_in.session_key

    assert browser.post("/own/", {"note": "typed"}).status_code == 403
    assert acts() == []
