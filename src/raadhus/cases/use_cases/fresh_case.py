"""The case that is being opened: the steps of its process take from here what was just written, instead of reading it."""

import contextlib
import copy
import dataclasses
from collections.abc import Iterator
from contextvars import ContextVar
from uuid import UUID

from raadhus.cases.access import access_case_as_job
from raadhus.cases.models import Assessment, Case
from raadhus.forms.public import SubmissionInfo, submission
from raadhus.platform.actor import Actor


@dataclasses.dataclass(frozen=True, slots=True)
class Fresh:
    """A case as it was inserted in the running transaction, what was sent, and the partner who is a party of it."""

    case: Case
    sent: SubmissionInfo
    partner_id: UUID | None


_fresh: ContextVar[Fresh | None] = ContextVar("fresh_case", default=None)
_assessed: ContextVar[Assessment | None] = ContextVar("assessed_case", default=None)
_unasked: ContextVar[UUID | None] = ContextVar("unasked_case", default=None)
_sent: ContextVar[SubmissionInfo | None] = ContextVar("sent", default=None)  # never changes, so it holds on


@contextlib.contextmanager
def opening(case: Case, sent: SubmissionInfo, partner_id: UUID | None) -> Iterator[None]:
    """Keep ``case`` at hand within the block that starts its process, until its row changes."""
    token = _fresh.set(Fresh(copy.copy(case), sent, partner_id))
    told, assessed, unasked = _sent.set(sent), _assessed.set(None), _unasked.set(case.id)
    try:
        yield
    finally:
        _unasked.reset(unasked)
        _assessed.reset(assessed)
        _sent.reset(told)
        _fresh.reset(token)


def find_fresh(case_id: UUID) -> Fresh | None:
    """Return the case when it is being opened and nothing has moved it yet; then nothing was decided in it either."""
    fresh = _fresh.get()
    return fresh if fresh is not None and fresh.case.id == case_id else None


def note_moved(case_id: UUID) -> None:
    """Have the case read from the database from here on: its row was written, and may yet be written back by a savepoint."""
    if find_fresh(case_id) is not None:
        _fresh.set(None)


def note_asked(case_id: UUID) -> None:
    """Note that somebody is asked for something in the case, if it is being opened."""
    if _unasked.get() == case_id:
        _unasked.set(None)


def is_unasked(case_id: UUID) -> bool:
    """Tell whether the case is being opened and nobody was asked for anything in it; of every other the database knows."""
    return _unasked.get() == case_id


def note_assessed(assessment: Assessment) -> None:
    """Keep what the rules have just found at hand, as long as the case is fresh."""
    if find_fresh(assessment.case_id) is not None:
        _assessed.set(assessment)


def find_fresh_assessment(case_id: UUID) -> Assessment | None:
    """Return the newest assessment of a case that is being opened, None where the database must be asked."""
    assessment = _assessed.get()
    is_of_fresh = assessment is not None and assessment.case_id == case_id and find_fresh(case_id) is not None
    return assessment if is_of_fresh else None


def case_of_step(actor: Actor, case_id: UUID) -> Case:
    """Return the case a process step works on, locked or not yet seen by anybody else. Raises: NotFoundHere."""
    fresh = find_fresh(case_id)
    if fresh is None or not actor.is_system or actor.tenant != fresh.case.tenant_id:
        return access_case_as_job(actor, case_id)
    return copy.copy(fresh.case)


def what_was_sent(actor: Actor, case: Case) -> SubmissionInfo | None:
    """Return the application of ``case``, None when it has none. Raises: NotFoundHere."""
    sent = _sent.get()
    if sent is not None and sent.submission_id == case.submission_id:
        return sent
    return submission(actor, case.submission_id) if case.submission_id else None
