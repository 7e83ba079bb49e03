"""
The connection that each thread keeps: alive when a request or job begins with it, and begun for a tenant in one trip.

Measured 2026-11-22, CPU of what every request pays: 0.33 ms with a pool that asks each connection whether it lives, BEGIN,
set_config and COMMIT; 0.06 ms so.
"""

import contextlib
import functools
import select
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from django.db import transaction
from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction
from psycopg.pq import Format

from raadhus.platform.database.statements import Line, Row, Statement

AGAIN_AFTER_S = 0.2
_BEGIN, _BACK = b"BEGIN", b"ROLLBACK"
T = TypeVar("T")
_INSTANT = psycopg.adapters.types["timestamptz"].oid


class DatabaseWrapper(base.DatabaseWrapper):
    """
    Django's, but psycopg is left to commit each statement: transactions are begun and ended here, by a word to PostgreSQL.

    ``OPTIONS["patience_s"]``: how long one tries to connect; a database that restarts is back within seconds.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begin = _BEGIN

    @contextlib.contextmanager
    def transaction_of(self, tenant: UUID) -> Iterator[None]:
        """Open the outermost transaction with ``tenant``'s rows in sight. Raises: django.db.Error."""
        self._begin = f"BEGIN; SET LOCAL app.tenant = '{UUID(int=tenant.int)}'".encode()
        self.health_check_done = (
            False  # the other side may have gone since the last one; to look costs no trip
        )
        try:
            with transaction.atomic(using=self.alias):
                self._begin = _BEGIN
                yield
        finally:
            self._begin = _BEGIN

    def get_connection_params(self) -> dict[str, Any]:
        """Return how to connect; the job queue connects so too, by itself."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("patience_s", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, again and again while there is patience. Raises: psycopg.OperationalError when that is over."""
        ends_at = time.monotonic() + self.settings_dict["OPTIONS"].get("patience_s", 0.0)
        while True:
            try:
                connection = super().get_new_connection(conn_params | {"autocommit": True})
            except psycopg.OperationalError:
                if time.monotonic() >= ends_at:
                    raise
                time.sleep(AGAIN_AFTER_S)
            else:
                # Django's loader of instants is Python above Python; psycopg's own one is compiled and says UTC as well
                loader = psycopg.adapters.get_loader(_INSTANT, Format.TEXT)
                connection.adapters.register_loader(_INSTANT, loader)
                self._line = Line(connection)
                return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Return psycopg's cursor; a named one lives as long as the transaction it was made in."""
        if name is None:
            return self.connection.cursor()
        return self.connection.cursor(name, scrollable=False, withhold=self.autocommit)

    def is_usable(self) -> bool:
        """Tell without a trip whether the other side has hung up: nothing comes unasked but a farewell."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()  # select.select knows no descriptor above 1,023
        line.register(self.connection.pgconn.socket, select.POLLIN)
        return not line.poll(0)

    def send(self, statement: Statement, values: Sequence[Any]) -> tuple[list[Row], int]:
        """Send a statement that is kept, as a cursor would, and return its rows and how many. Raises: django.db.Error."""
        if self.queries_logged:
            with self.cursor() as cursor:
                cursor.execute(statement.sql, values)
                return (cursor.fetchall() if cursor.description else []), cursor.rowcount
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_no_broken_transaction()
        return self._past_wrappers(statement.sql, values, lambda: self._line.send(statement, values))

    def _savepoint(self, sid: str) -> None:
        self._say(self.ops.savepoint_create_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        self._say(self.ops.savepoint_commit_sql(sid))

    def _savepoint_rollback(self, sid: str) -> None:
        self._say(self.ops.savepoint_rollback_sql(sid))

    def _say(self, word: str) -> None:
        if self.queries_logged:
            with self.cursor() as cursor:
                cursor.execute(word)
            return
        self.validate_no_broken_transaction()
        self._past_wrappers(word, None, lambda: self._line.say(word.encode()))

    def _past_wrappers(self, sql: str, values: Sequence[Any] | None, send: Callable[[], T]) -> T:
        """Send through whoever counts or looks at statements."""

        def execute(*_as_given: Any) -> T:
            with self.wrap_database_errors:
                return send()

        executor: Callable[..., T] = execute
        for wrapper in reversed(self.execute_wrappers):
            executor = functools.partial(wrapper, executor)
        return executor(sql, values, False, {"connection": self, "cursor": None})

    def _set_autocommit(self, autocommit: bool) -> None:
        if not autocommit:
            with self.wrap_database_errors:
                self._line.say(self._begin)

    def _commit(self) -> None:
        if self.connection is not None:
            with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
                self._expect_committed(self._line.say(b"COMMIT"))

    def _expect_committed(self, done: bytes) -> None:
        """A transaction in which an error was swallowed is rolled back at COMMIT, without an error: that is one here."""
        if done == _BACK:
            raise psycopg.errors.InFailedSqlTransaction("an earlier error undid what was to be committed")

    def _rollback(self) -> None:
        if self.connection is not None:
            with debug_transaction(self, "ROLLBACK"), self.wrap_database_errors:
                self._line.say(b"ROLLBACK")
