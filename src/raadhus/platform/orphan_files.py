"""Sealed files that no row names: what a process killed between its file and its commit left in the storage."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import models

from raadhus.platform import clock
from raadhus.platform.tenancy.declarations import SealedFile
from raadhus.platform.tenancy.row_security import declared_models
from raadhus.platform.tenancy.scope import transaction

OLDER_THAN = dt.timedelta(days=1)  # a transaction that is still under way is younger by far
_AT_A_TIME = 500
_MOST_WITHOUT_ROWS = 20


class TooManyOrphans(Exception):
    """Many files and not one row: a wrong database rather than what a kill leaves. Nothing was removed."""


def folders_with_files() -> Iterator[tuple[UUID, str]]:
    """Yield municipality and folder of all sealed files that lie in the storage."""
    for folder in sorted(_models_by_folder()):
        for name in _entries(folder)[0]:
            if tenant := _id_in(name):
                yield tenant, folder


def remove_orphans(tenant: UUID, folder: str) -> int:
    """
    Remove the files of ``tenant`` below ``folder`` that are older than a day and that no row names; return how many.

    Files that are not named after an id are left alone. Raises: KeyError for a folder of no model, TooManyOrphans.
    """
    model = _models_by_folder()[folder]
    orphans: list[str] = []
    old = (name for name in _walk(f"{folder}/{tenant}") if _id_in(PurePosixPath(name).name) and _is_old(name))
    while names := list(itertools.islice(old, _AT_A_TIME)):
        named = _named_by_rows(tenant, model, names)
        orphans += [name for name in names if name not in named]
    if len(orphans) > _MOST_WITHOUT_ROWS and _has_no_row(tenant, model):
        raise TooManyOrphans(f"{len(orphans)} files in {folder}, and no row.")
    removed = [name for name in orphans if _is_old(name)]  # one that was written anew meanwhile is somebody's
    for name in removed:
        default_storage.delete(name)
    return len(removed)


def _models_by_folder() -> dict[str, type[models.Model]]:
    declared = ((model, getattr(model, "sealed_file", None)) for model in declared_models())
    return {sealed.folder: model for model, sealed in declared if isinstance(sealed, SealedFile)}


def _named_by_rows(tenant: UUID, model: type[models.Model], names: Iterable[str]) -> set[str]:
    """Return those of ``names`` that a row has; rows are found by the id in the name, which costs no index."""
    ids = [_id_in(PurePosixPath(name).name) for name in names]
    field = model.sealed_file.name_field  # type: ignore[attr-defined]  # _models_by_folder looked
    with transaction(tenant):
        return set(model._default_manager.filter(id__in=ids).values_list(field, flat=True))


def _has_no_row(tenant: UUID, model: type[models.Model]) -> bool:
    with transaction(tenant):
        return not model._default_manager.exists()


def _walk(folder: str) -> Iterator[str]:
    below, files = _entries(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in below:
        yield from _walk(f"{folder}/{name}")


def _entries(folder: str) -> tuple[list[str], list[str]]:
    try:
        below, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return below, files


def _is_old(name: str) -> bool:
    """Tell whether a file is older than a day by the machine's own clock, which a demo town's is not."""
    try:
        written = default_storage.get_modified_time(name)
    except FileNotFoundError:
        return False
    return clock.now() - clock.offset() - written > OLDER_THAN


def _id_in(name: str) -> UUID | None:
    """Return the id that a file is named after, ``<id>`` or ``<id>.sealed``; None for another name."""
    try:
        return UUID(name.partition(".")[0])
    except ValueError:
        return None
