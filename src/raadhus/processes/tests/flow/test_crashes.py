"""A crash at any query of a step leaves everything as it was, and the step can then be taken."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from raadhus.bus import due, testing
from raadhus.platform import audit, clock
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.test_instances import ASK, BOTH
from raadhus.processes.use_cases.fire_timer import fire_timer_if_waiting

pytestmark = pytest.mark.usefixtures("db")

TABLES = (
    models.Instance,
    models.Token,
    models.TimerSubscription,
    models.MessageSubscription,
    models.Visit,
    models.Incident,
    models.Intervention,
    models.HeldBack,
    models.OutwardCall,
    models.CallAttempt,
    models.Migration,
    models.StuckInstance,
    AuditEntry,
)
ALL_OF_ONE = "ARRAY(SELECT one::text FROM {} one ORDER BY id)"
EVERYTHING = "SELECT " + ", ".join(ALL_OF_ONE.format(table._meta.db_table) for table in TABLES)
"""One statement: it is asked thousands of times."""


@contextmanager
def crash_at(query: int) -> Iterator[list[str]]:
    """Let the connection fail at one query, counted from 0; yield what was asked."""
    asked: list[str] = []

    def execute(run: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        asked.append(sql)
        if len(asked) == query + 1:
            raise OperationalError("server closed the connection unexpectedly")
        return run(sql, *arguments)

    with connection.execute_wrapper(execute):
        yield asked


def everything() -> list[list[str]]:
    """Return the rows of each table as the database writes them down, in the order of their keys."""
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute(EVERYTHING)
        return list(cursor.fetchone() or ())


def crash_everywhere(act: Callable[[], object], queries: Iterable[int] = range(200)) -> int:
    """Crash the act at each of its queries in turn, until it goes through; return how many queries it has."""
    before = everything()  # and so after each crash
    for query in queries:
        with crash_at(query) as asked:
            try:
                act()
            except OperationalError:
                crashed = True
            else:
                crashed = False
        if not crashed:
            return len(asked)
        assert everything() == before, f"changed by a crash at: {asked[-1]}"
    raise AssertionError("The act never went through.")


@pytest.fixture
def working(town: Town) -> Town:
    """Return a town whose handlers each write a row."""

    def work(execution: public.Execution) -> None:
        audit.record(execution.actor, "test.worked", execution.element_id)

    town.work = work
    return town


def written() -> list[str]:
    with transaction(EGEBY):
        rows = AuditEntry.objects.filter(act="test.worked")
        return sorted(rows.values_list("subject", flat=True))


def test_starting(working: Town) -> None:
    model = public.store_model(working.actor, ASK)
    key = uuid4()
    crash_everywhere(
        lambda: public.start(working.actor, model.hash, business_key=key, variables={"amount": 1})
    )
    assert written() == ["ask", "gather"]
    with transaction(EGEBY):
        assert len(public.find_instances(working.actor, key)) == 1


def test_completing_a_task(working: Town) -> None:
    instance = working.start(ASK)
    crash_everywhere(lambda: public.complete_task(working.actor, working.opened["ask"], {"answer": 1}))
    assert written() == ["ask", "decide", "gather"]
    assert working.path(instance) == ["start", "gather", "ask", "decide", "end"]


def test_joining(working: Town) -> None:
    instance = working.start(BOTH)
    crash_everywhere(lambda: public.complete_task(working.actor, working.opened["a"], {}))
    crash_everywhere(lambda: public.complete_task(working.actor, working.opened["b"], {}))
    assert written() == ["a", "after", "b"]
    assert working.path(instance).count("join") == 2


def test_a_timer(working: Town) -> None:
    instance = working.start(ASK)
    with clock.frozen(clock.now() + timedelta(days=16)):
        due.wake_due()
        with transaction(EGEBY):
            timer = models.TimerSubscription.objects.get().id
        crash_everywhere(lambda: fire_timer_if_waiting(working.actor, timer))
        testing.run_all()
    assert written() == ["ask", "gather", "remind"]
    assert working.path(instance)[-1] == "remind"


def test_cancelling(working: Town) -> None:
    instance = working.start(ASK)
    crash_everywhere(lambda: public.cancel(working.actor, instance, reason="applied twice"))
    with transaction(EGEBY):
        assert public.instance(working.actor, instance).status == "cancelled"
        assert not models.Token.objects.exists()
