"""Search among what a municipality offers."""

import dataclasses

from django.db import connection

from raadhus.catalogue import access
from raadhus.catalogue.queries.shelf import ServiceCard, card_of, shelf_of
from raadhus.platform.actor import Actor
from raadhus.platform.text import clean_line

_LONGEST_QUERY = 120
_SEARCH = "SELECT key, owner_id, word FROM catalogue_search(%s, %s, %s, %s, %s)"


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
    words = clean_line(typed[: 2 * _LONGEST_QUERY])[:_LONGEST_QUERY]
    if not words:
        return SearchResult("", ())
    shelf = shelf_of(actor)
    for spoken in dict.fromkeys((language, *shelf.official_languages)):
        rows = _ask_database(actor, spoken, words, most)
        hits = [
            card_of(key, shelf.services[key].card, language) for key, _word in rows if key in shelf.services
        ]
        if hits:
            return SearchResult(words, tuple(hits), rows[0][1] or "")
    return SearchResult(words, ())


def _ask_database(actor: Actor, language: str, words: str, most: int) -> list[tuple[str, str | None]]:
    """Return key and resembling word of each hit; a service that two owners offer is the municipality's own."""
    owners = list(access.owners_read_by(actor))
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, [actor.tenant, owners, language, words, most])
        found: dict[str, str | None] = {row[0]: row[2] for row in reversed(cursor.fetchall())}
    return list(reversed(found.items()))
