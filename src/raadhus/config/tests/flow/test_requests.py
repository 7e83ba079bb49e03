"""What every request passes through: town, session, language, actor, limits, refusals."""

import datetime as dt
import json
import socket
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from raadhus.config.prepared import KEPT
from raadhus.identity import public as identity
from raadhus.identity.models import KeptPost
from raadhus.identity.public import LoginClaims, SignedIn
from raadhus.organisation import demo
from raadhus.platform import clock, rate_limits
from raadhus.platform.actor import Assurance
from raadhus.platform.models import AuditEntry, RateCount
from raadhus.platform.refusals import TooManyRequests
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems

pytestmark = [pytest.mark.urls("raadhus.config.tests.flow.addresses"), pytest.mark.django_db]
NOON = dt.datetime(2024, 11, 14, 11, 0, tzinfo=dt.UTC)
EGEBY = "egeby.localhost"
NORDBY = "nordby.localhost"


@pytest.fixture(autouse=True)
def town(towns: None, db: None) -> None:
    demo.furnish_towns()


def claims(**changes: Any) -> LoginClaims:
    return LoginClaims(
        **{
            "issuer": "https://eid.example",
            "subject": "amina",
            "provider": "mitid",
            "number": "6101900001",
            "name": "Amina Holm",
            "assurance": Assurance.SUBSTANTIAL,
            **changes,
        }
    )


def logged_in(signed_in: SignedIn, host: str = EGEBY) -> Client:
    browser = Client(headers={"host": host}, raise_request_exception=False)
    browser.cookies["session"] = signed_in.session_key
    return browser


def stranger(host: str = EGEBY) -> Client:
    return Client(headers={"host": host}, raise_request_exception=False)


def acts() -> list[str]:
    with transaction(demo.EGEBY):
        return list(AuditEntry.objects.filter(act__startswith="test.").values_list("act", flat=True))


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


def test_health_and_readiness_need_no_town() -> None:
    machine = Client(headers={"host": "10.0.0.7"})

    assert machine.get("/health/").json() == {"alive": True}
    assert machine.get("/ready/").json() == {"ready": True, "lacks": []}


@pytest.mark.parametrize("is_listening", [True, False], ids=["a silent server", "no server"])
def test_a_database_that_does_not_answer_is_told_soon(
    monkeypatch: pytest.MonkeyPatch, is_listening: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        if not is_listening:
            silent.close()
        monkeypatch.setitem(connection.settings_dict, "PORT", str(port))

        answer = Client(REMOTE_ADDR="127.0.0.1").get("/ready/")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "lacks": ["database"]}


def test_web_files_that_were_never_collected_are_told(tmp_path: Path) -> None:
    hashed = {"staticfiles": {"BACKEND": "raadhus.ui.storage.HashedFiles"}}
    with override_settings(STORAGES=settings.STORAGES | hashed, STATIC_ROOT=tmp_path):
        answer = Client(REMOTE_ADDR="127.0.0.1").get("/ready/")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "lacks": ["web files"]}


def test_metrics_are_for_this_machine_only() -> None:
    stranger().get("/whoami/")

    assert 'route="whoami"' in stranger().get("/metrics").text
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics").status_code == 404


def test_a_request_is_logged_without_personal_data(caplog: pytest.LogCaptureFixture) -> None:
    person = uuid.uuid4()
    with caplog.at_level("INFO", logger="raadhus.request"):
        logged_in(identity.sign_in(demo.EGEBY, claims())).get(f"/refuse/?who={person}")

    line = json.dumps([record.getMessage() for record in caplog.records], default=str)
    assert "refuse/" in line
    assert str(person) not in line


def statements(captured: CaptureQueriesContext) -> int:
    """Count what a transaction of its own would send: a test's outer transaction turns BEGIN into savepoints."""
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries) - _TAKEN_BACK


_TAKEN_BACK = 1  # inside a test the tenant is taken back at the end; a real transaction ends instead
LEADERS = frozenset({"Ledere"})
STAFF: dict[str, Any] = {
    "subject": "mette",
    "number": "6101800001",
    "name": "Mette Juhl",
    "provider": "staff",
    "is_staff": True,
    "groups": frozenset({"Pladsanvisning-Sagsbehandlere"}),
}
