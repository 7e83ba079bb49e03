"""Note that somebody at work looked at a person's data."""

from collections.abc import Iterable
from uuid import UUID

from raadhus.identity.models import SeenEntry
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant

_AT_ONCE = 500  # rows of one statement


def note_seen(actor: Actor, person_id: UUID, what: str, case_id: UUID | None = None) -> None:
    """
    Write that ``actor`` looked at ``what`` (a code: "case", "letter") of ``person_id``; the person can read it.

    A look at one's own data is not noted. Runs in the actor's tenant transaction.
    """
    expect_tenant(actor.tenant)
    if actor.person_id == person_id and not actor.is_staff:
        return
    SeenEntry.objects.create(
        person_id=person_id,
        at=clock.now(),
        by_person_id=actor.person_id,
        by_staff_id=actor.staff_id,
        what=what,
        case_id=case_id,
        purpose=actor.purpose[:120],
    )


def note_many_seen(actor: Actor, what: str, seen: Iterable[tuple[UUID, UUID]]) -> None:
    """Write that ``actor`` looked at ``what`` of each of these persons, in a case of theirs, as ``note_seen`` does."""
    expect_tenant(actor.tenant)
    now = clock.now()
    SeenEntry.objects.bulk_create(
        [
            SeenEntry(
                person_id=person_id,
                at=now,
                by_person_id=actor.person_id,
                by_staff_id=actor.staff_id,
                what=what,
                case_id=case_id,
                purpose=actor.purpose[:120],
            )
            for person_id, case_id in seen
            if actor.is_staff or actor.person_id != person_id
        ],
        batch_size=_AT_ONCE,
    )
