"""Note that somebody at work looked at a person's data."""

import datetime as dt
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


def note_many_seen(
    actor: Actor, what: str, seen: Iterable[tuple[UUID, UUID]], *, once_in: dt.timedelta = dt.timedelta(0)
) -> None:
    """
    Write that ``actor`` looked at ``what`` of each of these persons, in a case of theirs, as ``note_seen`` does.

    ``once_in``: whom a colleague looked at so shortly before is told once.
    """
    expect_tenant(actor.tenant)
    now = clock.now()
    seen = set(seen)
    if once_in:
        seen -= _seen_since(actor, what, {person_id for person_id, _case in seen}, now - once_in)
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


def _seen_since(
    actor: Actor, what: str, people: set[UUID], since: dt.datetime
) -> set[tuple[UUID, UUID | None]]:
    looks = SeenEntry.objects.filter(
        person_id__in=people, at__gt=since, what=what, by_staff_id=actor.staff_id
    )
    return set(looks.values_list("person_id", "case_id"))
