"""What is done with a draft of a process."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import catch_up_draft, publish_process
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.drafts import PROCESS as KIND
from raadhus.rules.public import drafts
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.acts import DraftPages, act_on, acts_of, as_file
from raadhus.workspace.web.model_pages.drafts import draft as page


def expect_of_service(actor: Actor, service: str, draft_id: UUID) -> drafts.DraftInfo:
    """Return a draft of this service's process. Raises: NotAllowed; NotFoundHere, also for another service's draft."""
    info, _source = source_of_service(actor, service, draft_id)
    return info


def source_of_service(actor: Actor, service: str, draft_id: UUID) -> tuple[drafts.DraftInfo, bytes]:
    """Return a draft of this service's process, and its file. Raises: as ``expect_of_service``."""
    info, source = drafts.get_draft_source(actor, draft_id, kind=KIND)
    if info.service_key != service:
        raise NotFoundHere(detail=f"draft {draft_id} is of {info.service_key}")
    return info, source


def _behind(_request: TownRequest, service: str, draft_id: UUID, done: str) -> str:
    return f"{reverse('workspace:models-draft', args=[service, draft_id])}?done={done}"


def _catch_up(request: TownRequest, draft_id: UUID, read: str) -> str:
    """Bring the draft up to what came into force since it was begun."""
    catch_up_draft(request.actor, draft_id, read=read)
    return "caught-up"


_PAGES = DraftPages(expect=expect_of_service, draw=page.draw, behind=_behind, publish=publish_process)
_ACTS = acts_of(_PAGES)
undo, upload, submit = _ACTS.undo, _ACTS.upload, _ACTS.submit
catch_up = act_on(_PAGES, _catch_up, Role.RULE_AUTHOR)
give_back, withdraw, publish = _ACTS.give_back, _ACTS.withdraw, _ACTS.publish


@require_safe
@require_staff(*RULE_READERS)
def give(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Give the draft as a file. Raises: NotAllowed, NotFoundHere."""
    _info, source = source_of_service(request.actor, service, draft_id)
    return as_file(source, f"{service}-draft.bpmn")
