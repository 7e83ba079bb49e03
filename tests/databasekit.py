"""Databases for tests: a template that is migrated once, copies of it, and how they are emptied again."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from raadhus.config.town.postgres.server import Database, Login, Passwords, drop_database, prepare_database
from raadhus.config.town.postgres.throwaway import ThrowawayServer

TEMPLATE = "raadhus_template"
TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition
"""


def write_server(server: ThrowawayServer) -> str:
    """Write a server down for another process."""
    return json.dumps(asdict(server), default=str)


def read_server(text: str) -> ThrowawayServer:
    """Read what ``write_server`` wrote."""
    parts = json.loads(text)
    return ThrowawayServer(
        admin=Login(**parts["admin"]), passwords=Passwords(**parts["passwords"]), folder=Path(parts["folder"])
    )


@contextmanager
def fresh_database(server: ThrowawayServer, worker: str, blocker: Any) -> Iterator[Database]:
    """Copy the migrated template, point Django to the copy, and drop it at the end."""
    migrated = server.folder / "template.migrated"
    with (server.folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one process migrates, the others wait and copy
        template = prepare_database(server.admin, TEMPLATE, server.passwords)
        _point_django_to(template)
        with blocker.unblock():
            if not migrated.exists():
                call_command("migrate", database="owner", verbosity=0, interactive=False)
                migrated.touch()
            _close_connections()
        database = prepare_database(
            server.admin, f"raadhus_test_{worker}", server.passwords, template=TEMPLATE
        )
    _point_django_to(database)
    admin = replace(server.admin, database=database.app.database)
    filled = frozenset(_tables_with_rows(admin))
    with _emptied_after_transactions(admin, keep=filled):
        yield database
    with blocker.unblock():
        _close_connections()
    drop_database(server.admin, database.app.database)


@contextmanager
def _emptied_after_transactions(admin: Login, *, keep: frozenset[str]) -> Iterator[None]:
    """Empty the tables after each test that commits, since the application's role may not truncate.

    Rows that a migration laid down stay as the test left them.
    """
    django_way = TransactionTestCase._fixture_teardown

    def empty(case: TransactionTestCase) -> None:
        with admin.connection() as connection:
            connection.execute(
                "SET session_replication_role = replica"
            )  # past triggers and append-only rules
            for table in _tables_with_rows(admin, connection):
                if table not in keep:
                    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = django_way  # type: ignore[method-assign]


def _tables_with_rows(admin: Login, connection: "psycopg.Connection[Any] | None" = None) -> list[str]:
    if connection is None:
        with admin.connection() as opened:
            return _tables_with_rows(admin, opened)
    names = [
        row[0]
        for row in connection.execute(
            "SELECT relname FROM pg_class c WHERE relkind IN ('r', 'p') "
            "AND relnamespace = 'public'::regnamespace AND NOT relispartition "
            # what the application's role cannot write, no test has changed: set-up laid it down
            "AND has_table_privilege('raadhus_app', c.oid, 'INSERT')"
        )
    ]
    if not names:
        return []
    look = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in names
    )
    return [row[0] for row in connection.execute(look)]


def _point_django_to(database: Database) -> None:
    for alias, login in (("default", database.app), ("owner", database.owner)):
        connections.settings[alias].update(
            HOST=login.host,
            PORT=str(login.port),
            USER=login.user,
            PASSWORD=login.password,
            NAME=login.database,
        )


def _close_connections() -> None:
    connections.close_all()
