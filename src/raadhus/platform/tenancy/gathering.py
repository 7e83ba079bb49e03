"""What waits while a transaction works and is sent together: rows of a dozen tables, and calls, by one statement."""

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from raadhus.platform.database.statements import Statement
from raadhus.platform.tenancy.columns import Column, inserted_columns
from raadhus.platform.tenancy.models import TenantModel

_SAVEPOINT = ("SAVEPOINT", "RELEASE SAVEPOINT")
_UNDO = "ROLLBACK TO SAVEPOINT"


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that are inserted alike. ``may_be_there``: one that another row excludes is left out."""

    model: type[TenantModel]
    may_be_there: bool = False


class Gathering:
    """What waits: rows by kind, in the order in which kinds and rows came, and calls of the database's functions."""

    def __init__(self) -> None:
        self._waiting: dict[Kind, dict[UUID, list[Any]]] = {}
        self._calls: list[tuple[str, Sequence[Any]]] = []

    def add(self, row: TenantModel, values: list[Any], *, may_be_there: bool = False) -> None:
        """Let ``row`` wait; ``values`` are those of ``inserted_columns``, as the database takes them."""
        self._waiting.setdefault(Kind(type(row), may_be_there), {})[row.id] = values

    def call(self, function: str, values: Sequence[Any]) -> None:
        """Let a call wait whose answer nobody needs. ``function``: its SQL, made of no value, with a place for each."""
        self._calls.append((function, values))

    def amend(self, row: TenantModel, columns: Sequence[Column], values: Sequence[Any]) -> bool:
        """Change some values of ``row`` while it waits; False when it does not."""
        waiting = self._waiting.get(Kind(type(row)), {}).get(row.id)
        if waiting is None:
            return False
        places = [column.name for column in inserted_columns(type(row))]
        for column, value in zip(columns, values, strict=True):
            waiting[places.index(column.name)] = value
        return True

    def before(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Insert what waits before a statement that may see it, or that a failure would be undone to."""
        if self._waiting or self._calls:
            text = str(sql)
            if text.startswith(_UNDO):
                self._waiting, self._calls = {}, []
            elif text.startswith(_SAVEPOINT) or any(
                kind.model._meta.db_table in text for kind in self._waiting
            ):
                self.send()
        return execute(sql, params, many, context)

    def send(self) -> None:
        """Insert and call all that waits, by one statement. Raises: IntegrityError, and then nothing is done."""
        waiting, calls = self._waiting, self._calls
        self._waiting, self._calls = {}, []
        if waiting or calls:
            counts = tuple((kind, len(rows)) for kind, rows in waiting.items())
            values = [value for rows in waiting.values() for row in rows.values() for value in row]
            values += [value for _function, given in calls for value in given]
            _statement(counts, tuple(function for function, _values in calls)).count(values)


_gathering: ContextVar[Gathering | None] = ContextVar("gathering", default=None)


def current_gathering() -> Gathering | None:
    """Return where appended rows wait, None where they are inserted at once."""
    return _gathering.get()


@contextlib.contextmanager
def gathering() -> Iterator[None]:
    """
    Let what ``append`` and ``call`` are given within the block wait; within a transaction that ends with the block.

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
                gathered.send()
    finally:
        _gathering.reset(token)


def call(function: str, values: Sequence[Any]) -> None:
    """Call a function of the database, as ``Gathering.call`` says; while rows are gathered it waits for them."""
    current = _gathering.get()
    gathered = Gathering() if current is None else current
    gathered.call(function, values)
    if current is None:
        gathered.send()


@functools.lru_cache(maxsize=1_000)
def _statement(counts: tuple[tuple[Kind, int], ...], calls: tuple[str, ...]) -> Statement:
    """Return the statement that inserts so many rows of each kind and makes the calls, made once."""
    inserts = [_insertion(kind, rows) for kind, rows in counts]
    last = f"SELECT {', '.join(calls)}" if calls else inserts.pop()
    named = ", ".join(f"added_{place} AS ({insert})" for place, insert in enumerate(inserts))
    return Statement(f"WITH {named} {last}" if named else last)


def _insertion(kind: Kind, rows: int) -> str:
    model, columns = kind.model, inserted_columns(kind.model)
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    names = ", ".join(quoted(column.name) for column in columns)
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    unless = " ON CONFLICT DO NOTHING" if kind.may_be_there else ""
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES {places}{unless}"  # noqa: S608 - names come from the models
