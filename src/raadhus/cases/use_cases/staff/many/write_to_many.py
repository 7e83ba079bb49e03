"""A caseworker writes one letter to the applicants of several cases: looked at first, stopped while it waits."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.bus import due
from raadhus.cases.access import require_desk
from raadhus.cases.domain.mass_letters import LONGEST_HEADING, LONGEST_TEXT, STOP_FOR
from raadhus.cases.models import Case, MassLetter, MassLetterCopy
from raadhus.cases.queries.staff_case.people import hides_somebody_from
from raadhus.cases.use_cases.letters.mass_letters import DUE, copy_order
from raadhus.cases.use_cases.staff.read_case import look_once
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal
from raadhus.platform.text import clean, clean_line
from raadhus.post.public import preview_letter


class CannotWriteLetter(Refusal):
    """It has no heading or no text, or is too long."""

    status = 422
    code = "mass-letter"
    happened = _("The letter needs a heading of at most 120 characters and a text of at most 4,000.")
    kept = _("Nobody was written to.")
    next_step = _("Go back: what you wrote is still there.")


class CannotStopLetter(Refusal):
    """It went out, or was stopped already."""

    code = "mass-letter-gone"
    happened = _("This letter can no longer be stopped: it is on its way, or was stopped before.")
    kept = _("What was written to people stands.")
    next_step = _("Open the cases to see what was sent, and write again if something is wrong.")


def read_letter_words(heading: str, text: str) -> tuple[str, str]:
    """Return heading and text as they will be kept. Raises: CannotWriteLetter."""
    heading, text = clean_line(heading), clean(text)
    if not 0 < len(heading) <= LONGEST_HEADING or not 0 < len(text) <= LONGEST_TEXT:
        raise CannotWriteLetter
    return heading, text


def preview_to_many(actor: Actor, case: Case, heading: str, text: str) -> bytes:
    """
    Return the letter (PDF) as the applicant of ``case`` would get it; the look is noted, no letter is kept.

    ``case``: whose right the caller has asked. Raises: NotAllowed when a name or address in it is protected from the actor;
    CannotWriteLetter, CannotRenderLetter.
    """
    heading, text = read_letter_words(heading, text)
    if hides_somebody_from(actor, case):
        raise NotAllowed(detail=case.number)
    look_once(actor, case.id, "letter")
    return preview_letter(actor, copy_order(actor, case, heading, text, staff_id=actor.staff_id))


def write_to_many(actor: Actor, cases: Sequence[Case], heading: str, text: str) -> UUID:
    """
    Keep the letter for the applicants of ``cases`` (locked, the right to them asked); it goes out in ten minutes.

    Posted twice it is the same letter: while it waits, or has just gone out, the same words to the same, or to some
    of them, are no second one.
    Raises: NotAllowed, CannotWriteLetter.
    """
    heading, text = read_letter_words(heading, text)
    if actor.staff_id is None:
        raise NotAllowed
    now = clock.now()
    different = {case.id: case for case in cases}
    first = _posted_before(actor.staff_id, now - STOP_FOR, (heading, text), frozenset(different))
    if first is not None:
        return first
    letter: MassLetter = MassLetter.objects.create(
        staff_id=actor.staff_id, at=now, send_at=now + STOP_FOR, heading=heading, text=text
    )
    MassLetterCopy.objects.bulk_create(
        MassLetterCopy(mass_letter=letter, case=case) for case in different.values()
    )
    due.set_due(DUE, letter.id, letter.send_at)
    audit.record(actor, "cases.write_to_many", f"mass-letter:{letter.id}")
    return letter.id


def _posted_before(
    staff_id: UUID, since: dt.datetime, words: tuple[str, str], case_ids: frozenset[UUID]
) -> UUID | None:
    """
    Return the letter with these words to the applicants of these cases that ``staff_id`` did not stop.

    It may be to others too: some of its cases may have left the actor's hands since it was posted first.
    """
    for letter in MassLetter.objects.filter(staff_id=staff_id, at__gt=since, stopped_at__isnull=True):
        copies = MassLetterCopy.objects.filter(mass_letter=letter).values_list("case_id", flat=True)
        if (letter.heading, letter.text) == words and frozenset(copies) >= case_ids:
            return UUID(str(letter.id))
    return None


def stop_letter(actor: Actor, letter_id: UUID) -> None:
    """
    Let the actor's own letter to many not go out.

    Raises: LoginNeeded, NotAllowed, NotFoundHere, CannotStopLetter once the first copy was written.
    """
    require_desk(actor)
    letter = MassLetter.objects.select_for_update(of=("self",)).filter(id=letter_id).first()
    if letter is None or letter.staff_id != actor.staff_id:
        raise NotFoundHere(detail=f"mass letter {letter_id}")
    is_begun = MassLetterCopy.objects.filter(mass_letter=letter, letter_id__isnull=False).exists()
    if letter.stopped_at is not None or letter.done_at is not None or is_begun:
        raise CannotStopLetter(detail=f"mass letter {letter_id}")
    letter.stopped_at = clock.now()
    letter.save(update_fields=["stopped_at"])
    due.clear_due(DUE, letter.id)
    audit.record(actor, "cases.stop_letter", f"mass-letter:{letter.id}")
