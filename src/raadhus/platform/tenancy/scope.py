"""The tenant of the running transaction: set once, local to it, fails closed."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from uuid import UUID

from django.db import connection
from django.db import transaction as django_transaction

_current: ContextVar[UUID | None] = ContextVar("tenant", default=None)


class NoTenant(RuntimeError):
    """A tenant's data was asked for outside ``tenancy.transaction``."""


class CannotSwitchTenant(RuntimeError):
    """A transaction belongs to one tenant from beginning to end."""


def current_tenant() -> UUID:
    """
    Return the tenant of the running transaction.

    Raises: NoTenant outside ``transaction``.
    """
    tenant = _current.get()
    if tenant is None:
        raise NoTenant("Open raadhus.platform.tenancy.scope.transaction(tenant) first.")
    return tenant


def expect_tenant(tenant: UUID) -> None:
    """
    Make sure that the running transaction is ``tenant``'s: a query asked for somebody else's actor answers nothing.

    Raises: NoTenant outside a transaction, CannotSwitchTenant in another tenant's.
    """
    if current_tenant() != tenant:
        raise CannotSwitchTenant(f"This is the transaction of {current_tenant()}.")


@contextlib.contextmanager
def transaction(tenant: UUID) -> Iterator[None]:
    """
    Open a transaction in which row-level security lets ``tenant``'s rows be seen; join with a savepoint when already in it.

    Raises: CannotSwitchTenant inside another tenant's transaction.
    """
    current = _current.get()
    if current == tenant:
        with django_transaction.atomic():
            yield
        return
    if current is not None:
        raise CannotSwitchTenant(f"Already in the transaction of {current}.")
    token = _current.set(tenant)
    try:
        with django_transaction.atomic():
            _set_for_database(str(tenant))
            yield
            outlived = bool(connection.savepoint_ids) or _is_inside_outer_block()
            if outlived and not connection.needs_rollback:  # rolling back takes it back too
                _set_for_database("")
    finally:
        _current.reset(token)


@contextlib.contextmanager
def joined(tenant: UUID) -> Iterator[None]:
    """
    As ``transaction``, but without a savepoint of its own when already in one: an error undoes what surrounds it too.

    For acts whose callers let an error end the request or the job, or have put a savepoint around the act themselves.
    Raises: CannotSwitchTenant inside another tenant's transaction.
    """
    if _current.get() != tenant:
        with transaction(tenant):
            yield
        return
    with django_transaction.atomic(savepoint=False):
        yield


def _is_inside_outer_block() -> bool:
    """Tell whether an outer block (only a test's) outlives this one, so that the setting must be taken back."""
    return len(connection.atomic_blocks) > 1


def _set_for_database(tenant: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant', %s, true)", [tenant])
