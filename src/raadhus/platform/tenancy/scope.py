"""The tenant of the running transaction: set once, local to it, fails closed."""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import cast
from uuid import UUID

import structlog
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db import transaction as django_transaction

from raadhus.platform.database.base import DatabaseWrapper

Write = Callable[[], object]
_current: ContextVar[UUID | None] = ContextVar("tenant", default=None)
_outliving: ContextVar[list[Write]] = ContextVar("outliving")
_is_hoping: ContextVar[bool] = ContextVar("is_hoping", default=False)
log = structlog.get_logger("raadhus.tenancy")


class NoTenant(RuntimeError):
    """A tenant's data was asked for outside ``tenancy.transaction``."""


class HopeFailed(BaseException):
    """Something failed that a savepoint would have undone; it passes by whoever deals with failures."""


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
        with _rewriting(), undoable():
            yield
        return
    if current is not None:
        raise CannotSwitchTenant(f"Already in the transaction of {current}.")
    to_write_again: list[Write] = []
    is_undone = True
    token, outliving = _current.set(tenant), _outliving.set(to_write_again)
    database = cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])
    try:
        with _begun_as(tenant, database):
            yield
            was_refused = database.needs_rollback
            # only a test's outer block outlives this one; rolling back takes the setting back too
            if len(database.atomic_blocks) > 1 and not was_refused:
                _set_for_database("")
        is_undone = was_refused
    finally:
        _current.reset(token)
        _outliving.reset(outliving)
        if is_undone and to_write_again:
            _write_again(tenant, to_write_again)


@contextlib.contextmanager
def undoable() -> Iterator[None]:
    """
    Put a savepoint around what may fail by itself, so that its failure undoes it and no more; within a transaction.

    Without one where ``hoping`` hopes that nothing fails. Raises: HopeFailed there, instead of the failure.
    """
    if not _is_hoping.get():
        with django_transaction.atomic():
            yield
        return
    try:
        yield
    except Exception as error:
        raise HopeFailed from error


@contextlib.contextmanager
def hoping() -> Iterator[None]:
    """Do without savepoints within the block; whoever hopes must do all of it again, without hope, on HopeFailed."""
    token = _is_hoping.set(True)
    try:
        yield
    finally:
        _is_hoping.reset(token)


def outlive_rollback(write: Write) -> None:
    """
    Do ``write`` now, and once more should the running transaction be undone: what it tells of has happened all the same.

    Costs nothing while nothing is undone. A process that is killed before its transaction ends loses it.
    Raises: NoTenant outside a transaction; what ``write`` raises.
    """
    current_tenant()
    _outliving.get().append(write)
    write()


@contextlib.contextmanager
def _rewriting() -> Iterator[None]:
    """Write again, in what surrounds a savepoint, what was undone with it."""
    to_write_again = _outliving.get()
    begun_with = len(to_write_again)
    try:
        yield
    except HopeFailed:
        raise  # all is undone, and written again by whoever began
    except BaseException:
        if not connection.needs_rollback:
            for write in to_write_again[begun_with:]:
                write()
        raise


def _write_again(tenant: UUID, writes: list[Write]) -> None:
    """Write in a transaction of its own; what undid the first one is on its way to whom it concerns, and stays that."""
    try:
        with transaction(tenant):
            for write in writes:
                write()
    except DatabaseError as error:
        log.error("could not be written again", error=type(error).__name__, count=len(writes))  # noqa: TRY400 -- its text may quote the row


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


@contextlib.contextmanager
def _begun_as(tenant: UUID, database: DatabaseWrapper) -> Iterator[None]:
    """Begin with the tenant in one trip; inside an outer block (only a test's) a savepoint, and a trip to say whose."""
    if database.in_atomic_block:
        with django_transaction.atomic():
            _set_for_database(str(tenant))
            yield
    else:
        with database.transaction_of(tenant):
            yield


def _set_for_database(tenant: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant', %s, true)", [tenant])
