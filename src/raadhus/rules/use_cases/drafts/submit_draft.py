"""Ask somebody else to read a draft, answer, or give it up: submit, return, withdraw."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.platform.text import clean
from raadhus.rules.access import access_draft, expect_approver, expect_author
from raadhus.rules.domain.drafting import DraftState, Happening
from raadhus.rules.models import ProposedRules, RuleDraft
from raadhus.rules.ports import ALONE, RULES, Surroundings, drafted_as
from raadhus.rules.use_cases.drafts.keeping import expect_read, expect_state, note_writer, write_entry

LONGEST_WORDS = 2_000


class NothingWritten(Refusal):
    """Whoever decides about a change says why, in words that others can read later."""

    status = 422
    code = "draft-words"
    happened = _("Write a few words, at most 2,000 characters.")
    kept = _("The draft is as it was.")
    next_step = _("They stand in the history.")


class NotByTheSame(Refusal):
    """Whoever has written on a draft does not decide about it."""

    status = 403
    code = "four-eyes"
    happened = _("You have written on this draft yourself: somebody else must read it.")
    kept = _("The draft waits for review.")
    next_step = _("Ask a colleague who may publish rules.")


def submit_draft(actor: Actor, draft_id: UUID, note: str, *, read: str, around: Surroundings = ALONE) -> None:
    """
    Send the draft for review with a note on why; members may try rules from now on, nobody changes it.

    ``around``: what it stands among in its service, as the caller knows.
    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, NothingWritten, CannotSubmitDraft.
    """
    staff_id = expect_author(actor)
    words = _words(note)
    with transaction(actor.tenant):
        draft = access_draft(actor, draft_id, to_change=True, kind=None)
        expect_state(draft, DraftState.WRITING)
        expect_read(draft, read)
        drafted = drafted_as(draft.drafted)
        model_hash = drafted.store(actor, bytes(draft.source), around)
        if drafted.is_tried_by_members:
            ProposedRules.objects.create(
                draft_id=draft.id,
                service_key=draft.service_key,
                title=draft.title,
                model_hash=model_hash,
                proposed_at=clock.now(),
                is_published=True,
            )
        note_writer(draft, staff_id)
        _move(actor, draft, DraftState.REVIEW)
        write_entry(draft, staff_id, Happening.SUBMITTED, words)


def return_draft(actor: Actor, draft_id: UUID, reason: str, *, read: str) -> None:
    """
    Give the draft back to be written on, with a reason: a reviewer, or an author who wants it back.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, NothingWritten.
    """
    staff_id = _either(actor)
    words = _words(reason)
    with transaction(actor.tenant):
        draft = access_draft(actor, draft_id, to_change=True, kind=None)
        expect_state(draft, DraftState.REVIEW)
        expect_read(draft, read)
        ProposedRules.objects.filter(owner_id=actor.tenant, draft_id=draft.id).delete()
        _move(actor, draft, DraftState.WRITING)
        write_entry(draft, staff_id, Happening.RETURNED, words)


def withdraw_draft(actor: Actor, draft_id: UUID, *, read: str) -> None:
    """Give the draft up; it stays to be read. Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince."""
    staff_id = expect_author(actor)
    with transaction(actor.tenant):
        draft = access_draft(actor, draft_id, to_change=True, kind=None)
        expect_state(draft, DraftState.WRITING, DraftState.REVIEW)
        expect_read(draft, read)
        ProposedRules.objects.filter(owner_id=actor.tenant, draft_id=draft.id).delete()
        _move(actor, draft, DraftState.WITHDRAWN)
        write_entry(draft, staff_id, Happening.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDraft:
    """What is to be published: which ``file`` of which service, and the hash of what it was begun from."""

    id: UUID
    file: str
    service_key: str
    based_on: str
    source: bytes


def settle_draft(actor: Actor, draft_id: UUID, words: str, *, read: str, kind: str = RULES) -> SettledDraft:
    """
    Let the draft be published, by somebody who has not written on it; the caller publishes it in this transaction.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, NotByTheSame.
    """
    staff_id = expect_approver(actor)
    draft = access_draft(actor, draft_id, to_change=True, kind=kind)
    expect_state(draft, DraftState.REVIEW)
    expect_read(draft, read)
    if str(staff_id) in draft.writers:
        raise NotByTheSame(detail=f"draft {draft_id}")
    ProposedRules.objects.filter(owner_id=actor.tenant, draft_id=draft.id).delete()
    _move(actor, draft, DraftState.PUBLISHED)
    write_entry(draft, staff_id, Happening.PUBLISHED, clean(words)[:LONGEST_WORDS])
    return SettledDraft(
        id=draft.id,
        file=draft.file,
        service_key=draft.service_key,
        based_on=draft.based_on,
        source=bytes(draft.source),
    )


def reopen_draft(actor: Actor, draft_id: UUID, reason: str, *, kind: str = RULES) -> None:
    """
    Let a draft that was to hold from a later day be written on again; the caller has stopped the later version.

    Raises: NotAllowed; NotFoundHere, also for a draft of another kind; DraftIsClosed, NothingWritten.
    """
    staff_id = expect_approver(actor)
    words = _words(reason)
    draft = access_draft(actor, draft_id, to_change=True, kind=kind)
    expect_state(draft, DraftState.PUBLISHED)
    _move(actor, draft, DraftState.WRITING)
    write_entry(draft, staff_id, Happening.TAKEN_BACK, words)


def _move(actor: Actor, draft: RuleDraft, state: DraftState) -> None:
    draft.state = state
    draft.changed_at = clock.now()
    draft.save(update_fields=["state", "changed_at", "writers"])
    audit.record(actor, f"rules.draft.{state}", f"draft:{draft.id}", {"service": draft.service_key})


def _either(actor: Actor) -> UUID:
    """Return the staff id of a reviewer or author. Raises: NotAllowed."""
    return expect_author(actor) if actor.has(Role.RULE_AUTHOR) else expect_approver(actor)


def _words(text: str) -> str:
    words = clean(text)
    if not words or len(words) > LONGEST_WORDS:
        raise NothingWritten
    return words
