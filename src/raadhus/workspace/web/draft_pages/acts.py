"""What is done with a draft, of rules or of a process: each act is one form, one use case, and back to the draft."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from raadhus.catalogue.public import (
    CannotPublishRules,
    NothingChanged,
    PublishOrder,
    RulesMovedOn,
    ScenariosChange,
    ScenariosFail,
    WrongDay,
    submit_draft,
)
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import Refusal
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.drafts import CannotCatchUp
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import (
    LARGEST,
    CannotReadRules,
    CannotSubmitDraft,
    DraftChangedSince,
    DraftIsClosed,
    Happening,
    NotByTheSame,
    NothingToUndo,
    NothingWritten,
)
from raadhus.ui.downloads import as_download
from raadhus.ui.parts import Moment, Problem
from raadhus.ui.words import instant_in_words
from raadhus.workspace.web.draft_pages.words import HAPPENING

SHOWN: tuple[type[Refusal], ...] = (
    CannotCatchUp,
    CannotPublishRules,
    CannotReadRules,
    CannotSubmitDraft,
    DraftChangedSince,
    DraftIsClosed,
    NotByTheSame,
    NothingChanged,
    NothingToUndo,
    NothingWritten,
    RulesMovedOn,
    ScenariosChange,
    ScenariosFail,
    WrongDay,
)
"""Refusals that the draft's own page tells, beside what was typed."""

_SAID = (Happening.SUBMITTED, Happening.RETURNED)
View = Callable[..., HttpResponse]
Act = Callable[[TownRequest, UUID, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPages:
    """
    The pages of one kind of draft: ``expect`` finds the draft or raises, ``draw`` shows it with a refusal.

    ``behind``: the page behind an act that was ``done``; ``publish`` makes it what holds.
    """

    expect: Callable[[Actor, str, UUID], object]
    draw: Callable[[TownRequest, str, UUID, Refusal], HttpResponse]
    behind: Callable[[TownRequest, str, UUID, str], str]
    publish: Callable[[Actor, PublishOrder], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftActs:
    """The views of what can be done with a draft."""

    undo: View
    upload: View
    submit: View
    give_back: View
    withdraw: View
    publish: View


def acts_of(pages: DraftPages) -> DraftActs:
    """Return the views of the acts on one kind of draft."""

    def publish(request: TownRequest, draft_id: UUID, read: str) -> str:
        order = PublishOrder(
            draft_id=draft_id,
            read=read,
            valid_from=day_of(request),
            words=request.POST.get("words", ""),
            accepts_changes=request.POST.get("meant") == "yes",
        )
        pages.publish(request.actor, order)
        return "published"

    return DraftActs(
        undo=act_on(pages, _undo, Role.RULE_AUTHOR),
        upload=act_on(pages, _upload, Role.RULE_AUTHOR),
        submit=act_on(pages, _submit, Role.RULE_AUTHOR),
        give_back=act_on(pages, _give_back, Role.RULE_APPROVER, Role.RULE_AUTHOR),
        withdraw=act_on(pages, _withdraw, Role.RULE_AUTHOR),
        publish=act_on(pages, publish, Role.RULE_APPROVER),
    )


def act_on(pages: DraftPages, act: Act, *roles: Role) -> View:
    """Make a view of an act that gets the draft's id and the mark of its page, and returns what the page says then."""

    @require_POST
    @require_staff(*roles)
    def view(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
        pages.expect(request.actor, service, draft_id)
        try:
            done = act(request, draft_id, request.POST.get("read", ""))
        except SHOWN as refusal:
            return pages.draw(request, service, draft_id, refusal)
        return HttpResponseRedirect(pages.behind(request, service, draft_id, done))

    return view


def _undo(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Go one step back or forth."""
    is_back = request.POST.get("way") != "redo"
    drafts.undo(request.actor, draft_id, read=read, by=-1 if is_back else 1)
    return "undone" if is_back else "redone"


def _upload(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Let the draft be an uploaded file."""
    file: Any = request.FILES.get("file")
    source = file.read(LARGEST + 1) if file is not None else b""
    drafts.replace_source(request.actor, draft_id, source, read=read)
    return "uploaded"


def _submit(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Send the draft for review."""
    submit_draft(request.actor, draft_id, request.POST.get("note", ""), read=read)
    return "submitted"


def _give_back(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Return the draft to be written on."""
    drafts.return_draft(request.actor, draft_id, request.POST.get("reason", ""), read=read)
    return "returned"


def _withdraw(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Give the draft up."""
    drafts.withdraw_draft(request.actor, draft_id, read=read)
    return "withdrawn"


def as_file(source: bytes, name: str) -> HttpResponse:
    """Return a model as a file that the browser saves and never shows."""
    return as_download(source, name, "application/octet-stream")


def day_of(request: TownRequest) -> dt.date:
    """Return the day that was typed. Raises: WrongDay when it is none."""
    year, month, day = (request.POST.get(f"from-{part}", "").strip() for part in ("year", "month", "day"))
    try:
        return dt.date(int(year), int(month), int(day))
    except (ValueError, OverflowError) as error:
        raise WrongDay(detail="no day") from error


def problems_of(refusal: Refusal | None) -> tuple[Problem, ...]:
    """Return what was refused, and what of the whole package does not go with the draft."""
    if refusal is None:
        return ()
    listed = refusal.problems if isinstance(refusal, CannotPublishRules) else ()
    return tuple(Problem(text=text, href="#main") for text in (refusal.in_a_form, *map(str, listed)))


def moment_of(entry: drafts.HistoryEntry, names: Mapping[UUID, str]) -> Moment:
    """Return something that happened to a draft, as a time line shows it."""
    title, icon = HAPPENING[entry.happening]
    by = names.get(entry.staff_id, "") or _("a colleague")
    return Moment(title=f"{title} · {by}", when=instant_in_words(entry.at), text=entry.words, icon=icon)


def last_said(draft: drafts.Draft, names: Mapping[UUID, str]) -> Moment | None:
    """Return what was said when the draft was sent or returned, while nothing has happened since."""
    last = draft.entries[-1] if draft.entries else None
    return moment_of(last, names) if last and last.happening in _SAID and last.words else None
