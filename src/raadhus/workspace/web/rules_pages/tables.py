"""The rules of one service as tables that people read: of the version in force, or of an earlier one."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import (
    RULES,
    RuledService,
    get_version,
    law_links,
)
from raadhus.identity.public import require_staff
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.rules.public.drafts import get_draft_source
from raadhus.rules.public.presenting import ModelView, present_model
from raadhus.ui.words import date_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.rules_pages.frame import RulesFrame, frame_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TablesPage:
    """
    The tables of one version; ``look`` is how they are drawn.

    ``earlier``: which version, when it held before; ``later``: from which day, when it will hold; ``draft``: title and
    address of the draft whose tables they are, empty where they are a version's.
    """

    model: ModelView
    look: dict[str, object]
    earlier: str
    later: str
    draft: tuple[str, str]
    current_url: str
    written_url: str
    written_word: str


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show the rules in words, or with FEEL beside (``?written=1``). Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, "workspace:rules-tables")
    if "draft" in request.GET:
        return _draft(request, frame, found, request.GET["draft"])
    version = get_version(request.actor, found, request.GET.get("version", ""), may_be_later=True)
    is_written = request.GET.get("written", "") == "1"
    here = reverse("workspace:rules-tables", args=[service])
    asked = "" if version.ref.content_hash == found.content_hash else version.ref.content_hash
    later = found.later.valid_from if found.later and asked == found.later.content_hash else None
    model = present_model(version.files[RULES], get_language() or "en")
    page = TablesPage(
        model=model,
        look={
            "links": law_links(version.service, *model.references),
            "marks": None,
            "is_written": is_written,
        },
        earlier=version.service.version if asked and not later else "",
        later=date_in_words(later) if later else "",
        draft=("", ""),
        current_url=here,
        written_url=_address(here, asked, written=not is_written),
        written_word=_written_word(is_written=is_written),
    )
    return render(request, "workspace/rules/tables.html", {"rules": frame, "page": page})


def _draft(request: TownRequest, frame: RulesFrame, service: RuledService, asked: str) -> HttpResponse:
    """Show the tables of a draft in words. Raises: NotAllowed; NotFoundHere, also for another service's draft."""
    try:
        draft_id = UUID(asked)
    except ValueError as error:
        raise NotFoundHere(detail=f"draft {asked[:80]}") from error
    info, source = get_draft_source(request.actor, draft_id)
    if info.service_key != service.key:
        raise NotFoundHere(detail=f"draft {draft_id} is of {info.service_key}")
    version = get_version(request.actor, service, "", may_be_later=True)
    is_written = request.GET.get("written", "") == "1"
    here = reverse("workspace:rules-tables", args=[service.key])
    model = present_model(source, get_language() or "en")
    page = TablesPage(
        model=model,
        look={
            "links": law_links(version.service, *model.references),
            "marks": None,
            "is_written": is_written,
        },
        earlier="",
        later="",
        draft=(info.title, reverse("workspace:rules-draft", args=[service.key, draft_id])),
        current_url=here,
        written_url=f"{here}?draft={draft_id}{'' if is_written else '&written=1'}",
        written_word=_written_word(is_written=is_written),
    )
    return render(request, "workspace/rules/tables.html", {"rules": frame, "page": page})


def _written_word(*, is_written: bool) -> str:
    return _("Only the words") if is_written else _("Show how it is written (FEEL)")


def _address(here: str, version: str, *, written: bool) -> str:
    asked = [f"version={version}" if version else "", "written=1" if written else ""]
    query = "&".join(part for part in asked if part)
    return f"{here}?{query}" if query else here
