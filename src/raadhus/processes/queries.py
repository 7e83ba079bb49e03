"""Where instances are and what they went through; read-only, within a transaction of the tenant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from raadhus.platform.actor import Actor
from raadhus.platform.database.statements import Statement
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.processes import models
from raadhus.processes.access import require_keeper
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.domain.values import from_json


@dataclass(frozen=True, slots=True)
class InstanceInfo:
    """An instance; ``standing`` are the ids of the elements at which its tokens are."""

    id: UUID
    model_hash: str
    process: str
    business_key: UUID
    status: str
    error_code: str
    started_at: datetime
    ended_at: datetime | None
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitInfo:
    """One line of history, oldest first; ``by`` is the staff member or person who caused it, if any."""

    element: str
    entered_at: datetime
    left_at: datetime
    outcome: str
    by: UUID | None
    changed: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class InterventionInfo:
    """What a person did by hand to an instance, and why; ``element`` and ``target`` where it was a step's."""

    act: str
    element: str
    target: str
    reason: str
    at: datetime
    by: UUID | None


def get_instance(actor: Actor, instance_id: UUID) -> InstanceInfo:
    """Return one instance. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    row = models.Instance.objects.select_related("model").defer("model__source", "variables")
    instance = row.filter(pk=instance_id).first()
    if instance is None:
        raise NotFoundHere
    tokens = models.Token.objects.filter(instance_id=instance_id).exclude(status=TokenStatus.KEPT)
    return InstanceInfo(
        id=instance.id,
        model_hash=instance.model.hash,
        process=instance.process,
        business_key=instance.business_key,
        status=instance.status,
        error_code=instance.error_code,
        started_at=instance.started_at,
        ended_at=instance.ended_at,
        standing=tuple(tokens.order_by("number").values_list("element", flat=True)),
    )


def find_instances(actor: Actor, business_key: UUID) -> tuple[UUID, ...]:
    """Return the instances that serve one business key, oldest first."""
    expect_tenant(actor.tenant)
    rows = models.Instance.objects.filter(business_key=business_key).order_by("id")
    return tuple(rows.values_list("id", flat=True))


def get_variables(actor: Actor, instance_id: UUID) -> dict[str, object]:
    """Return all variables of an instance as FEEL values. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    row = models.Instance.objects.only("variables").filter(pk=instance_id).first()
    if row is None:
        raise NotFoundHere
    variables = from_json(row.variables)
    return variables if isinstance(variables, dict) else {}


def list_history(actor: Actor, instance_id: UUID) -> tuple[VisitInfo, ...]:
    """Return the whole history of an instance, oldest first; empty when there is none. Raises: LoginNeeded, NotAllowed."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    rows = models.Visit.objects.filter(instance_id=instance_id).order_by("position")
    return tuple(
        VisitInfo(
            element=row.element,
            entered_at=row.entered_at,
            left_at=row.left_at,
            outcome=row.outcome,
            by=row.by,
            changed=_changed(row.changed),
        )
        for row in rows
    )


def list_interventions(actor: Actor, instance_id: UUID) -> tuple[InterventionInfo, ...]:
    """Return what was done by hand to an instance, oldest first. Raises: LoginNeeded, NotAllowed."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    rows = models.Intervention.objects.filter(instance_id=instance_id).order_by("id")
    return tuple(
        InterventionInfo(
            act=row.act, element=row.element, target=row.target, reason=row.reason, at=row.at, by=row.by
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class MigrationInfo:
    """A migration: from which model to which, how far it is, who ordered it."""

    id: UUID
    old_hash: str
    new_hash: str
    old_process: str
    new_process: str
    mapping: Mapping[str, str]
    reason: str
    status: str
    total: int
    moved: int
    stuck: int
    begun_at: datetime
    ended_at: datetime | None
    by: UUID | None


@dataclass(frozen=True, slots=True)
class StuckInfo:
    """An instance that a migration left behind: where it stood, and why."""

    instance_id: UUID
    element: str
    why: str


def list_migrations(actor: Actor, *, at_most: int = 50) -> tuple[MigrationInfo, ...]:
    """Return the migrations of this municipality, the newest first. Raises: LoginNeeded, NotAllowed."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    rows = _migrations().order_by("-begun_at", "-id")[:at_most]
    return tuple(_migration_info(row) for row in rows)


def get_migration(actor: Actor, migration_id: UUID) -> MigrationInfo:
    """Return one migration. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    row = _migrations().filter(pk=migration_id).first()
    if row is None:
        raise NotFoundHere(detail=f"migration {migration_id}")
    return _migration_info(row)


def list_stuck(actor: Actor, migration_id: UUID, *, at_most: int = 200) -> tuple[StuckInfo, ...]:
    """Return the instances that a migration left behind, as they were met. Raises: LoginNeeded, NotAllowed."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    rows = models.StuckInstance.objects.filter(migration_id=migration_id).order_by("id")[:at_most]
    return tuple(StuckInfo(instance_id=row.instance_id, element=row.element, why=row.why) for row in rows)


def _migrations() -> "QuerySet[models.Migration]":
    return models.Migration.objects.select_related("old", "new").defer("old__source", "new__source")


def _migration_info(row: models.Migration) -> MigrationInfo:
    return MigrationInfo(
        id=row.id,
        old_hash=row.old.hash,
        new_hash=row.new.hash,
        old_process=row.old_process,
        new_process=row.new_process,
        mapping=row.mapping,
        reason=row.reason,
        status=row.status,
        total=row.total,
        moved=row.moved,
        stuck=row.stuck,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        by=row.by,
    )


def _changed(stored: object) -> Mapping[str, object]:
    changed = from_json(stored)
    return changed if isinstance(changed, dict) else {}


@dataclass(frozen=True, slots=True)
class Passed:
    """A stay that is over: at which element, from when to when."""

    element: str
    entered_at: datetime
    left_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """What an instance passed since a place in its history, where that ends now, and where its tokens stand."""

    passed: tuple[Passed, ...]
    position: int
    standing: tuple[str, ...]


_PROGRESS = Statement("""
SELECT element, entered_at, left_at, position FROM processes_visit WHERE instance_id = %s AND position >= %s
UNION ALL
SELECT element, entered_at, NULL, NULL FROM processes_token WHERE instance_id = %s AND status <> %s
""")


def get_progress(actor: Actor, instance_id: UUID, since: int = 0) -> Progress:
    """
    Return what an instance went through from ``since`` on (a ``position`` given before, 0 for the beginning).

    One statement; no values of variables are read. Of no instance, or another municipality's, it is nothing.
    """
    expect_tenant(actor.tenant)
    rows = _PROGRESS.rows([instance_id, since, instance_id, TokenStatus.KEPT.value])
    passed = sorted((row for row in rows if row[3] is not None), key=lambda row: int(row[3]))
    return Progress(
        passed=tuple(Passed(element, entered, left) for element, entered, left, _position in passed),
        position=passed[-1][3] + 1 if passed else since,
        standing=tuple(sorted(row[0] for row in rows if row[3] is None)),
    )


_PASSED = Statement("""
SELECT instance_id, element, entered_at, left_at FROM processes_visit
WHERE instance_id = ANY(%s::uuid[]) ORDER BY instance_id, position
""")


def list_passed(actor: Actor, instance_ids: Sequence[UUID]) -> Mapping[UUID, tuple[Passed, ...]]:
    """Return what each of some instances went through, oldest first; nobody is named and no values are read."""
    expect_tenant(actor.tenant)
    found: dict[UUID, list[Passed]] = {instance_id: [] for instance_id in instance_ids}
    for instance_id, element, entered_at, left_at in _PASSED.rows([list(instance_ids)]):
        found[instance_id].append(Passed(element, entered_at, left_at))
    return {instance_id: tuple(passed) for instance_id, passed in found.items()}
