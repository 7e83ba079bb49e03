"""The kept connection: what it begins with, that a dead one costs nobody anything, and statements that are kept on it."""

import asyncio
import contextlib
import os
import resource
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, close_old_connections, connection
from django.db import transaction as django_transaction
from procrastinate.contrib.django.utils import connector_params

from raadhus.platform.database.statements import Statement
from raadhus.platform.tenancy import scope

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
TENANT = Statement("SELECT current_setting('app.tenant', true)")
SAYS = Statement("SELECT %s::text, '100 %%', %s::int")


@pytest.fixture
def kept(transactional_db: None) -> Iterator[None]:
    """Let this thread keep its connection between one piece of work and the next, as a server does."""
    connection.close()
    connection.settings_dict["CONN_MAX_AGE"] = 3600
    yield
    connection.settings_dict["CONN_MAX_AGE"] = 0
    connection.close()


@pytest.mark.usefixtures("transactional_db")
def test_a_transaction_is_of_its_tenant_from_its_first_statement_to_its_end() -> None:
    with scope.transaction(EGEBY):
        assert TENANT.rows([]) == [(str(EGEBY),)]

    assert TENANT.rows([])[0][0] in {None, ""}
    with django_transaction.atomic():
        assert TENANT.rows([])[0][0] in {None, ""}


@pytest.mark.usefixtures("kept")
def test_a_connection_that_was_cut_off_meanwhile_is_replaced(database_server: Any) -> None:
    backend = _backend()
    close_old_connections()
    assert _backend() == backend

    _cut_off(database_server)
    close_old_connections()

    assert _backend() != backend


@pytest.mark.usefixtures("kept")
def test_a_connection_that_is_cut_off_between_two_transactions_of_one_job_is_replaced(
    database_server: Any,
) -> None:
    backend = _backend()

    _cut_off(database_server)

    assert _backend() != backend


@pytest.mark.usefixtures("kept")
def test_a_connection_lives_also_in_a_process_with_a_thousand_open_files() -> None:
    with _files_open(1_100):
        backend = _backend()
        close_old_connections()
        assert _backend() == backend
        connection.close()


@pytest.mark.usefixtures("transactional_db")
def test_a_connection_that_is_cut_off_in_a_transaction_is_told_as_trouble_of_the_database(
    database_server: Any,
) -> None:
    with pytest.raises(DatabaseError):
        _ask_when_cut_off(database_server)
    connection.close()


@pytest.mark.django_db
@pytest.mark.parametrize("values", [("a", 1), ("'; --", 70_000), (None, None), ("a%s", -1), ("ø", 2)])
def test_a_kept_statement_takes_any_values(values: tuple[Any, Any]) -> None:
    answers = [SAYS.rows(values) for _ in range(3)]

    assert answers == [[(values[0], "100 %", values[1])]] * 3


@pytest.mark.django_db
def test_what_the_database_refuses_of_a_kept_statement_is_told_as_django_tells_it() -> None:
    twice = Statement(
        'INSERT INTO platform_ratecount (key, "window", spent, ends_at) VALUES (%s, 1, 1, now())'
    )
    assert twice.count(["a"]) == 1

    with pytest.raises(IntegrityError), django_transaction.atomic():
        twice.count(["a"])

    assert twice.count(["b"]) == 1


def _backend() -> Any:
    with scope.transaction(EGEBY):
        return Statement("SELECT pg_backend_pid()").rows([])[0][0]


@contextlib.contextmanager
def _files_open(number: int) -> Iterator[None]:
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 2 * number), most))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(number)]
    try:
        yield
    finally:
        for one in opened:
            os.close(one)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


def _ask_when_cut_off(database_server: Any) -> None:
    with scope.transaction(EGEBY):
        _cut_off(database_server)
        TENANT.rows([])


def _cut_off(database_server: Any) -> None:
    """End this thread's connection from the other side, as a restart of the database does."""
    login = database_server.admin.url.rpartition("/")[0]
    assert isinstance(connection.connection, psycopg.Connection)
    with psycopg.connect(f"{login}/postgres", autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 10000)", [connection.connection.info.backend_pid])


@pytest.mark.usefixtures("transactional_db")
def test_the_job_queue_listens_on_a_connection_of_the_same_parameters() -> None:
    """Procrastinate says itself that the connection commits by itself; said twice, no worker hears of a job."""

    async def listen() -> str:
        async with await psycopg.AsyncConnection.connect(**connector_params(), autocommit=True) as listening:
            await listening.execute("LISTEN procrastinate_any_queue")
            return listening.info.dbname

    assert asyncio.run(listen()) == connection.settings_dict["NAME"]


@pytest.mark.usefixtures("transactional_db")
def test_nobody_is_told_that_something_is_kept_which_an_earlier_error_undid() -> None:
    with pytest.raises(DatabaseError), django_transaction.atomic(), suppress(DatabaseError):
        Statement("SELECT 1 / 0").rows([])

    assert SAYS.rows(["still usable", 1])
