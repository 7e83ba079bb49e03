"""Links from page to page, as the components want them."""

from django.utils.translation import gettext as _

from raadhus.catalogue.public import LifeEventCard, ServiceCard
from raadhus.platform.addresses import address_of
from raadhus.ui.parts import Crumb, Tile


def home_crumb() -> Crumb:
    """Return the first step of every path."""
    return Crumb(label=_("Home"), url=address_of("portal:home"))


def service_url(card: ServiceCard) -> str:
    """Return where the service is told of."""
    return address_of("portal:service", card.key)


def life_event_url(key: str) -> str:
    """Return where the life event is told of."""
    return address_of("portal:life-event", key)


def life_event_tiles(events: tuple[LifeEventCard, ...]) -> tuple[Tile, ...]:
    """Return the ways in from the front page."""
    return tuple(
        Tile(title=event.title, text=event.summary, icon=event.icon, url=life_event_url(event.key))
        for event in events
    )
