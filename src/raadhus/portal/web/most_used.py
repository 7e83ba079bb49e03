"""What people of a town use most now, asked seldom: an order that changes over weeks needs no query a page."""

import datetime as dt
import time
from uuid import UUID

from raadhus.catalogue.public import ServiceCard
from raadhus.organisation.public import local_today
from raadhus.platform.requests import TownRequest
from raadhus.statistics.public import list_most_used_tasks

_WINDOW = dt.timedelta(days=28)
_KEPT_FOR_SECONDS = 600
_kept: dict[UUID, tuple[float, tuple[str, ...]]] = {}


def sorted_by_use(request: TownRequest, cards: tuple[ServiceCard, ...]) -> tuple[ServiceCard, ...]:
    """Return those of ``cards`` that were used in the last four weeks, most used first; none where nobody counted."""
    rank = {code: place for place, code in enumerate(_most_used_tasks(request))}
    used = [card for card in cards if card.task_code in rank]
    return tuple(sorted(used, key=lambda card: rank[card.task_code]))


def forget_most_used() -> None:
    """Ask anew at the next page, for tests."""
    _kept.clear()


def _most_used_tasks(request: TownRequest) -> tuple[str, ...]:
    kept = _kept.get(request.tenant)
    if kept is None or time.monotonic() - kept[0] > _KEPT_FOR_SECONDS:
        tomorrow = local_today(request.municipality.id) + dt.timedelta(days=1)
        kept = (time.monotonic(), list_most_used_tasks(request.actor, tomorrow - _WINDOW, tomorrow))
        _kept[request.tenant] = kept
    return kept[1]
