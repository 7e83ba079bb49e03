"""Work of a job in as few trips to the database as it takes."""

import contextlib
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError

from raadhus.platform.tenancy.gathering import gathering
from raadhus.platform.tenancy.scope import HopeFailed, hoping, transaction

R = TypeVar("R")


def in_one_go(tenant: UUID, work: Callable[[], R]) -> R:
    """
    Do ``work`` in one transaction of ``tenant`` and return what it returns; rows that it appends are inserted together.

    First without savepoints. When something fails that one should have undone, or a row that waited is refused, all is
    undone and ``work`` begins again, with them: it must leave nothing behind but rows.
    Raises: what ``work`` raises, CannotSwitchTenant.
    """
    with contextlib.suppress(HopeFailed, IntegrityError), hoping():
        return _done(tenant, work)
    return _done(tenant, work)


def _done(tenant: UUID, work: Callable[[], R]) -> R:
    with transaction(tenant), gathering():
        return work()
