"""Seal everything anew under the newest key: every sealed column of every table, and every sealed file."""

import dataclasses
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connections, models, transaction

from raadhus.platform import encryption
from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.declarations import SealedFile
from raadhus.platform.tenancy.row_security import declared_models

_AT_A_TIME = 200
Sealed = EncryptedTextField | EncryptedJSONField


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Resealed:
    """How many rows and files were sealed anew, and the names of files that are not there."""

    rows: int
    files: int
    missing: tuple[str, ...]


def reseal_everything(using: str = "owner") -> Resealed:
    """
    Bring all that is sealed, of every municipality, under the newest key; doing it again changes nothing.

    Runs beside everything else, in small transactions: every key of the ring opens meanwhile. Needs the owner's way into the
    database, because nothing that runs may change what is append-only. Raises: CannotOpenSealed where something is damaged.
    """
    rows = files = 0
    missing: list[str] = []
    for model in declared_models():
        if sealed := [field for field in model._meta.local_fields if isinstance(field, Sealed)]:
            while done := _reseal_rows(using, model, sealed):
                rows += done
        declared: SealedFile | None = getattr(model, "sealed_file", None)
        if declared is not None:
            for name, tenant, context in _files_of(using, model, declared):
                try:
                    files += _reseal_file(name, tenant, context)
                except FileNotFoundError:
                    missing.append(name)
    return Resealed(rows=rows, files=files, missing=tuple(missing))


def _reseal_rows(using: str, model: type[models.Model], sealed: Sequence[Any]) -> int:
    """Seal some rows of ``model`` that lie under an older key, and return how many."""
    newest = _version_now()
    table = model._meta.db_table
    columns = [field.column for field in sealed]
    is_older = " OR ".join(f'substring("{column}" from 1 for 2) <> %s' for column in columns)
    read = ", ".join(f'"{column}"' for column in columns)
    write = ", ".join(f'"{column}" = %s' for column in columns)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(
            f'SELECT id, tenant_id, {read} FROM "{table}" WHERE {is_older} '  # noqa: S608 -- names come from the models
            f"ORDER BY id LIMIT {_AT_A_TIME} FOR UPDATE",
            [newest] * len(columns),
        )
        batch = cursor.fetchall()
        for row_id, tenant, *values in batch:
            fresh = [
                None if value is None else _again(tenant, bytes(value), field.context)
                for field, value in zip(sealed, values, strict=True)
            ]
            cursor.execute(f'UPDATE "{table}" SET {write} WHERE id = %s', [*fresh, row_id])  # noqa: S608 -- the same
    return len(batch)


def _files_of(using: str, model: type[models.Model], declared: SealedFile) -> Iterator[tuple[str, Any, str]]:
    """Yield name, tenant and context of each sealed file of ``model``."""
    column = next(field.column for field in model._meta.local_fields if field.name == declared.name_field)
    with connections[using].cursor() as cursor:
        cursor.execute(f'SELECT "{column}", tenant_id, id FROM "{model._meta.db_table}"')  # noqa: S608 -- the same
        while batch := cursor.fetchmany(_AT_A_TIME):
            for name, tenant, row_id in batch:
                yield name, tenant, declared.context.format(id=row_id)


def _reseal_file(name: str, tenant: Any, context: str) -> int:
    """Seal one file anew in its place, by one move; return 1 when it lay under an older key. Raises: FileNotFoundError."""
    path = Path(default_storage.path(name))
    with path.open("rb") as file:
        newest = _version_now()
        version = file.read(len(newest))
        if version == newest:
            return 0
        sealed = version + file.read()
    beside = path.with_name(f"{path.name}.resealed")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(_again(tenant, sealed, context))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return 1


def _again(tenant: Any, sealed: bytes, context: str) -> bytes:
    return encryption.seal(tenant, encryption.open_sealed(tenant, sealed, context), context)


def _version_now() -> bytes:
    return encryption.key_ring().current.to_bytes(encryption.VERSION_BYTES, "big")
