"""A caseworker reads a case, a paper of it, or the letter it would become; each look can be seen by those it concerns."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import OwnHousehold, access_case_of_unit
from raadhus.cases.domain.happenings import Happening
from raadhus.cases.models import Case, TimelineEntry
from raadhus.cases.queries.staff_case.case_file import StaffCase, read_staff_case
from raadhus.cases.queries.staff_case.people import hides_somebody_from
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.letters.compose_letter import compose_letter
from raadhus.cases.use_cases.send_decision import unsent_decision
from raadhus.cases.use_cases.staff.look_at_case import look_at_case
from raadhus.cases.use_cases.staff.write_note import note_read
from raadhus.forms.public import attachment_content, submission
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere
from raadhus.post.public import preview_letter
from raadhus.records.public import DocumentInfo, get_case_content

ONE_LOOK = dt.timedelta(minutes=10)  # going on with the same page is not another look


class PapersProtected(NotAllowed):
    """A paper holds a name or address that only cleared staff may see."""

    code = "papers-protected"
    happened = _("This paper holds a protected name or address.")
    kept = _("It was not opened. The case itself is open to you.")
    next_step = _("Ask a colleague who is cleared for protected addresses to open it.")


def read_case(actor: Actor, case_id: UUID, *, what: str = "case") -> StaffCase:
    """
    Return everything of a case and note the look; ``what``: "case" or "preview".

    Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    case = look_once(actor, case_id, what)
    if what == "case":
        note_read(actor, case)
    return read_staff_case(actor, case)


def read_case_paper(actor: Actor, case_id: UUID, document_id: UUID) -> tuple[DocumentInfo, bytes]:
    """
    Return a document of the case with its content, and note the look.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, PapersProtected, DocumentDamaged.
    """
    case = look_once(actor, case_id, "document")
    _refuse_protected(actor, case)
    return get_case_content(actor, case.id, document_id)


def read_case_attachment(actor: Actor, case_id: UUID, attachment_id: UUID) -> tuple[str, str, bytes]:
    """
    Return name, media type and content of what the applicant attached, and note the look.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, PapersProtected.
    """
    case = look_once(actor, case_id, "document")
    sent = submission(actor, case.submission_id) if case.submission_id else None
    attached = sent.attachments if sent else ()
    if attachment_id not in {file.attachment_id for file in attached}:
        raise NotFoundHere(detail=f"{case.number} has no attachment {attachment_id}")
    _refuse_protected(actor, case)
    content, name, media_type = attachment_content(actor, attachment_id)
    return name, media_type, content


def may_open(actor: Actor, case_id: UUID) -> bool:
    """Tell whether the actor may open the case now; whoever may not learns no more."""
    try:
        access_case_of_unit(actor, case_id)
    except (LoginNeeded, NotFoundHere, OwnHousehold):
        return False
    return True


def preview_decision(actor: Actor, case_id: UUID) -> bytes:
    """
    Return the letter (PDF) that *Send* would make of the decision that waits, and note the look; no letter is kept.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, PapersProtected, CannotRenderLetter.
    """
    decision = unsent_decision(access_case_of_unit(actor, case_id))
    if decision is None:
        raise NotFoundHere(detail=f"case {case_id} has no decision to preview")
    case = look_once(actor, case_id, "letter")
    _refuse_protected(actor, case)
    return preview_letter(actor, compose_letter(actor, case, decision, sent_on=town_days.today(actor)))


def look_once(actor: Actor, case_id: UUID, what: str) -> Case:
    """Return the case and note the look, once for one sitting. Raises: LoginNeeded, NotFoundHere, OwnHousehold."""
    case = access_case_of_unit(actor, case_id)
    recent = TimelineEntry.objects.filter(
        case=case, what=Happening.LOOKED_AT, staff_id=actor.staff_id, at__gt=clock.now() - ONE_LOOK
    )
    if any((entry.detail or {}).get("what") == what for entry in recent) and what != "document":
        return case
    return look_at_case(actor, case_id, what)


def _refuse_protected(actor: Actor, case: Case) -> None:
    if hides_somebody_from(actor, case):
        raise PapersProtected(detail=case.number)
