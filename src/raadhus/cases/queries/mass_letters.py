"""Letters that a caseworker wrote to the applicants of several cases: who got them, and how far they have come."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from raadhus.cases.access import household_here, lies_with, require_desk
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.mass_letters import SHOWN_FOR, CopyState
from raadhus.cases.models import MassLetter, MassLetterCopy, Party, TimelineEntry
from raadhus.identity.public import display_names
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere

LISTED = 5
_CAME_TO = {
    Happening.LETTER_ORDERED: CopyState.WRITTEN,
    Happening.LETTER_DELIVERED: CopyState.DELIVERED,
    Happening.LETTER_OPENED: CopyState.OPENED,
}
_ORDER = tuple(CopyState)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MassLetterInfo:
    """
    A letter to many; ``done_at`` is empty until every copy was written, ``stopped_at`` unless it was stopped.

    ``written`` of its ``copies`` are, also those in cases that its writer may not open any more.
    """

    id: UUID
    heading: str
    send_at: dt.datetime
    stopped_at: dt.datetime | None
    done_at: dt.datetime | None
    copies: int
    written: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MassLetterCopyInfo:
    """The letter in one case: who gets it, empty when their name is protected, and how far it has come."""

    case_id: UUID
    case_number: str
    person: str
    state: CopyState


def list_mass_letters(actor: Actor) -> tuple[MassLetterInfo, ...]:
    """Return the newest letters to many that the actor wrote in the last days. Raises: LoginNeeded, NotAllowed."""
    require_desk(actor)
    if actor.staff_id is None:
        raise NotAllowed(detail="cases.mass_letters")
    own = MassLetter.objects.filter(staff_id=actor.staff_id, at__gt=clock.now() - SHOWN_FOR)
    rows = list(own.order_by("-at")[:LISTED])
    is_written = _is_written(rows)
    return tuple(_info(row, is_written[row.id]) for row in rows)


def get_mass_letter(
    actor: Actor, letter_id: UUID
) -> tuple[MassLetterInfo, str, tuple[MassLetterCopyInfo, ...]]:
    """
    Return the actor's own letter, its text, and its copies in cases that they may still open, by case number.

    Raises: LoginNeeded, NotAllowed, NotFoundHere.
    """
    units = require_desk(actor)
    letter = MassLetter.objects.filter(id=letter_id).first()
    if letter is None or letter.staff_id != actor.staff_id:
        raise NotFoundHere(detail=f"mass letter {letter_id}")
    written_to = MassLetterCopy.objects.select_related("case").filter(mass_letter=letter)
    copies = written_to.filter(lies_with(units, case="case"))
    info = _info(letter, _is_written([letter])[letter.id])
    return info, letter.text, _copies(actor, letter, list(copies.order_by("case__number")))


def _is_written(letters: Iterable[MassLetter]) -> dict[UUID, list[bool]]:
    """Return of each letter whether each of its copies is written. One query."""
    found: dict[UUID, list[bool]] = {letter.id: [] for letter in letters}
    for letter_id, copy in MassLetterCopy.objects.filter(mass_letter_id__in=found).values_list(
        "mass_letter_id", "letter_id"
    ):
        found[letter_id].append(copy is not None)
    return found


def _info(row: MassLetter, is_written: list[bool]) -> MassLetterInfo:
    return MassLetterInfo(
        id=row.id,
        heading=row.heading,
        send_at=row.send_at,
        stopped_at=row.stopped_at,
        done_at=row.done_at,
        copies=len(is_written),
        written=sum(is_written),
    )


def _copies(actor: Actor, letter: MassLetter, rows: list[MassLetterCopy]) -> tuple[MassLetterCopyInfo, ...]:
    own = household_here(actor)
    concerned = Party.objects.filter(case_id__in={row.case_id for row in rows}, person_id__in=own)
    hidden = set(concerned.values_list("case_id", flat=True))
    shown = [row for row in rows if row.case_id not in hidden and row.case.applicant_id not in own]
    names = display_names(actor, {row.case.applicant_id for row in shown})
    came = _came_to(shown)
    waits = CopyState.STOPPED if letter.stopped_at else CopyState.WAITS
    return tuple(
        MassLetterCopyInfo(
            case_id=row.case_id,
            case_number=row.case.number,
            person=names.get(row.case.applicant_id, ""),
            state=waits if row.letter_id is None else came.get(row.letter_id, CopyState.WRITTEN),
        )
        for row in shown
    )


def _came_to(rows: list[MassLetterCopy]) -> dict[UUID, CopyState]:
    """Return how far each letter has come, as the time lines of the cases tell. One query."""
    entries = TimelineEntry.objects.filter(
        case_id__in={row.case_id for row in rows},
        thing_id__in={row.letter_id for row in rows if row.letter_id},
        what__in=_CAME_TO,
    ).values_list("thing_id", "what")
    found: dict[UUID, CopyState] = {}
    for letter_id, what in entries:
        state = _CAME_TO[Happening(what)]
        if letter_id is not None:
            found[letter_id] = max(found.get(letter_id, state), state, key=_ORDER.index)
    return found
