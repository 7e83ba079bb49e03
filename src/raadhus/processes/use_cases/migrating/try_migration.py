"""Say of a migration, before anything is moved, how many instances would go along and which would stay behind, and why."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.access import require_keeper
from raadhus.processes.domain.migrating import Stuck
from raadhus.processes.domain.naming import names_of
from raadhus.processes.use_cases.migrating.looking import find
from raadhus.processes.use_cases.migrating.order import MigrationOrder, instances_on, versions_of

MOST_LOOKED_AT = 20_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckGroup:
    """Instances that would stay behind at one element for one reason; ``example`` is one of them."""

    element: str
    name: str
    why: str
    count: int
    example: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationTrial:
    """What a migration would do; ``is_whole``: every instance was looked at, not the oldest 20,000 only."""

    looked_at: int
    would_move: int
    stuck: tuple[StuckGroup, ...]
    is_whole: bool


def try_migration(actor: Actor, order: MigrationOrder) -> MigrationTrial:
    """
    Look at every instance of the old version as the migration would, and change nothing.

    Raises: LoginNeeded, NotAllowed, CannotMigrate.
    """
    require_keeper(actor)
    counts: Counter[Stuck] = Counter()
    examples: dict[Stuck, UUID] = {}
    looked_at, last = 0, None
    with transaction(actor.tenant):
        versions = versions_of(actor, order)
        rows = instances_on(versions.old_id, versions.old.process_id)
        while looked_at < MOST_LOOKED_AT:
            after = rows if last is None else rows.filter(id__gt=last)
            ids = list(after.values_list("id", flat=True)[:_AT_ONCE])
            if not ids:
                break
            looked_at, last = looked_at + len(ids), ids[-1]
            for instance, found in find(ids).items():
                outcome = found.looked_at(versions.migrating)
                if isinstance(outcome, Stuck):
                    counts[outcome] += 1
                    examples.setdefault(outcome, instance)
        is_whole = last is None or not rows.filter(id__gt=last).exists()
    names = names_of(versions.old)
    return MigrationTrial(
        looked_at=looked_at,
        would_move=looked_at - counts.total(),
        stuck=tuple(
            StuckGroup(
                element=one.element,
                name=names.get(one.element, ""),
                why=one.why,
                count=count,
                example=examples[one],
            )
            for one, count in counts.most_common()
        ),
        is_whole=is_whole,
    )
