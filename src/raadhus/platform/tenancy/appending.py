"""Inserting rows of a tenant by a statement that is made once per model, not anew for every row."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS

from raadhus.platform.tenancy.columns import inserted_columns
from raadhus.platform.tenancy.gathering import Gathering, current_gathering
from raadhus.platform.tenancy.models import TenantModel

Row = TypeVar("Row", bound=TenantModel)


def append(row: Row) -> Row:
    """
    Insert ``row`` as it stands and return it; what the database sets by itself is not read back.

    For rows written with every application: as ``save(force_insert=True)`` of a row without signals, in a third of the
    time; while rows are gathered it waits for others. Raises: IntegrityError.
    """
    return append_all([row])[0]


def append_all(rows: Iterable[Row], *, may_be_there: bool = False) -> list[Row]:
    """
    Insert a few rows of one model by one statement, as ``append`` does, and return them; nothing happens to none.

    ``may_be_there``: those that a unique constraint excludes are left out.
    Raises: IntegrityError, and then none is there.
    """
    appended = list(rows)
    gathered = current_gathering()
    if gathered is None:
        gathered = Gathering()
        _add_all(gathered, appended, may_be_there=may_be_there)
        gathered.send()
    else:
        _add_all(gathered, appended, may_be_there=may_be_there)
    return appended


def _add_all(gathered: Gathering, rows: Iterable[TenantModel], *, may_be_there: bool) -> None:
    for row in rows:
        values = [column.value(row, is_new=True) for column in inserted_columns(type(row))]
        gathered.add(row, values, may_be_there=may_be_there)
        row._state.adding = False
        row._state.db = DEFAULT_DB_ALIAS
