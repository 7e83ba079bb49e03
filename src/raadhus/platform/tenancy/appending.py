"""Inserting a row of a tenant by a statement that is made once per model, not anew for every row."""

import functools
from typing import Any, TypeVar

from django.db import connection
from django.db.models.expressions import DatabaseDefault

from raadhus.platform.tenancy.models import TenantModel

Row = TypeVar("Row", bound=TenantModel)


def append(row: Row) -> Row:
    """
    Insert ``row`` as it stands and return it; what the database sets by itself is not read back.

    For rows written with every application: as ``save(force_insert=True)`` of a row without signals, in a third of the
    time. Raises: IntegrityError.
    """
    fields, statement = _insertion(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    row._state.adding = False
    row._state.db = connection.alias
    return row


@functools.cache
def _insertion(model: type[TenantModel]) -> tuple[tuple[Any, ...], str]:
    """Return the columns that Django fills, and the statement that inserts them."""
    blank = model()
    fields = tuple(
        field
        for field in model._meta.local_concrete_fields
        if not isinstance(getattr(blank, field.attname), DatabaseDefault)
    )
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    return fields, f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names come from the models
