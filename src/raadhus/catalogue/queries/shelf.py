"""What a municipality offers: one short query tells whether anything changed; the rest is kept per process."""

import dataclasses
import datetime as dt
from collections import Counter
from uuid import UUID

import structlog

from raadhus.catalogue import access
from raadhus.catalogue.domain.cards import Card, Wording
from raadhus.catalogue.domain.problems import PackageRefused
from raadhus.catalogue.domain.service_file import ServiceKind
from raadhus.catalogue.domain.texts import TextBlock
from raadhus.catalogue.queries.keeping import Kept
from raadhus.catalogue.queries.packages import Package, get_package
from raadhus.organisation.public import local_today
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere

log = structlog.get_logger("raadhus.catalogue")


@dataclasses.dataclass(frozen=True, slots=True)
class ServiceCard:
    """What a list shows of a service; ``is_fallback`` marks words in another language than asked for."""

    key: str
    title: str
    summary: str
    icon: str
    kind: ServiceKind
    task_code: str
    language: str
    is_fallback: bool


@dataclasses.dataclass(frozen=True, slots=True)
class LifeEventCard:
    """A life event in one language, and how many services it brings."""

    key: str
    title: str
    summary: str
    icon: str
    services: int
    language: str
    is_fallback: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ServiceInfo:
    """A service as one municipality offers it, with its words in one language."""

    key: str
    title: str
    summary: str
    language: str
    is_fallback: bool
    package: Package
    texts: dict[str, TextBlock]


@dataclasses.dataclass(frozen=True, slots=True)
class Offer:
    """A service on the shelf: its card, whose it is, the address of its version, its life events, what comes after it."""

    card: Card
    owner_id: UUID
    content_hash: str
    life_events: tuple[str, ...]
    pending: tuple[dt.date, str] | None = None

    def hash_on(self, day: dt.date) -> str:
        """Return the address of the version that holds on a local day from today on."""
        return self.pending[1] if self.pending and self.pending[0] <= day else self.content_hash


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """Everything offered in one municipality, by key, in the order in which it is shown."""

    services: dict[str, Offer]
    life_events: dict[str, tuple[Wording, str]]  # words, icon

    @property
    def official_languages(self) -> tuple[str, ...]:
        """Return the languages in which every text here exists."""
        return tuple(dict.fromkeys(offer.card.official_language for offer in self.services.values()))


_editions = ReadyQuery(lambda **owners: access.published_editions(owners.values()).order_by("owner_id"))
_shelves: Kept[tuple[UUID, ...], Shelf] = Kept(64)


def get_service(actor: Actor, key: str, language: str) -> ServiceInfo:
    """
    Return the service ``key`` in ``language``.

    Raises: NotFoundHere when it is absent, not published, or another association's.
    """
    found = shelf_of(actor).services.get(key)
    if found is None:
        raise NotFoundHere(detail=f"service {key}")
    card = found.card
    package = get_package(hash_today(actor, found))
    spoken = card.spoken(language)
    return ServiceInfo(
        key=key,
        title=card.title[spoken],
        summary=card.summary[spoken],
        language=spoken,
        is_fallback=spoken != language,
        package=package,
        texts=package.texts(spoken),
    )


def list_services(actor: Actor, language: str, *, life_event: str | None = None) -> tuple[ServiceCard, ...]:
    """Return what is offered, all of it or what one life event brings, in the order it is shown."""
    return tuple(
        card_of(key, offer.card, language)
        for key, offer in shelf_of(actor).services.items()
        if life_event is None or life_event in offer.life_events
    )


def list_life_events(actor: Actor, language: str) -> tuple[LifeEventCard, ...]:
    """Return the life events that bring at least one service."""
    shelf = shelf_of(actor)
    counts = [event for offer in shelf.services.values() for event in offer.life_events]
    return tuple(
        _life_event_card(key, *shelf.life_events[key], language, counts.count(key))
        for key in shelf.life_events
        if key in counts
    )


def get_life_event(actor: Actor, key: str, language: str) -> LifeEventCard:
    """Return one life event. Raises: NotFoundHere."""
    for event in list_life_events(actor, language):
        if event.key == key:
            return event
    raise NotFoundHere(detail=f"life event {key}")


def find_target_percent(actor: Actor) -> int | None:
    """
    Return the share, in per cent, that should come by self-service: what most services here aim at.

    Of two that equally many aim at it is the higher; None when no service sets one.
    """
    cards = (offer.card for offer in shelf_of(actor).services.values())
    aims = Counter(card.target_percent for card in cards if card.target_percent is not None)
    return max(aims, key=lambda percent: (aims[percent], percent), default=None)


def card_of(key: str, card: Card, language: str) -> ServiceCard:
    """Return ``card`` in ``language``, or in the official language when it has no other."""
    spoken = card.spoken(language)
    return ServiceCard(
        key=key,
        title=card.title[spoken],
        summary=card.summary[spoken],
        icon=card.icon,
        kind=card.kind,
        task_code=card.task,
        language=spoken,
        is_fallback=spoken != language,
    )


def _life_event_card(key: str, card: Wording, icon: str, language: str, services: int) -> LifeEventCard:
    spoken = card.spoken(language)
    return LifeEventCard(
        key=key,
        title=card.title[spoken],
        summary=card.summary[spoken],
        icon=icon,
        services=services,
        language=spoken,
        is_fallback=spoken != language,
    )


def hash_today(actor: Actor, offered: Offer) -> str:
    """Return the address of the version that holds today where the actor is."""
    return offered.hash_on(local_today(actor.tenant)) if offered.pending else offered.content_hash


def shelf_of(actor: Actor) -> Shelf:
    """Return everything the actor's municipality offers. One query, unless it changed."""
    owners = {f"owner{place}": owner for place, owner in enumerate(access.owners_read_by(actor))}
    marks = tuple(edition.mark for edition in _editions.rows(**owners))
    return _shelves.get(marks, lambda: _load_shelf(actor))


def _load_shelf(actor: Actor) -> Shelf:
    services = access.published_services(actor).order_by("position", "key")
    rows = services.values_list("key", "card", "owner_id", "current__content_hash", "life_events")
    pending = {
        (one.owner_id, one.service_key): (one.valid_from, one.version.content_hash)
        for one in access.published_releases(access.owners_read_by(actor)).filter(is_pending=True)
    }
    events = access.published_life_events(actor).order_by("position", "key")
    offers: dict[str, Offer] = {}
    for key, stored, owner_id, content_hash, names in rows:
        card = Card.read(stored) or _card_of_package(content_hash)
        is_own = owner_id == actor.tenant  # a municipality's own stands before its association's
        if card and (is_own or key not in offers):
            offers[key] = Offer(card, owner_id, content_hash, tuple(names), pending.get((owner_id, key)))
    words = (
        (key, Wording.read(stored), icon) for key, stored, icon in events.values_list("key", "card", "icon")
    )
    return Shelf(services=offers, life_events={key: (card, icon) for key, card, icon in words if card})


def _card_of_package(content_hash: str) -> Card | None:
    """Return the card anew, since older code stored it; None when this code does not take the package either."""
    try:
        return Card.of(get_package(content_hash).service)
    except PackageRefused as refused:
        log.warning(
            "package.unreadable", package=content_hash, problems=[str(each) for each in refused.problems]
        )
        return None
