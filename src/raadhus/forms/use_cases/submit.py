"""Send an application: freeze what is visible, with its provenance, once."""

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import F

from raadhus.bus import correlation, due, outbox
from raadhus.forms.access import Whose, access_own_draft, whose
from raadhus.forms.domain.helping import SCAN, needs_scan
from raadhus.forms.domain.lines import StepReading
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.reading import Trouble
from raadhus.forms.domain.saving import answers_to_submit, figures_to_submit, first_unfinished
from raadhus.forms.domain.sheet import Figure, Sheet
from raadhus.forms.domain.step_reading import Reader
from raadhus.forms.events import SubmissionCompleted
from raadhus.forms.models import Draft, HeldEntry, Help, Submission
from raadhus.forms.queries import ids_by_field, list_attachments
from raadhus.forms.use_cases.forms_in_use import expect_assurance, form_begun_with
from raadhus.forms.use_cases.start_draft import DRAFT_EXPIRES
from raadhus.identity.public import person_by_number
from raadhus.platform import audit, clock, rate_limits
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.gathering import gathering

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter looks like a digit
_NUMBER_BITS = 50
_SENDS_AN_HOUR = 20
_held = ReadyQuery(HeldEntry.objects.filter)


class StepsAreLeft(Exception):
    """A step is not finished; ``step`` is its key. Not a refusal: the person is led there."""

    def __init__(self, step: str) -> None:
        self.step = step
        super().__init__(step)


class NotDeclared(Exception):
    """The declaration was not accepted. Not a refusal: the summary says so."""

    trouble = Trouble(name="declared", code="declare_first")


class ScanIsMissing(Exception):
    """The signed paper is not attached. Not a refusal: the summary says so."""


class ChangedMeanwhile(Exception):
    """Another device changed the answers after this summary was shown. Not a refusal: it is shown anew."""


def submit(
    actor: Actor, draft_id: UUID, *, version: int, declared: bool, language: str, today: dt.date
) -> UUID:
    """
    Send the draft and return the submission's id; sent twice, it is the same one.

    Raises: NotFoundHere, StepsAreLeft, NotDeclared, ScanIsMissing, ChangedMeanwhile, TooManyRequests.
    Emits: SubmissionCompleted.
    """
    them = whose(actor)
    draft = access_own_draft(actor, draft_id, lock=True)
    if draft.state == Draft.State.SENT and draft.submission_id is not None:
        return draft.submission_id
    if draft.state != Draft.State.OPEN or draft.expires_at <= clock.now():
        raise NotFoundHere(detail=f"draft {draft_id} is {draft.state}")
    service = form_begun_with(draft.package_hash, language)
    expect_assurance(actor, service)
    sheet = Sheet.from_json(draft.sheet)
    files = ids_by_field(list_attachments(draft.id))
    readings = Reader(service.form, sheet, files, Moment(today=today)).read_all()
    if (step := first_unfinished(sheet, readings)) is not None:
        raise StepsAreLeft(step)
    if version != draft.version:
        raise ChangedMeanwhile
    if not declared:
        raise NotDeclared
    if them.help is not None and needs_scan(them.help.channel) and SCAN not in files:
        raise ScanIsMissing
    rate_limits.spend("forms.submit", str(draft.person_id), limit=_SENDS_AN_HOUR, per_seconds=3600)
    with gathering():
        sent = _freeze(actor, them, draft, sheet, readings, language)
        _close(draft, sent)
        audit.record(actor, "forms.submit", f"application:{sent.id}")
        if them.help is not None:
            Help.objects.filter(id=them.help.id).update(sent=F("sent") + 1)
        outbox.emit(
            SubmissionCompleted(
                subject=f"application:{sent.id}",
                submission_id=sent.id,
                service_key=sent.service_key,
                package_hash=sent.package_hash,
                channel=sent.channel,
                sent_at=sent.sent_at,
            )
        )
    return sent.id


def public_number(submission_id: UUID) -> str:
    """Return a number people can read aloud, made of the id's random bits: ``K7QF2-3M92X``."""
    bits = submission_id.int & ((1 << _NUMBER_BITS) - 1)
    digits = "".join(_ALPHABET[(bits >> shift) & 31] for shift in range(0, _NUMBER_BITS, 5))
    return f"{digits[:5]}-{digits[5:]}"


def _freeze(  # noqa: PLR0917 -- who, for whom, and what stands in the draft
    actor: Actor, them: Whose, draft: Draft, sheet: Sheet, readings: tuple[StepReading, ...], language: str
) -> Submission:
    submission_id = new_id()
    answers = _with_people(actor, answers_to_submit(readings))
    figures = figures_to_submit(readings, sheet, confirmed_by=str(draft.person_id))
    return append(
        Submission(
            id=submission_id,
            number=public_number(submission_id),
            draft=draft,
            person_id=draft.person_id,
            on_behalf_of=draft.on_behalf_of,
            service_key=draft.service_key,
            package_hash=draft.package_hash,
            language=language,
            channel=draft.channel if them.help is None else them.help.channel,
            entered_by=them.entered_by,
            identity_check="" if them.help is None else them.help.identity_check,
            answers=answers,
            figures={key: _with_person(actor, figure).to_json() for key, figure in figures.items()},
            sent_at=clock.now(),
            correlation=correlation.current(),
        )
    )


def _with_people(actor: Actor, answers: dict[str, Any]) -> dict[str, Any]:
    """Return the answers with persons in place of identity numbers: no number leaves the draft."""
    return {key: _person(actor, value) for key, value in answers.items()}


def _with_person(actor: Actor, figure: Figure) -> Figure:
    return dataclasses.replace(figure, value=_person(actor, figure.value), own=_person(actor, figure.own))


def _person(actor: Actor, value: Any) -> Any:
    if not (isinstance(value, dict) and "number" in value):
        return value
    return {"name": value["name"], "person_id": str(person_by_number(actor, value["number"]))}


def _close(draft: Draft, sent: Submission) -> None:
    draft.state = Draft.State.SENT
    draft.sheet = None
    draft.version += 1
    draft.submission_id = sent.id
    change(draft, "state", "sheet", "version", "submission_id")
    _held.remove(draft_id=draft.id)
    due.clear_due(DRAFT_EXPIRES, draft.id)
