"""What is done with a draft of rules, and with a version that waits for its day."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import publish_rules, stop_release
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import DraftState
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.acts import DraftPages, acts_of, as_file
from raadhus.workspace.web.rules_pages.drafts import draft as page
from raadhus.workspace.web.rules_pages.frame import frame_of


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


def _behind(request: TownRequest, service: str, draft_id: UUID, done: str) -> str:
    """Return the page behind an act: the table that it was done beside, while it is there; else the draft."""
    table = request.POST.get("table", "")
    _info, source = drafts.get_draft_source(request.actor, draft_id)
    if table and any(sheet.id == table for sheet in drafts.sheets_of(source)):
        return f"{page.table_url(service, draft_id, table)}&done={done}"
    return f"{reverse('workspace:rules-draft', args=[service, draft_id])}?done={done}"


_ACTS = acts_of(DraftPages(expect=expect_of_service, draw=page.draw, behind=_behind, publish=publish_rules))
undo, upload, submit = _ACTS.undo, _ACTS.upload, _ACTS.submit
give_back, withdraw, publish = _ACTS.give_back, _ACTS.withdraw, _ACTS.publish


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
