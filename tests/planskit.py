"""Plans that the database keeps: made before any value is known, as after some uses of a statement on one connection."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql as composed

from raadhus.platform.database.statements import Statement


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as it was sent, with its values."""

    sql: str
    values: tuple[Any, ...]


@contextlib.contextmanager
def asked(table: str) -> Iterator[list[Asked]]:
    """Collect the statements that read, change or lock rows of ``table`` within the block."""
    found: list[Asked] = []

    def note(execute: Any, sql: Any, values: Any, many: Any, context: Any) -> Any:
        if table in str(sql):
            found.append(Asked(str(sql), tuple(values or ())))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield found


def kept_plan(one: Asked) -> str:
    """Return the plan of a statement made for any values; the table should be as full as in a town. In a transaction."""
    numbered = Statement(one.sql).numbered.decode()
    values = composed.SQL(", ").join(_literal(value) for value in one.values)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE kept_plan AS {numbered}")
        given = f" ({values.as_string(connection.connection)})" if one.values else ""
        cursor.execute(f"EXPLAIN EXECUTE kept_plan{given}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DEALLOCATE kept_plan")
        cursor.execute("SET LOCAL plan_cache_mode = auto")
    return plan


def kept_plan_of_few(one: Asked) -> str:
    """Return the plan where a table is read whole only if nothing else can be done: of an empty one it tells as much."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = kept_plan(one)
        cursor.execute("SET LOCAL enable_seqscan = on")
    return plan


def _literal(value: Any) -> composed.Literal:
    return composed.Literal(list(value) if isinstance(value, tuple) else value)
