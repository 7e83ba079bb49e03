"""The visitors of one proof, and what the pages must know of somebody who has logged in."""

from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Protocol, Self, TypeVar

from raadhus.adapters.demo_people import NORDBY, PEOPLE, find
from raadhus.config.proof import journey
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.page import CannotGoOn, Page
from raadhus.config.proof.visitor import Visitor
from raadhus.config.town.town import Town

T = TypeVar("T")
NAMELESS = {NORDBY}
"""Whose login provider tells no name, so that a page can show none before the person has applied. Source: ID-porten."""


class Wait(Protocol):
    """Looks again until there is something to see."""

    def __call__(self, look: Callable[[], T], what: str, /) -> T:
        """Return what is seen. Raises: CannotGoOn when it does not come."""


class Visits:
    """The visitors of one proof; each has a browser of their own, closed at the end."""

    def __init__(self, town: Town, wait: Wait = journey.wait_for) -> None:
        self.town = town
        self.wait = wait
        self._open: list[Visitor] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for visitor in self._open:
            visitor.close()

    def begin(self, site: str = "egeby") -> Journey:
        """Return somebody who has just opened a browser on a municipality's site."""
        visitor = Visitor()
        self._open.append(visitor)
        return Journey(self.town.address(site), visitor)


def open_as(journey: Journey, person: str, path: str = "/my/") -> Page:
    """Return a page that wants a login, after the person's own.

    Raises: CannotGoOn when the page is not to be had, or when it takes them for somebody else.
    """
    address = f"{journey.site}{path}"
    page = journey.log_in_to(address, person)
    known = find(person)
    if page.status != HTTPStatus.OK or page.url != address:
        raise CannotGoOn(
            f"{address} does not know {known.name} after the login: {page.url} answers {page.status}."
        )
    others = [one.name for one in PEOPLE if one is not known and one.name in page.head]
    if others or (known.name not in page.head and known.town not in NAMELESS):
        raise CannotGoOn(
            f"{address} takes {known.name}, who has logged in, for {' or '.join(others) or 'nobody'}."
        )
    return page
