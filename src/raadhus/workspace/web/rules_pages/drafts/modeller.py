"""A draft in the modeller: a diagram and tables to draw in, for those whose browser runs scripts; nothing needs it."""

import dataclasses
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import RuledService, get_ruled_service
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import Refusal
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import LARGEST
from raadhus.rules.public.modeller import for_modeller, foreign_parts, save_drawn
from raadhus.workspace.web.rules_pages.drafts.acts import expect_of_service, to_closed_draft
from raadhus.workspace.web.rules_pages.drafts.draft import with_draft
from raadhus.workspace.web.rules_pages.drafts.findings import findings_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModellerPage:
    """
    Where the modeller reads and saves; ``foreign``: what it would lose, and then it is not opened.

    ``found``: how much the check finds in the draft as it is kept, empty for nothing.
    """

    mark: str
    source_url: str
    save_url: str
    draft_url: str
    foreign: str
    found: str


@require_safe
@require_staff(Role.RULE_AUTHOR)
def show(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Open a draft in the modeller. Raises: NotAllowed, NotFoundHere."""
    if closed := to_closed_draft(request, service, draft_id):
        return closed
    frame, found, draft = with_draft(request.actor, service, draft_id, lambda _draft: _("Modeller"))
    where = [service, draft_id]
    page = ModellerPage(
        mark=draft.info.mark,
        source_url=reverse("workspace:rules-modeller-file", args=where),
        save_url=reverse("workspace:rules-modeller-save", args=where),
        draft_url=reverse("workspace:rules-draft", args=where),
        foreign=", ".join(foreign_parts(draft.source)),
        found=_finds(draft.source, found),
    )
    return render(request, "workspace/rules/modeller.html", {"rules": frame, "page": page})


@require_safe
@require_staff(Role.RULE_AUTHOR)
def give(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Give the draft as the modeller reads it. Raises: NotAllowed, NotFoundHere."""
    expect_of_service(request.actor, service, draft_id)
    _info, source = drafts.get_draft_source(request.actor, draft_id)
    answer = HttpResponse(for_modeller(source), content_type="application/octet-stream")
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@require_staff(Role.RULE_AUTHOR)
def save(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Keep what was drawn; answers the page's script with the new mark and findings, or a refusal. Raises: NotFoundHere."""
    expect_of_service(request.actor, service, draft_id)
    file: Any = request.FILES.get("file")
    drawn = file.read(LARGEST + 1) if file is not None else b""
    try:
        mark = save_drawn(request.actor, draft_id, drawn, read=request.POST.get("read", ""))
    except Refusal as refusal:
        return JsonResponse({"sentence": refusal.in_a_form}, status=refusal.status)
    return JsonResponse({"read": mark, "findings": _findings_in_words(request.actor, service, draft_id)})


def _findings_in_words(actor: Actor, service: str, draft_id: UUID) -> str:
    """Say that the draft is saved, and how much the check finds in it as it is kept now; empty when that is nothing."""
    found = get_ruled_service(actor, service, get_language() or "en")
    _info, source = drafts.get_draft_source(actor, draft_id)
    told = _finds(source, found)
    return f"{_('Saved.')} {told}" if told else ""


def _finds(source: bytes, service: RuledService) -> str:
    """Say how many findings keep rules from being sent for review; empty when none does."""
    count = sum(1 for one in findings_of(source, service) if one.refuses)
    if not count:
        return ""
    told = ngettext(
        "The check finds %(count)s thing to mend.", "The check finds %(count)s things to mend.", count
    )
    return told % {"count": count}
