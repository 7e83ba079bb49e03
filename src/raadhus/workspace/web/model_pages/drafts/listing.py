"""The drafts of one service's process, and how one is begun."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import PROCESS, RuledService, get_version
from raadhus.identity.public import require_staff
from raadhus.organisation.public import municipality, staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.drafts import PROCESS as KIND
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import CannotBeginDraft, DraftOrder, DraftState
from raadhus.ui.fields import TextField, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import instant_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.model_pages.frame import frame_of
from raadhus.workspace.web.rules_pages.drafts.listing import TITLE, DraftLine
from raadhus.workspace.web.rules_pages.words import STATE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftsPage:
    """Drafts at work, those that are over, and the form to begin one; ``owner`` changes the process where we do not."""

    open: tuple[DraftLine, ...]
    closed: tuple[DraftLine, ...]
    may_begin: bool
    owner: str
    field: TextField
    problems: tuple[Problem, ...]


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show what is being changed. Raises: NotAllowed, NotFoundHere."""
    return _draw(request, service, _field())


@require_POST
@require_staff(Role.RULE_AUTHOR)
def begin(request: TownRequest, service: str) -> HttpResponse:
    """
    Begin a draft from the process in force, or from an earlier version (``version``: its hash).

    Raises: NotAllowed; NotFoundHere, also for a process that is another's.
    """
    _frame, found = frame_of(request.actor, service, "")
    if not found.is_own:
        raise NotFoundHere(detail=f"the process of {service} is another's")
    typed = request.POST.get(TITLE, "")[:400]
    version = get_version(request.actor, found, request.POST.get("version", ""), may_be_later=True)
    order = DraftOrder(
        kind=KIND,
        service_key=service,
        title=typed,
        based_on=found.model_hash,
        source=version.files[PROCESS],
    )
    try:
        draft_id = drafts.begin_draft(request.actor, order)
    except CannotBeginDraft as refusal:
        return _draw(request, service, _field(typed, refusal.in_a_form), status=refusal.status)
    return HttpResponseRedirect(f"{draft_url(service, draft_id)}?done=begun")


def draft_url(service: str, draft_id: UUID) -> str:
    """Return the address of a draft."""
    return reverse("workspace:models-draft", args=[service, draft_id])


def _draw(request: TownRequest, service: str, field: TextField, *, status: int = 200) -> HttpResponse:
    frame, found = frame_of(request.actor, service, "workspace:models-drafts")
    page = _page(request.actor, found, field)
    return render(request, "workspace/models/drafts.html", {"model": frame, "page": page}, status=status)


def _page(actor: Actor, service: RuledService, field: TextField) -> DraftsPage:
    own = drafts.list_drafts(actor, service.key, DraftState, kind=KIND) if service.is_own else ()
    names = staff_names(actor, [one.author_id for one in own])
    lines = {one.id: _line(one, service.key, names.get(one.author_id, "")) for one in own}
    return DraftsPage(
        open=tuple(lines[one.id] for one in own if one.state in drafts.OPEN),
        closed=tuple(lines[one.id] for one in own if one.state not in drafts.OPEN),
        may_begin=service.is_own and actor.has(Role.RULE_AUTHOR),
        owner="" if service.is_own else municipality(service.owner_id).name,
        field=field,
        problems=problems_of([field]),
    )


def _line(draft: drafts.DraftInfo, key: str, author: str) -> DraftLine:
    word, tone = STATE[draft.state]
    return DraftLine(
        title=draft.title,
        url=draft_url(key, draft.id),
        state=str(word),
        tone=tone,
        about=_("%(name)s · changed %(when)s")
        % {"name": author or _("a colleague"), "when": instant_in_words(draft.changed_at)},
    )


def _field(value: str = "", error: str = "") -> TextField:
    return TextField(
        name=TITLE,
        label=_("What you want to change"),
        hint=_("In a few words, for example “The neighbours are heard first”."),
        value=value,
        error=error,
        max_length=120,
    )
