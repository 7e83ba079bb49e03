"""How the values of a row reach the database: most go as they are, and Django's way of finding that out is left out."""

import datetime as dt
import functools
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import DatabaseDefault

from raadhus.platform.tenancy.models import TenantModel

_AS_THEY_ARE: tuple[tuple[type, type], ...] = (
    (models.UUIDField, UUID),
    (models.CharField, str),
    (models.TextField, str),
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.ForeignKey, UUID),
    (models.DateTimeField, dt.datetime),
    (models.DateField, dt.date),
)
"""Values of exactly this type need no preparation; ids are UUIDs, and instants know their zone."""


class Column:
    """A column of a model."""

    def __init__(self, field: Any) -> None:
        self.field = field
        self.name: str = field.column
        self._attribute: str = field.attname
        self._plain = _plain_type(field)

    def value(self, row: TenantModel, *, is_new: bool) -> Any:
        """Return what ``row`` has in this column, as the database takes it."""
        if self._plain is not None:
            value = getattr(row, self._attribute)
            if value is None or (type(value) is self._plain and not _is_naive(value)):
                return value
        prepared = self.field.pre_save(row, add=is_new)
        return self.field.get_db_prep_save(prepared, connections[DEFAULT_DB_ALIAS])


@functools.cache
def inserted_columns(model: type[TenantModel]) -> tuple[Column, ...]:
    """Return the columns that Django fills; the database fills the others itself."""
    blank = model()
    return tuple(
        Column(field)
        for field in model._meta.local_concrete_fields
        if not isinstance(getattr(blank, field.attname), DatabaseDefault)
    )


def _is_naive(value: Any) -> bool:
    return type(value) is dt.datetime and value.tzinfo is None


def _plain_type(field: Any) -> type | None:
    """Return of which type a value goes as it is, None for a field that prepares its values in a way of its own."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return None
    for kind, plain in _AS_THEY_ARE:
        if isinstance(field, kind):
            return plain
    return None
