"""The list of services whose cases go by a process."""

import dataclasses
from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import PROCESS, RuledService, list_ruled_services
from raadhus.identity.public import require_staff
from raadhus.organisation.public import municipality
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.drafts import PROCESS as KIND
from raadhus.rules.public.drafts import DraftState, list_drafts
from raadhus.ui.parts import Column, Table
from raadhus.ui.words import date_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.words import drafts_in_words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModelsPage:
    """All services with a process."""

    table: Table | None


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest) -> HttpResponse:
    """Show which services have a process, and in which version. Raises: NotAllowed."""
    services = list_ruled_services(request.actor, get_language() or "en", PROCESS)
    own = list_drafts(request.actor, kind=KIND)
    at_work = {
        one.key: Counter(draft.state for draft in own if draft.service_key == one.key) for one in services
    }
    table = Table(
        caption=_("Services whose cases go by a process"),
        is_caption_hidden=True,
        columns=(
            Column(label=_("Service")),
            Column(label=_("Version")),
            Column(label=_("In force since")),
            Column(label=_("Drafts")),
            Column(label=_("Whose process")),
        ),
        rows=tuple(_row(one, at_work[one.key]) for one in services),
    )
    return render(
        request, "workspace/models/list.html", {"page": ModelsPage(table=table if services else None)}
    )


def _row(service: RuledService, drafts: Counter[DraftState]) -> tuple[str, ...]:
    url = reverse("workspace:models-steps", args=[service.key])
    return (
        format_html('<a href="{}">{}</a>', url, service.title),
        service.version,
        date_in_words(service.in_force_on),
        drafts_in_words(drafts),
        _("Our own") if service.is_own else municipality(service.owner_id).name,
    )
