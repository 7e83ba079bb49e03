"""The front page, and what belongs together when something happens in a life."""

import dataclasses

from django.http import HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.views.decorators.http import require_safe

from raadhus.catalogue import public as catalogue
from raadhus.catalogue.public import LifeEventCard, ServiceCard
from raadhus.organisation import public as organisation
from raadhus.platform.requests import TownRequest
from raadhus.portal.web import ways
from raadhus.portal.web.most_used import sorted_by_use
from raadhus.ui.parts import Crumb, Tile

_MOST_LIFE_EVENTS = 8
_MOST_USED = 6


@dataclasses.dataclass(frozen=True, slots=True)
class HomePage:
    """What the front page shows."""

    tiles: tuple[Tile, ...]
    most_used: tuple[ServiceCard, ...]
    often: tuple[ServiceCard, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """A municipality of an association, and where its own town hall is."""

    name: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class LifeEventPage:
    """What one life event brings."""

    event: LifeEventCard
    crumbs: tuple[Crumb, ...]
    services: tuple[ServiceCard, ...]


@require_safe
def show(request: TownRequest) -> HttpResponse:
    """Ask what somebody needs; offer the ways in. An association says what it is: nobody applies there."""
    if request.municipality.is_association:
        return render(request, "portal/association.html", {"members": _members(request)})
    events = catalogue.life_events(request.actor, request.LANGUAGE_CODE)
    services = catalogue.list_services(request.actor, request.LANGUAGE_CODE)
    most_used = sorted_by_use(request, services)[:_MOST_USED]
    page = HomePage(
        tiles=ways.life_event_tiles(events[:_MOST_LIFE_EVENTS]),
        most_used=most_used,
        often=() if most_used else services[:_MOST_USED],
    )
    return render(request, "portal/home.html", {"page": page})


def _members(request: TownRequest) -> tuple[Member, ...]:
    """Return the municipalities of the association, by name, at the port that was asked."""
    _, port = split_domain_port(request.get_host())
    behind = f":{port}" if port else ""
    return tuple(
        Member(town.name, f"{request.scheme}://{town.host}{behind}/")
        for town in organisation.list_municipalities()
        if town.association_id == request.municipality.id
    )


@require_safe
def show_life_event(request: TownRequest, key: str) -> HttpResponse:
    """Show the services of one life event. Raises: NotFoundHere."""
    event = catalogue.get_life_event(request.actor, key, request.LANGUAGE_CODE)
    services = catalogue.list_services(request.actor, request.LANGUAGE_CODE, life_event=key)
    page = LifeEventPage(
        event=event,
        crumbs=(ways.home_crumb(), Crumb(label=event.title)),
        services=services,
    )
    return render(request, "portal/life_event.html", {"page": page})
