"""A draft of a process in the modeller: a drawing and a panel, for those whose browser runs scripts; nothing needs it."""

import dataclasses
import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import RuledService, package
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import Refusal
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.checking import Names
from raadhus.processes.public.modeller import Drawing, readable_by_tools, save_drawing
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import LARGEST, DraftState
from raadhus.workspace.web.draft_pages.acts import as_file
from raadhus.workspace.web.model_pages.drafts.acts import expect_of_service, source_of_service
from raadhus.workspace.web.model_pages.drafts.draft import with_draft
from raadhus.workspace.web.model_pages.drafts.panel import Panel, panel_of
from raadhus.workspace.web.model_pages.parts import Finding, findings_of_draft, names_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModellerPage:
    """Where the modeller reads and saves, what it offers, and as JSON what the check says of the draft as it is."""

    mark: str
    source_url: str
    save_url: str
    draft_url: str
    file: str
    panel: Panel
    findings: str


@require_safe
@require_staff(Role.RULE_AUTHOR)
def show(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Open a draft in the modeller. Raises: NotAllowed, NotFoundHere."""
    where = [service, draft_id]
    home = reverse("workspace:models-draft", args=where)
    frame, found, draft = with_draft(request.actor, service, draft_id, lambda _draft: _("Modeller"))
    if draft.info.state is not DraftState.WRITING:
        return HttpResponseRedirect(f"{home}?done=closed")
    names = _names(request.actor, found)
    page = ModellerPage(
        mark=draft.info.mark,
        source_url=reverse("workspace:models-modeller-file", args=where),
        save_url=reverse("workspace:models-modeller-save", args=where),
        draft_url=home,
        file=f"{service}-draft.bpmn",
        panel=panel_of(names),
        findings=json.dumps(_listed(_findings(request.actor, found, draft)), ensure_ascii=False),
    )
    return render(request, "workspace/models/modeller.html", {"model": frame, "page": page})


@require_safe
@require_staff(Role.RULE_AUTHOR)
def give(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Give the draft as the modeller reads it. Raises: NotAllowed, NotFoundHere."""
    _info, source = source_of_service(request.actor, service, draft_id)
    return as_file(readable_by_tools(source), f"{service}-draft.bpmn")


@require_POST
@require_staff(Role.RULE_AUTHOR)
def save(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Keep what was drawn; answers the page's script with the new mark and findings, or a refusal. Raises: NotFoundHere."""
    expect_of_service(request.actor, service, draft_id)
    drawing = Drawing(opened=_file(request, "opened"), drawn=_file(request, "drawn"))
    try:
        mark = save_drawing(request.actor, draft_id, drawing, read=request.POST.get("read", ""))
    except Refusal as refusal:
        return JsonResponse({"sentence": refusal.in_a_form}, status=refusal.status)
    _frame, found, draft = with_draft(request.actor, service, draft_id)
    findings = _findings(request.actor, found, draft)
    return JsonResponse({"read": mark, "sentence": _saved(findings), "findings": _listed(findings)})


def _names(actor: Actor, service: RuledService) -> Names:
    return names_of(actor, package(service.content_hash).files)


def _findings(actor: Actor, service: RuledService, draft: drafts.Draft) -> tuple[Finding, ...]:
    return findings_of_draft(actor, package(service.content_hash).files, draft)


def _file(request: TownRequest, name: str) -> bytes:
    file: Any = request.FILES.get(name)
    return file.read(LARGEST + 1) if file is not None else b""


def _listed(findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    return [
        {"element": one.element, "place": one.place, "sentence": one.sentence, "refuses": one.refuses}
        for one in findings
    ]


def _saved(findings: tuple[Finding, ...]) -> str:
    count = sum(1 for one in findings if one.refuses)
    if not count:
        return _("Saved.")
    return ngettext(
        "Saved. The check finds %(count)s thing to mend.",
        "Saved. The check finds %(count)s things to mend.",
        count,
    ) % {"count": count}
