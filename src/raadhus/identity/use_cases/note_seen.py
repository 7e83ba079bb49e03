"""Note that somebody at work looked at a person's data."""

from uuid import UUID

from raadhus.identity.models import SeenEntry
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant


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
