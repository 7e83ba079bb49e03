"""The drafts of one service's rules."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from raadhus.identity.public import require_staff
from raadhus.platform.requests import TownRequest
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.rules_pages.frame import frame_of


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show what is being changed. Raises: NotAllowed, NotFoundHere."""
    frame, _service = frame_of(request.actor, service, "workspace:rules-drafts")
    return render(request, "workspace/rules/drafts.html", {"rules": frame})
