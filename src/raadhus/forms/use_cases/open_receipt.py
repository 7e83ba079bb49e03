"""What the receipt of an application tells, and the copy of what was sent."""

import dataclasses
from uuid import UUID

from raadhus.forms.access import access_own_submission
from raadhus.forms.domain.definition import NextThing
from raadhus.forms.domain.sheet import nest
from raadhus.forms.models import Submission
from raadhus.forms.queries import AttachmentInfo, list_attachments
from raadhus.forms.use_cases.forms_in_use import ServiceForm, expect_assurance, form_begun_with
from raadhus.platform.actor import Actor


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A submission with its form; ``next_things``: those that hold for what was answered."""

    submission: Submission
    service: ServiceForm
    next_things: tuple[NextThing, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentCopy:
    """A submission with the form it was sent on and the files that came with it."""

    submission: Submission
    service: ServiceForm
    files: tuple[AttachmentInfo, ...]


def open_receipt(actor: Actor, submission_id: UUID) -> Receipt:
    """Return the receipt of something the actor sent. Raises: NotFoundHere, LoginNeeded."""
    sent = access_own_submission(actor, submission_id)
    service = form_begun_with(sent.package_hash, actor.language)
    expect_assurance(actor, service)
    scene = nest(sent.answers)
    things = zip(service.form.spec.receipt.next, service.form.next_when, strict=True)
    return Receipt(
        submission=sent,
        service=service,
        next_things=tuple(thing for thing, when in things if when is None or when.evaluate(scene) is True),
    )


def open_copy(actor: Actor, submission_id: UUID) -> SentCopy:
    """Return what the actor sent, as it was sent. Raises: NotFoundHere, LoginNeeded, CannotEnterAtThisLevel."""
    sent = access_own_submission(actor, submission_id)
    service = form_begun_with(sent.package_hash, actor.language)
    expect_assurance(actor, service)
    return SentCopy(submission=sent, service=service, files=list_attachments(sent.draft_id))
