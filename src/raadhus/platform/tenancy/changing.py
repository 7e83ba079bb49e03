"""Changing one row of a tenant by a statement that is made once per model and fields, not anew for every row."""

import functools

from django.db import DEFAULT_DB_ALIAS, connections

from raadhus.platform.database.statements import Statement
from raadhus.platform.tenancy.columns import Column
from raadhus.platform.tenancy.gathering import current_gathering
from raadhus.platform.tenancy.models import TenantModel


def change(row: TenantModel, *names: str) -> None:
    """
    Write the fields ``names`` of ``row`` as they stand; the row is found by its id, and need not have been read.

    One that waits to be inserted is changed before it is.
    For rows changed with every page or application: as ``save(update_fields=names)`` without signals, in a third of the
    time. Raises: IntegrityError; LookupError when the running tenant has no such row.
    """
    columns, statement = _change(type(row), names)
    values = [column.value(row, is_new=False) for column in columns]
    gathered = current_gathering()
    if gathered is not None and gathered.amend(row, columns, values):
        return
    if statement.count([*values, row.id]) != 1:
        raise LookupError(f"{type(row).__name__} {row.id} is not there to be changed.")


@functools.lru_cache(maxsize=1_000)
def _change(model: type[TenantModel], names: tuple[str, ...]) -> tuple[tuple[Column, ...], Statement]:
    """Return the columns of ``names``, and the statement that changes them in one row."""
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    columns = tuple(Column(model._meta.get_field(name)) for name in names)
    changes = ", ".join(f"{quoted(column.name)} = %s" for column in columns)
    return columns, Statement(f"UPDATE {quoted(model._meta.db_table)} SET {changes} WHERE id = %s")  # noqa: S608 - names come from the models
