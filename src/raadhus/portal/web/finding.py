"""Search: the page of results, suggestions while typing, and the list of everything."""

import dataclasses
from collections.abc import Iterator
from itertools import groupby

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue import public as catalogue
from raadhus.catalogue.public import ServiceCard
from raadhus.platform.requests import TownRequest, rate_limited
from raadhus.portal.web import ways
from raadhus.ui.parts import Crumb, Tile

_MOST_SUGGESTIONS = 6


@dataclasses.dataclass(frozen=True, slots=True)
class ResultsPage:
    """What was found; ``meant_url`` repeats the search with the word that was perhaps meant."""

    crumbs: tuple[Crumb, ...]
    typed: str
    hits: tuple[ServiceCard, ...]
    meant: str
    meant_url: str
    tiles: tuple[Tile, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class AllPage:
    """Every service by its first letter."""

    crumbs: tuple[Crumb, ...]
    letters: tuple[tuple[str, tuple[ServiceCard, ...]], ...]


@rate_limited("search", limit=60, per_seconds=60)
@require_safe
def show(request: TownRequest) -> HttpResponse:
    """Show what was found; with nothing typed or found, other ways to go on."""
    language = request.LANGUAGE_CODE
    found = catalogue.search(request.actor, request.GET.get("q", ""), language)
    events = () if found.hits else catalogue.life_events(request.actor, language)
    meant_url = f"{reverse('portal:search')}?{urlencode({'q': found.meant})}" if found.meant else ""
    page = ResultsPage(
        crumbs=(ways.home_crumb(), Crumb(label=_("Search"))),
        typed=found.typed,
        hits=found.hits,
        meant=found.meant,
        meant_url=meant_url,
        tiles=ways.life_event_tiles(events),
    )
    return render(request, "portal/results.html", {"page": page})


@rate_limited("suggest", limit=240, per_seconds=60)
@require_safe
def suggest(request: TownRequest) -> HttpResponse:
    """Answer what the search field asks while somebody types: ``[{"title", "text", "url"}]``."""
    typed = request.GET.get("q", "")
    found = catalogue.search(request.actor, typed, request.LANGUAGE_CODE, most=_MOST_SUGGESTIONS)
    rows = [{"title": hit.title, "text": hit.summary, "url": ways.service_url(hit)} for hit in found.hits]
    return JsonResponse(rows, safe=False)


@require_safe
def show_all(request: TownRequest) -> HttpResponse:
    """Show every service from A to Å."""
    services = catalogue.list_services(request.actor, request.LANGUAGE_CODE)
    page = AllPage(
        crumbs=(ways.home_crumb(), Crumb(label=_("All services"))), letters=tuple(_by_letter(services))
    )
    return render(request, "portal/all.html", {"page": page})


def _by_letter(services: tuple[ServiceCard, ...]) -> Iterator[tuple[str, tuple[ServiceCard, ...]]]:
    for letter, cards in groupby(sorted(services, key=_as_sorted), key=lambda card: card.title[:1].upper()):
        yield letter, tuple(cards)


def _as_sorted(card: ServiceCard) -> str:
    """Return the title with æ, ø, å after z, as Danish and Norwegian order them."""
    return card.title.lower().translate({ord("æ"): "{", ord("ø"): "|", ord("å"): "}"})
