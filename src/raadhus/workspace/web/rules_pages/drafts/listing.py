"""The drafts of one service's rules, and how one is begun."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import RULES, get_version
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import CannotBeginDraft, CannotReadRules, DraftOrder, DraftState
from raadhus.ui.fields import TextField
from raadhus.ui.words import instant_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages import kinds
from raadhus.workspace.web.draft_pages.listing import DraftLine, drafts_page, title_field, typed_title
from raadhus.workspace.web.draft_pages.words import STATE
from raadhus.workspace.web.rules_pages.frame import frame_of


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show what is being changed. Raises: NotAllowed, NotFoundHere."""
    return _draw(request, service, _field())


@require_POST
@require_staff(Role.RULE_AUTHOR)
def begin(request: TownRequest, service: str) -> HttpResponse:
    """
    Begin a draft from the rules in force, or from an earlier version (``version``: its hash).

    Raises: NotAllowed; NotFoundHere, also for rules that are another's.
    """
    _frame, found = frame_of(request.actor, service, "")
    if not found.is_own:
        raise NotFoundHere(detail=f"rules of {found.key} are another's")
    typed = typed_title(request)
    version = get_version(request.actor, found, request.POST.get("version", ""), may_be_later=True)
    order = DraftOrder(
        service_key=service, title=typed, based_on=found.model_hash, source=version.files[RULES]
    )
    try:
        draft_id = drafts.begin_draft(request.actor, order)
    except (CannotBeginDraft, CannotReadRules) as refusal:
        return _draw(request, service, _field(typed, refusal.in_a_form), status=refusal.status)
    return HttpResponseRedirect(f"{kinds.RULES.draft_url(service, draft_id)}?done=begun")


def _draw(request: TownRequest, service: str, field: TextField, *, status: int = 200) -> HttpResponse:
    frame, found = frame_of(request.actor, service, "workspace:rules-drafts")
    proposed = () if found.is_own else drafts.list_proposals(request.actor, found.owner_id, service)
    lines = tuple(_proposal(service, one) for one in proposed)
    page = drafts_page(request.actor, found, kinds.RULES, field, proposals=lines)
    return render(request, "workspace/rules/drafts.html", {"rules": frame, "page": page}, status=status)


def _proposal(key: str, proposal: drafts.Proposal) -> DraftLine:
    word, tone = STATE[DraftState.REVIEW]
    when = _("since %(when)s") % {"when": instant_in_words(proposal.proposed_at)}
    url = f"{reverse('workspace:rules-try', args=[key])}?draft={proposal.draft_id}"
    return DraftLine(title=proposal.title, url=url, state=str(word), tone=tone, about=when)


def _field(value: str = "", error: str = "") -> TextField:
    return title_field(_("In a few words, for example “Scale of 2025”."), value, error)
