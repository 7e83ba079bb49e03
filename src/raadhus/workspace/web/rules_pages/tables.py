"""The rules of one service as tables that people read: of the version in force, or of an earlier one."""

import dataclasses

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import (
    RULES,
    get_version,
    law_links,
)
from raadhus.identity.public import require_staff
from raadhus.platform.requests import TownRequest
from raadhus.rules.public.presenting import ModelView, present_model
from raadhus.ui.words import date_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.rules_pages.frame import frame_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TablesPage:
    """
    The tables of one version; ``look`` is how they are drawn.

    ``earlier``: which version, when it held before; ``later``: from which day, when it will hold.
    """

    model: ModelView
    look: dict[str, object]
    earlier: str
    later: str
    current_url: str
    written_url: str
    written_word: str


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show the rules in words, or with FEEL beside (``?written=1``). Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, "workspace:rules-tables")
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
        current_url=here,
        written_url=_address(here, asked, written=not is_written),
        written_word=_("Only the words") if is_written else _("Show how it is written (FEEL)"),
    )
    return render(request, "workspace/rules/tables.html", {"rules": frame, "page": page})


def _address(here: str, version: str, *, written: bool) -> str:
    asked = [f"version={version}" if version else "", "written=1" if written else ""]
    query = "&".join(part for part in asked if part)
    return f"{here}?{query}" if query else here
