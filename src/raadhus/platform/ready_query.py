"""Questions asked at every request: their SQL is made once a process, and asked again with other values."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.sql import DeleteQuery

from raadhus.platform.database.statements import Statement

M = TypeVar("M", bound=models.Model)
Shape = tuple[tuple[str, type], ...]


class CannotMakeReady(TypeError):
    """The question cannot be made ready: one of its values does not reach the database as it is given."""


@dataclass(frozen=True)
class _Sql:
    """A statement with its parameters; ``places``: where in them which value belongs."""

    statement: Statement
    params: tuple[Any, ...]
    places: tuple[tuple[int, str], ...]

    def filled_in(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the parameters with ``values`` in their places."""
        params = list(self.params)
        for place, name in self.places:
            params[place] = values[name]
        return params


@dataclass(frozen=True)
class _Ready(_Sql, Generic[M]):
    """A question, with how a row of its answer becomes a model."""

    model: type[M]
    columns: tuple[str, ...]
    converters: tuple[tuple[int, Sequence[Any], Any], ...]

    def row(self, found: Sequence[Any]) -> M:
        """Return what the database found as a model."""
        values = list(found)
        for place, converters, expression in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return self.model.from_db(DEFAULT_DB_ALIAS, self.columns, values)


class ReadyQuery(Generic[M]):
    """
    A query set of whole rows of one table, whose SQL depends on nothing but which of its values are None.

    ``make`` is called with values invented by type (UUID, str, bytes, int, instant) and must hand each to the database
    unchanged. Row-level security, as always, says whose rows are seen.
    """

    def __init__(self, make: Callable[..., models.QuerySet[M]]) -> None:
        self._make = make
        self._ready: dict[Shape, _Ready[M]] = {}
        self._removals: dict[Shape, _Sql] = {}
        self._takings: dict[Shape, _Ready[M]] = {}

    def first(self, **values: Any) -> M | None:
        """Return the first row, None when there is none. Raises: CannotMakeReady."""
        found = self._ask(values)
        return found[0] if found else None

    def rows(self, **values: Any) -> list[M]:
        """Return all rows. Raises: CannotMakeReady."""
        return self._ask(values)

    def remove(self, **values: Any) -> int:
        """
        Delete the rows and return how many; no signals, and nothing is done about what hangs on them.

        Raises: CannotMakeReady, IntegrityError at the latest when the transaction ends.
        """
        shape = tuple((name, type(value)) for name, value in values.items())
        ready = self._removals.get(shape)
        if ready is None:
            ready = self._removals[shape] = _make_removal(self._make, shape)
        return ready.statement.count(ready.filled_in(values))

    def take(self, **values: Any) -> list[M]:
        """Delete the rows and return them: of two who take at once, one finds nothing. Raises: as ``remove``."""
        shape = tuple((name, type(value)) for name, value in values.items())
        ready = self._takings.get(shape)
        if ready is None:
            ready = self._takings[shape] = _make_taking(self._make, shape)
        return [ready.row(found) for found in ready.statement.rows(ready.filled_in(values))]

    def _ask(self, values: Mapping[str, Any]) -> list[M]:
        shape = tuple((name, type(value)) for name, value in values.items())
        ready = self._ready.get(shape)
        if ready is None:
            ready = self._ready[shape] = _make_ready(self._make, shape)
        return [ready.row(found) for found in ready.statement.rows(ready.filled_in(values))]


def _make_removal(make: Callable[..., models.QuerySet[Any]], shape: Shape) -> _Sql:
    invented = {name: _INVENTED[kind]() for name, kind in shape}
    queryset = make(**invented)
    query = queryset.query.chain(DeleteQuery)
    sql, params = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return _Sql(Statement(sql), tuple(params), _all_places(queryset.model, params, invented))


def _make_taking(make: Callable[..., models.QuerySet[M]], shape: Shape) -> _Ready[M]:
    removal, ready = _make_removal(make, shape), _make_ready(make, shape)
    columns = {field.attname: str(field.column) for field in ready.model._meta.concrete_fields}
    returned = ", ".join(connection.ops.quote_name(columns[name]) for name in ready.columns)
    statement = Statement(f"{removal.statement.sql} RETURNING {returned}")
    return replace(ready, statement=statement, params=removal.params, places=removal.places)


def _make_ready(make: Callable[..., models.QuerySet[M]], shape: Shape) -> _Ready[M]:
    invented = {name: _INVENTED[kind]() for name, kind in shape}
    queryset = make(**invented)
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    selected = [expression for expression, _sql, _alias in compiler.select]
    places = _all_places(queryset.model, params, invented)
    if compiler.klass_info is None or compiler.klass_info.get("related_klass_infos"):
        raise CannotMakeReady(f"{queryset.model.__name__}: not whole rows")
    converters = compiler.get_converters(selected)
    return _Ready(
        statement=Statement(sql),
        params=tuple(params),
        places=places,
        model=queryset.model,
        columns=tuple(expression.target.attname for expression in selected),
        converters=tuple((place, *each) for place, each in converters.items()),
    )


def _all_places(
    model: type[models.Model], params: Sequence[Any], invented: Mapping[str, Any]
) -> tuple[tuple[int, str], ...]:
    places = tuple(_places(params, invented))
    missing = {name for name, value in invented.items() if value is not None} - {name for _, name in places}
    if missing:
        raise CannotMakeReady(f"{model.__name__}: {', '.join(sorted(missing))}")
    return places


def _places(params: Sequence[Any], invented: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for place, param in enumerate(params):
        given = getattr(param, "obj", param)  # psycopg wraps bytes
        for name, value in invented.items():
            if type(given) is type(value) and given == value:
                yield place, name


_INVENTED: dict[type, Callable[[], Any]] = {
    uuid.UUID: uuid.uuid4,
    str: secrets.token_hex,
    bytes: secrets.token_bytes,
    int: lambda: secrets.randbelow(2**31),
    dt.datetime: lambda: dt.datetime.fromtimestamp(secrets.randbelow(2**32), dt.UTC),
    type(None): lambda: None,
}
