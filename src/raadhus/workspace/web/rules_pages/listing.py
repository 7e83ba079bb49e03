"""The list of services that decide by rules, and the way to the first page of each."""

import dataclasses
from collections import Counter

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import RuledService, list_ruled_services
from raadhus.identity.public import require_staff
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.platform.requests import TownRequest
from raadhus.rules.public.drafts import DraftState, list_drafts, list_proposals
from raadhus.ui.parts import Column, Table
from raadhus.ui.words import date_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.words import drafts_in_words, later_in_words
from raadhus.workspace.web.rules_pages.frame import TABS, frame_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """All services with rules."""

    table: Table | None


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest) -> HttpResponse:
    """Show which services decide by rules, and by which version. Raises: NotAllowed."""
    services = list_ruled_services(request.actor, get_language() or "en")
    page = RulesPage(table=_table(_waiting(request.actor, services), services) if services else None)
    return render(request, "workspace/rules/list.html", {"page": page})


@require_safe
@require_staff(*RULE_READERS)
def begin(request: TownRequest, service: str) -> HttpResponse:
    """Lead on to the first page about the rules of a service. Raises: NotAllowed, NotFoundHere."""
    frame_of(request.actor, service, "")
    return HttpResponseRedirect(reverse(TABS[0][0], args=[service]))


def _waiting(actor: Actor, services: tuple[RuledService, ...]) -> dict[str, Counter[DraftState]]:
    """Count what is being changed of each service, here or at whoever owns its rules."""
    own = list_drafts(actor)
    found = {
        one.key: Counter(draft.state for draft in own if draft.service_key == one.key) for one in services
    }
    for one in services:
        if not one.is_own:
            found[one.key] = Counter({DraftState.REVIEW: len(list_proposals(actor, one.owner_id, one.key))})
    return found


def _table(waiting: dict[str, Counter[DraftState]], services: tuple[RuledService, ...]) -> Table:
    return Table(
        caption=_("Services that decide by rules"),
        is_caption_hidden=True,
        columns=(
            Column(label=_("Service")),
            Column(label=_("Version")),
            Column(label=_("In force since")),
            Column(label=_("Drafts")),
            Column(label=_("Whose rules")),
        ),
        rows=tuple(_row(service, waiting[service.key]) for service in services),
    )


def _row(service: RuledService, waiting: Counter[DraftState]) -> tuple[str, ...]:
    return (
        format_html(
            '<a href="{}">{}</a>', reverse("workspace:rules-service", args=[service.key]), service.title
        ),
        service.version,
        _since(service),
        drafts_in_words(waiting),
        _("Our own") if service.is_own else municipality(service.owner_id).name,
    )


def _since(service: RuledService) -> str:
    """Say since when the version is in force, and which one comes after it."""
    since = date_in_words(service.in_force_on)
    if service.later is None:
        return since
    return format_html('{}<br><span class="rh-small">{}</span>', since, later_in_words(service.later))
