"""Write what happened into a case's time line."""

from typing import Any
from uuid import UUID

from raadhus.cases.domain.happenings import Happening, Who, is_for_citizen
from raadhus.cases.models import Case, TimelineEntry
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.appending import append


def write_timeline(
    actor: Actor,
    case: Case,
    what: Happening,
    who: Who,
    *,
    thing_id: UUID | None = None,
    detail: dict[str, Any] | None = None,
    staff_id: UUID | None = None,
) -> None:
    """
    Append ``what`` to the time line of ``case``; ``thing_id`` is the task, letter or decision it is about.

    ``staff_id``: who did it, when a job writes down what staff did before.
    """
    append(
        TimelineEntry(
            case=case,
            at=clock.now(),
            what=what,
            who=who,
            staff_id=staff_id or actor.staff_id,
            person_id=None if actor.is_staff else actor.person_id,
            thing_id=thing_id,
            detail=detail,
            is_for_citizen=is_for_citizen(what),
        )
    )
