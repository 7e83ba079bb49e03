"""Write into the case what becomes of its letters."""

from uuid import UUID

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import PartyRole
from raadhus.cases.models import Case, Party
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery

_case = ReadyQuery(lambda case_id: Case.objects.filter(id=case_id))
_party = ReadyQuery(lambda case_id, person_id: Party.objects.filter(case_id=case_id, person_id=person_id)[:1])
_OPENS = {PartyRole.NEIGHBOUR: Who.NEIGHBOUR, PartyRole.REPRESENTATIVE: Who.REPRESENTATIVE}


def note_delivered(actor: Actor, case_id: UUID | None, letter_id: UUID, channel: str) -> None:
    """Note that a letter arrived; nothing to note when the letter belongs to no case."""
    case = _case_of(case_id)
    if case is not None:
        detail = {"channel": channel}
        write_timeline(actor, case, Happening.LETTER_DELIVERED, Who.TOWN, thing_id=letter_id, detail=detail)


def note_opened(actor: Actor, case_id: UUID | None, letter_id: UUID, *, by: UUID | None) -> None:
    """Note that the person ``by`` opened a letter; nothing to note when the letter belongs to no case."""
    case = _case_of(case_id)
    if case is not None:
        who = _who_opens(case, by)
        write_timeline(actor, case, Happening.LETTER_OPENED, who, thing_id=letter_id, detail={})


def _case_of(case_id: UUID | None) -> Case | None:
    return _case.first(case_id=case_id) if case_id else None


def _who_opens(case: Case, recipient_id: UUID | None) -> Who:
    """Return whose letter it was: a case writes to its applicant, who represents them, their partner and neighbours."""
    if recipient_id is None:  # told by a version that did not say
        return Who.TOWN
    if recipient_id == case.applicant_id:
        return Who.APPLICANT
    party = _party.first(case_id=case.id, person_id=recipient_id)
    return _OPENS.get(PartyRole(party.role), Who.PARTNER) if party else Who.PARTNER
