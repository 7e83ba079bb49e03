"""Write into the case what becomes of its letters."""

from uuid import UUID

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.models import Case
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery

_case = ReadyQuery(lambda case_id: Case.objects.filter(id=case_id))


def note_delivered(actor: Actor, case_id: UUID | None, letter_id: UUID, channel: str) -> None:
    """Note that a letter arrived; nothing to note when the letter belongs to no case."""
    _note(actor, case_id, letter_id, Happening.LETTER_DELIVERED, {"channel": channel})


def note_opened(actor: Actor, case_id: UUID | None, letter_id: UUID) -> None:
    """Note that the recipient opened a letter; nothing to note when the letter belongs to no case."""
    _note(actor, case_id, letter_id, Happening.LETTER_OPENED, {})


def _note(
    actor: Actor, case_id: UUID | None, letter_id: UUID, what: Happening, detail: dict[str, str]
) -> None:
    case = _case.first(case_id=case_id) if case_id else None
    if case is not None:
        write_timeline(actor, case, what, Who.TOWN, thing_id=letter_id, detail=detail)
