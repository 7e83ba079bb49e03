"""The database is too slow for a page, or is gone in the middle of it: the page says so, and the draft is as it was."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection

from raadhus.config.town.postgres.throwaway import ThrowawayServer
from raadhus.forms.tests.conftest import town, town_today  # noqa: F401 -- fixtures of the room below
from raadhus.forms.tests.townkit import CHILDREN_ANSWERS, Browser, address, at_children, kept

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("town")]
HELD = "LOCK TABLE forms_draft IN EXCLUSIVE MODE"
WAITING = "SELECT pid FROM pg_stat_activity WHERE %(me)s = ANY (pg_blocking_pids(pid))"
Admin = psycopg.Connection[Any]


@pytest.fixture
def admin(database_server: ThrowawayServer) -> Iterator[Admin]:
    """Return a connection that may lock the tables and end other connections."""
    login = database_server.admin.url.rpartition("/")[0]
    with psycopg.connect(f"{login}/{connection.settings_dict['NAME']}") as opened:
        yield opened


@contextmanager
def held(admin: Admin) -> Iterator[None]:
    """Let nobody write a draft."""
    admin.execute(HELD)
    yield
    admin.rollback()


@contextmanager
def patience(milliseconds: int) -> Iterator[None]:
    """Let a statement of this process take so long, and no longer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(milliseconds)])
    yield
    connection.close()


def send_children(browser: Browser) -> Any:
    """Send the second step."""
    browser.raise_request_exception = False
    return browser.send(address("children"), **CHILDREN_ANSWERS)


def test_a_statement_that_takes_too_long_is_refused_kindly_and_the_draft_is_as_it_was(admin: Admin) -> None:
    browser = at_children()
    marks, before = browser.marks(), kept()

    with held(admin), patience(200):
        answer = send_children(browser)

    assert_kind(answer)
    assert kept() == before
    assert_taken(browser, marks)


def test_a_database_that_goes_away_is_told_kindly_and_the_draft_is_as_it_was(admin: Admin) -> None:
    browser = at_children()
    marks, before = browser.marks(), kept()

    with held(admin), meanwhile(lambda: cut_off_who_waits(admin)):
        answer = send_children(browser)

    assert_kind(answer)
    assert kept() == before
    assert_taken(browser, marks)


def test_every_connection_of_ours_has_a_bound_for_its_statements() -> None:
    connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("30s",)


def cut_off_who_waits(admin: Admin) -> None:
    """End the connection of whoever waits for what is held, as a failing server would."""
    me = {"me": admin.info.backend_pid}
    while not (waiting := admin.execute(WAITING, me).fetchall()):
        pass
    admin.execute("SELECT pg_terminate_backend(%(pid)s)", {"pid": waiting[0][0]})


@contextmanager
def meanwhile(act: Callable[[], None]) -> Iterator[None]:
    """Do something in a thread of its own while the block runs."""
    thread = threading.Thread(target=act)
    thread.start()
    yield
    thread.join()


def assert_kind(answer: Any) -> None:
    """Assert that an answer says what happened, what is kept and what to do."""
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "Our records do not answer just now." in page
    assert "What you saved before is kept." in page
    assert "Wait a minute" in page
    assert "statement timeout" not in page
    assert "terminating connection" not in page


def assert_taken(browser: Browser, marks: dict[str, str]) -> None:
    """Assert that the same form, sent again, is taken."""
    again = browser.post(address("children"), {**marks, **CHILDREN_ANSWERS})
    assert (again.status_code, again.headers["Location"]) == (302, address("income"))
