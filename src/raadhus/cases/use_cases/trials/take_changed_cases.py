"""Read the cases that a trial changes, or take all of them along; everybody in them can see it."""

import datetime as dt
from uuid import UUID

from raadhus.cases.models import Case, Party
from raadhus.cases.queries.trials import ChangedCases, list_changed_cases
from raadhus.identity.public import note_many_seen
from raadhus.platform import audit
from raadhus.platform.actor import Actor

ONE_LOOK = dt.timedelta(minutes=10)  # going on with the same page is not another look


def read_changed_cases(actor: Actor, trial_id: UUID) -> ChangedCases:
    """
    Return the changed cases that a page lists, without names; everybody in them can see that they were looked at.

    Raises: LoginNeeded, NotAllowed for who has no cases, NotFoundHere.
    """
    changed = list_changed_cases(actor, trial_id)
    people = _people_in({case.case_id for case in changed.cases})
    note_many_seen(actor, "trial-list", people, once_in=ONE_LOOK)
    return changed


def take_changed_cases(actor: Actor, trial_id: UUID) -> ChangedCases:
    """
    Return all changed cases that the actor may open, without names; everybody in them can see that they were taken along.

    Rules can be written so that what comes out is what somebody earns. Raises: LoginNeeded, NotAllowed for who has no
    cases, NotFoundHere.
    """
    changed = list_changed_cases(actor, trial_id, most=None)
    note_many_seen(actor, "trial", _people_in({case.case_id for case in changed.cases}))
    audit.record(actor, "cases.take_changed_cases", f"trial:{trial_id}", {"cases": len(changed.cases)})
    return changed


def _people_in(case_ids: set[UUID]) -> set[tuple[UUID, UUID]]:
    """Return everybody whose data the cases hold, each with the case."""
    applicants = Case.objects.filter(id__in=case_ids).values_list("applicant_id", "id")
    parties = Party.objects.filter(case_id__in=case_ids).values_list("person_id", "case_id")
    return {(person_id, case_id) for person_id, case_id in (*applicants, *parties) if person_id}
