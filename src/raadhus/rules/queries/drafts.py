"""Reads drafts of rules: what is being changed, what was saved of it, what happened to it, what members may try."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.rules.access import access_draft, expect_reader
from raadhus.rules.domain.drafting import OPEN, DraftState, Happening, What
from raadhus.rules.models import DraftEntry, DraftStep, ProposedRules, RuleDraft
from raadhus.rules.ports import RULES
from raadhus.rules.queries import ModelRef


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """
    A draft without its content; ``mark``: what a page carries, ``based_on``: the hash of what it began from.

    ``file``: which of the service's files it is, empty for the one that its kind begins with.
    """

    id: UUID
    kind: str
    file: str
    service_key: str
    title: str
    state: DraftState
    author_id: UUID
    writers: frozenset[UUID]
    based_on: str
    mark: str
    begun_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedStep:
    """One saved step: what was done where, by whom; ``is_here``: the draft stands at it."""

    number: int
    what: What
    place: str
    staff_id: UUID
    saved_at: datetime
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """Something that happened to a draft, in the words of whoever did it; ``kind``: of what kind of file it is a draft."""

    draft_id: UUID
    kind: str
    happening: Happening
    words: str
    staff_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft whole: its file, what can be undone and redone, and all that happened."""

    info: DraftInfo
    source: bytes
    steps: tuple[SavedStep, ...]
    entries: tuple[HistoryEntry, ...]

    @property
    def can_undo(self) -> bool:
        """Tell whether a step before is kept."""
        return bool(self.steps) and not self.steps[0].is_here

    @property
    def can_redo(self) -> bool:
        """Tell whether a step was undone."""
        return bool(self.steps) and not self.steps[-1].is_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Rules that wait for review at ``owner_id``, for members to try."""

    draft_id: UUID
    owner_id: UUID
    title: str
    model: ModelRef
    proposed_at: datetime


def list_drafts(
    actor: Actor,
    service_key: str | None = None,
    states: Iterable[DraftState] = OPEN,
    *,
    kind: str = RULES,
) -> tuple[DraftInfo, ...]:
    """Return the town's drafts, of one service or all, changed last first. Raises: NotAllowed."""
    expect_reader(actor)
    expect_tenant(actor.tenant)
    rows = RuleDraft.objects.filter(drafted=kind, state__in=[str(state) for state in states]).defer("source")
    if service_key is not None:
        rows = rows.filter(service_key=service_key)
    return tuple(_info(row) for row in rows.order_by("-changed_at"))


def get_draft(actor: Actor, draft_id: UUID, *, kind: str = RULES) -> Draft:
    """Return a draft with its steps and entries, each oldest first. Raises: NotAllowed, NotFoundHere."""
    row = access_draft(actor, draft_id, kind=kind)
    steps = DraftStep.objects.filter(draft=row).defer("source").order_by("number")
    return Draft(
        info=_info(row),
        source=bytes(row.source),
        steps=tuple(_step(step, row.position) for step in steps),
        entries=list_entries(actor, [row.id]),
    )


def get_draft_source(actor: Actor, draft_id: UUID, *, kind: str | None = RULES) -> tuple[DraftInfo, bytes]:
    """Return a draft and its content; ``kind``: of what, None is of anything. Raises: NotAllowed, NotFoundHere."""
    row = access_draft(actor, draft_id, kind=kind)
    return _info(row), bytes(row.source)


def list_entries(actor: Actor, draft_ids: Collection[UUID]) -> tuple[HistoryEntry, ...]:
    """Return what happened to drafts of the town, oldest first. Raises: NotAllowed."""
    expect_reader(actor)
    expect_tenant(actor.tenant)
    rows = DraftEntry.objects.filter(draft_id__in=list(draft_ids)).annotate(drafted=F("draft__drafted"))
    return tuple(
        HistoryEntry(
            draft_id=row.draft_id,
            kind=row.drafted,
            happening=Happening(row.happening),
            words=row.words,
            staff_id=row.staff_id,
            at=row.at,
        )
        for row in rows.order_by("at", "id")
    )


def list_proposals(actor: Actor, owner_id: UUID, service_key: str) -> tuple[Proposal, ...]:
    """Return the rules that ``owner_id`` has in review for a service. The caller has asked whose services are read here."""
    expect_reader(actor)
    rows = ProposedRules.objects.filter(owner_id=owner_id, service_key=service_key, is_published=True)
    return tuple(_proposal(row) for row in rows.order_by("-proposed_at"))


def get_proposal(actor: Actor, owner_id: UUID, draft_id: UUID) -> Proposal:
    """Return one proposal of ``owner_id``. Raises: NotAllowed, NotFoundHere."""
    expect_reader(actor)
    row = ProposedRules.objects.filter(owner_id=owner_id, draft_id=draft_id, is_published=True).first()
    if row is None:
        raise NotFoundHere(detail=f"proposal {draft_id}")
    return _proposal(row)


def _proposal(row: ProposedRules) -> Proposal:
    return Proposal(
        draft_id=row.draft_id,
        owner_id=row.owner_id,
        title=row.title,
        model=ModelRef(row.model_hash),
        proposed_at=row.proposed_at,
    )


def _info(row: RuleDraft) -> DraftInfo:
    return DraftInfo(
        id=row.id,
        kind=row.drafted,
        file=row.file,
        service_key=row.service_key,
        title=row.title,
        state=DraftState(row.state),
        author_id=row.author_id,
        writers=frozenset(UUID(one) for one in row.writers),
        based_on=row.based_on,
        mark=row.mark,
        begun_at=row.begun_at,
        changed_at=row.changed_at,
    )


def _step(row: DraftStep, position: int) -> SavedStep:
    return SavedStep(
        number=row.number,
        what=What(row.what),
        place=row.place,
        staff_id=row.staff_id,
        saved_at=row.saved_at,
        is_here=row.number == position,
    )
