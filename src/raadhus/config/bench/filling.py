"""Filling the tables: one recorded application copied as often as asked, each copy about another person."""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql

from raadhus.config.town.postgres.server import Login

TABLES = (
    "forms_submission",
    "cases_case",
    "cases_party",
    "cases_timelineentry",
    "cases_assessment",
    "cases_decision",
    "rules_decisionlog",
    "processes_instance",
    "processes_visit",
    "platform_auditentry",
    "records_document",
    "records_documentperson",
    "post_letter",
    "post_deliverystep",
)
"""What the pages of an applicant and a caseworker look through, and what each application leaves besides for years."""
SKETCH = "CREATE TEMP TABLE {kept} AS SELECT * FROM {table}"
SKETCHES = {
    "platform_auditentry": """
        CREATE TEMP TABLE {kept} AS SELECT * FROM {table}
        WHERE act = 'identity.sign_in' OR correlation IN (SELECT correlation FROM forms_submission)"""
}
"""What is copied of a table in which more stands than the application: not what was written when the town was set up."""
AT_ONCE = 20_000
NUMBERED = {"number", "case_number"}
ONE_OPEN_IN = 100
"""So many cases have one task that still waits for the unit."""
OPEN_TASKS = """
    INSERT INTO cases_task
        (id, tenant_id, case_id, task_kind, status, unit_id, service_key, due_on, why, created_at)
    SELECT md5('task' || id::text)::uuid, tenant_id, id, 'assess', 'open', unit_id, service_key,
        opened_at::date + (row_number() OVER ())::int %% 90, '["self-employed"]', opened_at
    FROM cases_case WHERE number LIKE 'BENCH-%%' AND substr(number, 7)::int %% %s = 0
"""
LATER_ID = "(lpad(to_hex(n), 8, '0') || substr(md5({}::text || n), 9))::uuid"
"""An id that grows from copy to copy, as ours grow with time: the indexes are filled at their end."""
FLOWS = {"flow", "subject"}
FLOW = "CASE WHEN {0} LIKE 'application:%%' THEN 'application:' || md5({0} || n) ELSE {0} END"
TEXTS = {"text", "character varying"}
SHARED = {"tenant_id", "unit_id"}
"""Ids that are the same in every copy; every other one is another's, and the same wherever it stands in one copy."""


def fill(admin: Login, copies: int) -> None:
    """Copy what is there now, which must be one application, so often; then let PostgreSQL look at it."""
    with admin.connection() as connection:
        copy_rows(connection, TABLES, copies)
        connection.execute(OPEN_TASKS, [ONE_OPEN_IN])
        connection.execute("VACUUM (ANALYZE)")


def copy_rows(connection: "psycopg.Connection[Any]", tables: Sequence[str], copies: int) -> None:
    """Copy all rows of some tables so often, with ids of their own that keep the links between them."""
    connection.execute("SET session_replication_role = replica")  # copies keep the links between them
    connection.execute("SET synchronous_commit = off")
    for table in tables:
        connection.execute(_sketch(SKETCHES.get(table, SKETCH), table))
    for begin in range(0, copies, AT_ONCE):
        for table in tables:
            end = min(copies, begin + AT_ONCE)
            connection.execute(_copy_statement(connection, table), [begin + 1, end])


def _copy_statement(connection: "psycopg.Connection[Any]", table: str) -> sql.Composed:
    columns = connection.execute(
        "SELECT attname, atttypid::regtype::text FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' ORDER BY attnum",
        [table],
    ).fetchall()
    values = [_value(str(name), str(kind)) for name, kind in columns]
    return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}, generate_series(%s::int, %s::int) AS n").format(
        sql.Identifier(table),
        sql.SQL(", ").join(sql.Identifier(str(name)) for name, _ in columns),
        sql.SQL(", ").join(values),
        sql.Identifier(_kept(table)),
    )


def _value(name: str, kind: str) -> sql.Composable:
    column = sql.Identifier(name)
    if kind == "uuid" and name not in SHARED:
        return sql.SQL(LATER_ID).format(column)
    if name in NUMBERED and kind in TEXTS:
        return sql.SQL("'BENCH-' || n")
    if name in FLOWS and kind in TEXTS:
        return sql.SQL(FLOW).format(column)
    return column


def _sketch(text: str, table: str) -> sql.Composed:
    return sql.SQL(text).format(table=sql.Identifier(table), kept=sql.Identifier(_kept(table)))


def _kept(table: str) -> str:
    return f"kept_{table}"
