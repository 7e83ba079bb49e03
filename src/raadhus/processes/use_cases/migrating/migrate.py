"""Migrate the instances of one version to another: begun by a person, carried out by jobs, stopped and gone on with."""

from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError
from django.db.models import F, QuerySet

from raadhus.bus import queue
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.faults import place_of
from raadhus.platform.tenancy.scope import transaction, undoable
from raadhus.platform.tenancy.turns import take_turn
from raadhus.processes.access import require_keeper
from raadhus.processes.domain.migrating import Migrating, Stuck, Why
from raadhus.processes.models import Instance, Migration, StuckInstance, Token
from raadhus.processes.use_cases.interventions import expect_reason
from raadhus.processes.use_cases.known_models import library_of
from raadhus.processes.use_cases.migrating.move_instance import move_instance
from raadhus.processes.use_cases.migrating.order import (
    MigrationOrder,
    Versions,
    instances_on,
    versions_of,
)
from raadhus.processes.use_cases.refusals import CannotMigrate, CannotStopMigration

MIGRATE = "processes.migrate"
RUNNING, STOPPED, DONE = "running", "stopped", "done"
AT_ONCE = 100
log = structlog.get_logger("raadhus.processes")
_TRIED_AGAIN = (OperationalError, InterfaceError)  # the database is away or busy: the job is tried again


def begin_migration(actor: Actor, order: MigrationOrder, *, reason: str) -> UUID:
    """
    Have every running and paused instance of the old version moved by jobs; return the migration's id.

    Raises: LoginNeeded, NotAllowed, CannotActWithoutReason, CannotMigrate, also while another one moves the same version;
    one that was stopped stands in nobody's way, as its mapping may have been wrong.
    """
    require_keeper(actor)
    why = expect_reason(reason)
    with transaction(actor.tenant):
        versions = versions_of(actor, order)
        _expect_alone(versions.old_id, versions.old.process_id)
        migration = Migration.objects.create(
            old_id=versions.old_id,
            new_id=versions.new_id,
            old_process=versions.old.process_id,
            new_process=versions.new.process_id,
            mapping=dict(order.mapping),
            rules=order.rules,
            reason=why,
            status=RUNNING,
            total=instances_on(versions.old_id, versions.old.process_id).count(),
            begun_at=clock.now(),
            by=actor.staff_id or actor.person_id,
        )
        detail = {"reason": why, "old": order.old_hash, "new": order.new_hash, "mapping": dict(order.mapping)}
        audit.record(actor, "processes.migrate", f"migration:{migration.id}", detail)
        _go_on_later(migration.id)
        return migration.id


def stop_migration(actor: Actor, migration_id: UUID) -> None:
    """
    Let a migration stop after the instance it is at. Raises: LoginNeeded, NotAllowed, CannotStopMigration.
    """
    _switch(actor, migration_id, RUNNING, STOPPED, "processes.stop_migration")


def go_on_migrating(actor: Actor, migration_id: UUID) -> None:
    """
    Let a migration that was stopped go on.

    Raises: LoginNeeded, NotAllowed, CannotStopMigration, CannotMigrate while another one moves the same version.
    """
    require_keeper(actor)
    with transaction(actor.tenant):
        stopped = Migration.objects.filter(pk=migration_id, status=STOPPED).first()
        if stopped is not None:
            _expect_alone(stopped.old_id, stopped.old_process)
        _switch(actor, migration_id, STOPPED, RUNNING, "processes.go_on_migrating")
        _go_on_later(migration_id)


def migrate_some(actor: Actor, migration_id: UUID) -> None:
    """
    Move the next hundred instances, each in a transaction of its own, and see to it that the rest follows.

    Called by a job; one that is stopped or done moves nothing.
    """
    for instance_id in _next(actor, migration_id):
        if not _moved_or_noted(actor, migration_id, instance_id):
            return
    with transaction(actor.tenant):
        migration = Migration.objects.select_for_update().filter(pk=migration_id, status=RUNNING).first()
        if migration is None:
            return
        if _rest_of(migration).exists():
            _go_on_later(migration_id)
        else:
            migration.status, migration.ended_at = DONE, clock.now()
            migration.save(update_fields=["status", "ended_at"])


def _expect_alone(old_id: int, process: str) -> None:
    """Raises: CannotMigrate while a migration moves this version; who begins one at the same time waits."""
    take_turn("processes.migrate")
    if Migration.objects.filter(old_id=old_id, old_process=process, status=RUNNING).exists():
        raise CannotMigrate(detail="Another migration moves this version.")


def _switch(actor: Actor, migration_id: UUID, old: str, new: str, act: str) -> None:
    require_keeper(actor)
    with transaction(actor.tenant):
        if not Migration.objects.filter(pk=migration_id, status=old).update(status=new):
            raise CannotStopMigration(detail=f"No migration {migration_id} is {old}.")
        audit.record(actor, act, f"migration:{migration_id}")


def _go_on_later(migration_id: UUID) -> None:
    queue.defer(MIGRATE, lock=f"migration:{migration_id}", migration_id=migration_id)


def _rest_of(migration: Migration) -> "QuerySet[Instance]":
    rest = instances_on(migration.old_id, migration.old_process)
    return rest if migration.after is None else rest.filter(id__gt=migration.after)


def _next(actor: Actor, migration_id: UUID) -> list[UUID]:
    with transaction(actor.tenant):
        migration = Migration.objects.filter(pk=migration_id, status=RUNNING).first()
        return [] if migration is None else list(_rest_of(migration).values_list("id", flat=True)[:AT_ONCE])


def _moved_or_noted(actor: Actor, migration_id: UUID, instance_id: UUID) -> bool:
    """Move one instance or note why it stays; False when the migration was stopped meanwhile."""
    with transaction(actor.tenant):
        migration = Migration.objects.select_for_update().filter(pk=migration_id, status=RUNNING).first()
        if migration is None or (migration.after is not None and instance_id <= migration.after):
            return migration is not None
        stuck = _moved(actor, instance_id, migration, _versions(migration))
        counted = "moved" if stuck is None else "stuck"
        if stuck is not None:
            StuckInstance.objects.create(
                migration_id=migration_id,
                instance_id=instance_id,
                element=stuck.element,
                why=stuck.why,
                at=clock.now(),
            )
        Migration.objects.filter(pk=migration_id).update(after=instance_id, **{counted: F(counted) + 1})
        return True


def _moved(actor: Actor, instance_id: UUID, migration: Migration, versions: Versions) -> Stuck | None:
    """Move one instance; what nobody has foreseen undoes it alone, so that it stops none of the others."""
    try:
        with undoable():
            return move_instance(actor, instance_id, migration, versions)
    except _TRIED_AGAIN:
        raise
    except Exception as error:
        log.warning("migration failed", instance=str(instance_id), error=place_of(error))
        tokens = Token.objects.filter(instance_id=instance_id).order_by("number")
        return Stuck(tokens.values_list("element", flat=True).first() or "", Why.FAILED)


def _versions(migration: Migration) -> Versions:
    old = library_of(migration.old_id).programs[migration.old_process]
    new = library_of(migration.new_id).programs[migration.new_process]
    return Versions(migration.old_id, migration.new_id, old, new, Migrating(old, new, migration.mapping))
