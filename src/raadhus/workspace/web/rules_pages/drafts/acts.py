"""What is done with a draft: each act is one form, one use case, and back to the draft."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import (
    CannotPublishRules,
    PublishOrder,
    RulesMovedOn,
    ScenariosChange,
    ScenariosFail,
    WrongDay,
    publish_rules,
    stop_release,
)
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import (
    LARGEST,
    CannotReadRules,
    CannotSubmitDraft,
    DraftChangedSince,
    DraftIsClosed,
    DraftState,
    NotByTheSame,
    NothingToUndo,
    NothingWritten,
)
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.rules_pages.drafts import draft as page
from raadhus.workspace.web.rules_pages.frame import frame_of

_SHOWN = (
    CannotPublishRules,
    CannotReadRules,
    CannotSubmitDraft,
    DraftChangedSince,
    DraftIsClosed,
    NotByTheSame,
    NothingToUndo,
    NothingWritten,
    RulesMovedOn,
    ScenariosChange,
    ScenariosFail,
    WrongDay,
)
"""Refusals that the draft's own page tells, beside what was typed."""


def _act(*roles: Role) -> Callable[[Callable[[TownRequest, UUID, str], str]], Callable[..., HttpResponse]]:
    """Make a view of an act that gets the draft's id and the mark of its page, and returns what the page says then."""

    def made(act: Callable[[TownRequest, UUID, str], str]) -> Callable[..., HttpResponse]:
        @require_POST
        @require_staff(*roles)
        def view(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
            expect_of_service(request.actor, service, draft_id)
            try:
                done = act(request, draft_id, request.POST.get("read", ""))
            except _SHOWN as refusal:
                return page.draw(request, service, draft_id, refusal)
            return HttpResponseRedirect(_behind(request, service, draft_id, done))

        return view

    return made


def _behind(request: TownRequest, service: str, draft_id: UUID, done: str) -> str:
    """Return the page behind an act: the table that it was done beside, while it is there; else the draft."""
    table = request.POST.get("table", "")
    _info, source = drafts.get_draft_source(request.actor, draft_id)
    if table and any(sheet.id == table for sheet in drafts.sheets_of(source)):
        return f"{page.table_url(service, draft_id, table)}&done={done}"
    return f"{reverse('workspace:rules-draft', args=[service, draft_id])}?done={done}"


def expect_of_service(actor: Actor, service: str, draft_id: UUID) -> drafts.DraftInfo:
    """Return a draft of this service. Raises: NotAllowed; NotFoundHere, also for another service's draft."""
    info, _source = drafts.get_draft_source(actor, draft_id)
    if info.service_key != service:
        raise NotFoundHere(detail=f"draft {draft_id} is of {info.service_key}")
    return info


def to_closed_draft(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse | None:
    """Lead whoever opens an editor of a draft that nobody writes on to its page, which says so. Raises: NotFoundHere."""
    info = expect_of_service(request.actor, service, draft_id)
    if info.state is DraftState.WRITING:
        return None
    return HttpResponseRedirect(f"{reverse('workspace:rules-draft', args=[service, draft_id])}?done=closed")


@_act(Role.RULE_AUTHOR)
def undo(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Go one step back or forth."""
    is_back = request.POST.get("way") != "redo"
    drafts.undo(request.actor, draft_id, read=read, by=-1 if is_back else 1)
    return "undone" if is_back else "redone"


@_act(Role.RULE_AUTHOR)
def upload(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Let the draft be an uploaded file."""
    file: Any = request.FILES.get("file")
    source = file.read(LARGEST + 1) if file is not None else b""
    drafts.replace_source(request.actor, draft_id, source, read=read)
    return "uploaded"


@_act(Role.RULE_AUTHOR)
def submit(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Send the draft for review."""
    drafts.submit_draft(request.actor, draft_id, request.POST.get("note", ""), read=read)
    return "submitted"


@_act(Role.RULE_APPROVER, Role.RULE_AUTHOR)
def give_back(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Return the draft to be written on."""
    drafts.return_draft(request.actor, draft_id, request.POST.get("reason", ""), read=read)
    return "returned"


@_act(Role.RULE_AUTHOR)
def withdraw(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Give the draft up."""
    drafts.withdraw_draft(request.actor, draft_id, read=read)
    return "withdrawn"


@_act(Role.RULE_APPROVER)
def publish(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Publish what somebody else has written."""
    order = PublishOrder(
        draft_id=draft_id,
        read=read,
        valid_from=_day(request),
        words=request.POST.get("words", ""),
        accepts_changes=request.POST.get("meant") == "yes",
    )
    publish_rules(request.actor, order)
    return "published"


@require_POST
@require_staff(Role.RULE_APPROVER)
def stop(request: TownRequest, service: str) -> HttpResponse:
    """Let published rules whose day has not come never hold. Raises: NotAllowed, NotFoundHere, NothingWritten."""
    frame_of(request.actor, service, "")
    stop_release(request.actor, service, request.POST.get("reason", ""))
    return HttpResponseRedirect(f"{reverse('workspace:rules-history', args=[service])}?done=stopped")


@require_safe
@require_staff(*RULE_READERS)
def download(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Give the draft as a file. Raises: NotAllowed, NotFoundHere."""
    expect_of_service(request.actor, service, draft_id)
    _info, source = drafts.get_draft_source(request.actor, draft_id)
    return as_file(source, f"{service}-draft.dmn")


def as_file(source: bytes, name: str) -> HttpResponse:
    """Return a model as a file that the browser saves and never shows."""
    answer = HttpResponse(source, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _day(request: TownRequest) -> dt.date:
    """Return the day that was typed. Raises: WrongDay when it is none."""
    year, month, day = (request.POST.get(f"from-{part}", "").strip() for part in ("year", "month", "day"))
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise WrongDay(detail="no day") from error
