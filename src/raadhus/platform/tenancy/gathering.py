"""Rows that wait while a transaction works and are inserted together: a dozen tables by one statement."""

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.expressions import DatabaseDefault

from raadhus.platform.database.statements import Statement
from raadhus.platform.tenancy.models import TenantModel

_SAVEPOINT = ("SAVEPOINT", "RELEASE SAVEPOINT")
_UNDO = "ROLLBACK TO SAVEPOINT"


class Gathering:
    """The rows that wait: by model, in the order in which models and rows came, each with the values of its columns."""

    def __init__(self) -> None:
        self._waiting: dict[type[TenantModel], dict[UUID, list[Any]]] = {}

    def add(self, row: TenantModel, values: list[Any]) -> None:
        """Let ``row`` wait; ``values`` are those of ``inserted_fields``, as the database takes them."""
        self._waiting.setdefault(type(row), {})[row.id] = values

    def amend(self, row: TenantModel, fields: Sequence[Any], values: Sequence[Any]) -> bool:
        """Change some values of ``row`` while it waits; False when it does not."""
        waiting = self._waiting.get(type(row), {}).get(row.id)
        if waiting is None:
            return False
        places = inserted_fields(type(row))
        for field, value in zip(fields, values, strict=True):
            waiting[places.index(field)] = value
        return True

    def before(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Insert what waits before a statement that may see it, or that a failure would be undone to."""
        if self._waiting:
            text = str(sql)
            if text.startswith(_UNDO):
                self._waiting.clear()
            elif text.startswith(_SAVEPOINT) or any(model._meta.db_table in text for model in self._waiting):
                self.insert()
        return execute(sql, params, many, context)

    def insert(self) -> None:
        """Insert all that waits. Raises: IntegrityError, and then none is there."""
        waiting, self._waiting = self._waiting, {}
        if waiting:
            statement = insertion(tuple((model, len(rows)) for model, rows in waiting.items()))
            values = [value for rows in waiting.values() for row in rows.values() for value in row]
            statement.count(values)


_gathering: ContextVar[Gathering | None] = ContextVar("gathering", default=None)


def current_gathering() -> Gathering | None:
    """Return where appended rows wait, None where they are inserted at once."""
    return _gathering.get()


@contextlib.contextmanager
def gathering() -> Iterator[None]:
    """
    Let rows that ``append`` is given within the block wait; within a transaction that ends with the block.

    They are there before any statement that names one of their tables, before a savepoint begins or ends, and when the
    block ends: nobody reads a table without what was appended to it, and what is undone takes its rows along. Only an
    error of theirs comes later. Raises: IntegrityError.
    """
    gathered = Gathering()
    database = connections[DEFAULT_DB_ALIAS]
    token = _gathering.set(gathered)
    try:
        with database.execute_wrapper(gathered.before):
            yield
            if not database.needs_rollback:
                gathered.insert()
    finally:
        _gathering.reset(token)


@functools.cache
def inserted_fields(model: type[TenantModel]) -> tuple[Any, ...]:
    """Return the columns that Django fills; the database fills the others itself."""
    blank = model()
    return tuple(
        field
        for field in model._meta.local_concrete_fields
        if not isinstance(getattr(blank, field.attname), DatabaseDefault)
    )


@functools.lru_cache(maxsize=1_000)
def insertion(counts: tuple[tuple[type[TenantModel], int], ...]) -> Statement:
    """Return the statement that inserts so many rows of each model, made once."""
    *first, last = (_insertion(model, rows) for model, rows in counts)
    named = ", ".join(f"added_{place} AS ({insert})" for place, insert in enumerate(first))
    return Statement(f"WITH {named} {last}" if named else last)


def _insertion(model: type[TenantModel], rows: int) -> str:
    fields = inserted_fields(model)
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * rows)
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES {places}"  # noqa: S608 - names come from the models
