"""The audit trail: written with the act, in its transaction."""

import datetime as dt
from typing import Any

from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy.appending import append


def record(actor: Actor, act: str, subject: str, detail: dict[str, Any] | None = None) -> None:
    """
    Write that ``actor`` did ``act`` (``cases.decide``) to ``subject`` (``case:<id>``).

    ``detail`` is sealed; it may hold personal data, never a secret.
    """
    append(
        AuditEntry(
            at=clock.now(),
            act=act,
            subject=subject,
            person_id=actor.person_id,
            staff_id=actor.staff_id,
            on_behalf_of=actor.on_behalf_of,
            purpose=actor.purpose,
            correlation=actor.correlation,
            detail=detail,
        )
    )


def has_recorded(actor: Actor, act: str, subject: str, since: dt.datetime) -> bool:
    """Tell whether this staff member did ``act`` to ``subject`` after ``since``."""
    entries = AuditEntry.objects.filter(subject=subject, at__gt=since, act=act)
    return entries.filter(staff_id=actor.staff_id, person_id=actor.person_id).exists()
