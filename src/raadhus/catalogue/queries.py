"""Reading the catalogue: one short query tells whether anything changed; the rest is kept per process."""

import dataclasses
import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection

from raadhus.catalogue import access
from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.service_file import ServiceFile, ServiceKind, parse_service
from raadhus.catalogue.domain.texts import TextBlock, parse_texts
from raadhus.catalogue.models import ServiceFile as StoredFile
from raadhus.catalogue.models import ServiceVersion
from raadhus.catalogue.ports import PackageRef
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.text import clean_line

_LONGEST_QUERY = 120
_SEARCH = "SELECT key, owner_id, word FROM catalogue_search(%s, %s, %s, %s, %s)"

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


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
class Package:
    """One stored version, parsed."""

    ref: PackageRef
    service: ServiceFile
    files: PackageFiles

    def texts(self, language: str) -> dict[str, TextBlock]:
        """Return the text blocks in ``language``, else in the official language."""
        return _texts(self, language)


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
class _Offer:
    """A service on the shelf: its card, whose it is, the address of its version, its life events."""

    card: dict[str, Any]
    owner_id: UUID
    content_hash: str
    life_events: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Shelf:
    """Everything offered in one municipality, by key, in the order in which it is shown."""

    services: dict[str, _Offer]
    life_events: dict[str, tuple[dict[str, Any], str]]  # card, icon

    @property
    def official_languages(self) -> tuple[str, ...]:
        """Return the languages in which every text here exists."""
        return tuple(dict.fromkeys(offer.card["official_language"] for offer in self.services.values()))


class _Kept(Generic[K, V]):
    """A small cache that keeps the newest ``size`` values; several threads may ask at once."""

    def __init__(self, size: int) -> None:
        self._size, self._values, self._lock = size, OrderedDict[K, V](), Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value


_editions = ReadyQuery(lambda **owners: access.published_editions(owners.values()).order_by("owner_id"))
_shelves: _Kept[tuple[UUID, ...], _Shelf] = _Kept(64)
_packages: _Kept[str, Package] = _Kept(500)


def get_service(actor: Actor, key: str, language: str) -> ServiceInfo:
    """
    Return the service ``key`` in ``language``.

    Raises: NotFoundHere when it is absent, not published, or another association's.
    """
    found = _shelf(actor).services.get(key)
    if found is None:
        raise NotFoundHere(detail=f"service {key}")
    card = found.card
    package = get_package(found.content_hash)
    spoken = _spoken(card, language)
    return ServiceInfo(
        key=key,
        title=card["title"][spoken],
        summary=card["summary"][spoken],
        language=spoken,
        is_fallback=spoken != language,
        package=package,
        texts=package.texts(spoken),
    )


def list_services(actor: Actor, language: str, *, life_event: str | None = None) -> tuple[ServiceCard, ...]:
    """Return what is offered, all of it or what one life event brings, in the order it is shown."""
    return tuple(
        card_of(key, offer.card, language)
        for key, offer in _shelf(actor).services.items()
        if life_event is None or life_event in offer.life_events
    )


@dataclasses.dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, best first; ``meant`` is the nearest known word when nothing was found as it was typed."""

    typed: str
    hits: tuple[ServiceCard, ...]
    meant: str = ""


def search(actor: Actor, typed: str, language: str, *, most: int = 20) -> SearchResult:
    """
    Return the services that answer what was ``typed``, in any of its forms; misspelt words find what resembles them.

    Searches the words of ``language`` and, when they hold nothing, those of the official language. Two queries.
    """
    words = clean_line(typed)[:_LONGEST_QUERY]
    if not words:
        return SearchResult("", ())
    shelf = _shelf(actor)
    for spoken in dict.fromkeys((language, *shelf.official_languages)):
        rows = _ask_database(actor, spoken, words, most)
        hits = [
            card_of(key, shelf.services[key].card, language) for key, _word in rows if key in shelf.services
        ]
        if hits:
            return SearchResult(words, tuple(hits), rows[0][1] or "")
    return SearchResult(words, ())


def list_life_events(actor: Actor, language: str) -> tuple[LifeEventCard, ...]:
    """Return the life events that bring at least one service."""
    shelf = _shelf(actor)
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


def get_package(content_hash: str) -> Package:
    """
    Return the stored version with this content, parsed; kept per process, since content never changes.

    Raises: NotFoundHere when nobody published it.
    """
    return _packages.get(content_hash, lambda: _load_package(content_hash))


def card_of(key: str, card: dict[str, Any], language: str) -> ServiceCard:
    """Return ``card`` in ``language``, or in the official language when it has no other."""
    spoken = _spoken(card, language)
    return ServiceCard(
        key=key,
        title=card["title"][spoken],
        summary=card["summary"][spoken],
        icon=card["icon"],
        kind=ServiceKind(card["kind"]),
        task_code=card["task"],
        language=spoken,
        is_fallback=spoken != language,
    )


def _life_event_card(
    key: str, card: dict[str, Any], icon: str, language: str, services: int
) -> LifeEventCard:
    spoken = _spoken(card, language)
    return LifeEventCard(
        key=key,
        title=card["title"][spoken],
        summary=card["summary"][spoken],
        icon=icon,
        services=services,
        language=spoken,
        is_fallback=spoken != language,
    )


def _spoken(card: dict[str, Any], language: str) -> str:
    if language in card["title"]:
        return language
    return str(card.get("official_language") or next(iter(card["title"])))


def _shelf(actor: Actor) -> _Shelf:
    owners = {f"owner{place}": owner for place, owner in enumerate(access.owners_read_by(actor))}
    marks = tuple(edition.mark for edition in _editions.rows(**owners))
    return _shelves.get(marks, lambda: _load_shelf(actor))


def _load_shelf(actor: Actor) -> _Shelf:
    services = access.published_services(actor).order_by("position", "key")
    rows = services.values_list("key", "card", "owner_id", "current__content_hash", "life_events")
    events = access.published_life_events(actor).order_by("position", "key")
    offers: dict[str, _Offer] = {}
    for key, card, owner_id, content_hash, names in rows:
        if (
            key not in offers or owner_id == actor.tenant
        ):  # a municipality's own stands before its association's
            offers[key] = _Offer(card, owner_id, content_hash, tuple(names))
    return _Shelf(
        services=offers,
        life_events={key: (card, icon) for key, card, icon in events.values_list("key", "card", "icon")},
    )


def _ask_database(actor: Actor, language: str, words: str, most: int) -> list[tuple[str, str | None]]:
    """Return key and resembling word of each hit; a service that two owners offer is the municipality's own."""
    owners = list(access.owners_read_by(actor))
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, [actor.tenant, owners, language, words, most])
        found: dict[str, str | None] = {row[0]: row[2] for row in reversed(cursor.fetchall())}
    return list(reversed(found.items()))


def _load_package(content_hash: str) -> Package:
    version = (
        ServiceVersion.objects.filter(content_hash=content_hash, is_published=True)
        .order_by("stored_at")
        .first()
    )
    if version is None:
        raise NotFoundHere(detail=f"package {content_hash[:12]}")
    stored = StoredFile.objects.filter(version=version).values_list("path", "content")
    files = PackageFiles({path: bytes(content) for path, content in stored})
    service = parse_service(files)
    return Package(PackageRef(version.service_key, version.version, content_hash), service, files)


@functools.lru_cache(maxsize=1_000)
def _parsed_texts(content_hash: str, name: str, content: bytes) -> dict[str, TextBlock]:
    return parse_texts(name, content)


def _texts(package: Package, language: str) -> dict[str, TextBlock]:
    name = f"texts/{language}.md"
    if name not in package.files:
        name = f"texts/{package.service.official_language}.md"
    return _parsed_texts(package.ref.content_hash, name, package.files[name])
