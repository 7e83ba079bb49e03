"""Take along the cases that a trial changes."""

from uuid import UUID

from raadhus.cases.queries.trials import ChangedCases, list_changed_cases
from raadhus.platform import audit
from raadhus.platform.actor import Actor


def take_changed_cases(actor: Actor, trial_id: UUID) -> ChangedCases:
    """
    Return all changed cases that the actor may open, without names; that they were taken along is written down.

    Raises: LoginNeeded, NotAllowed for who has no cases, NotFoundHere.
    """
    changed = list_changed_cases(actor, trial_id, most=None)
    audit.record(actor, "cases.take_changed_cases", f"trial:{trial_id}", {"cases": len(changed.cases)})
    return changed
