"""A caseworker opens a case: everybody whose data it shows can see that afterwards."""

from uuid import UUID

from raadhus.cases.access import access_case_of_unit
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.models import Case, Party
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.identity.public import note_seen
from raadhus.platform.actor import Actor


def look_at_case(actor: Actor, case_id: UUID, what: str = "case") -> Case:
    """
    Return the case and note the look, in the case and for each person in it.

    ``what``: "case", "preview" or "document". Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    case = access_case_of_unit(actor, case_id)
    write_timeline(actor, case, Happening.LOOKED_AT, Who.STAFF, detail={"what": what})
    _tell_everybody(actor, case, what)
    return case


def note_look_at_process(actor: Actor, case_id: UUID) -> None:
    """Let everybody in a case see that an operator looked at how it runs; nothing happens when there is no such case."""
    case = Case.objects.filter(id=case_id).first()
    if case is not None:
        _tell_everybody(actor, case, "process")


def _tell_everybody(actor: Actor, case: Case, what: str) -> None:
    people = Party.objects.filter(case=case).values_list("person_id", flat=True)
    for person_id in {case.applicant_id, *(known for known in people if known)}:
        note_seen(actor, person_id, what, case.id)
