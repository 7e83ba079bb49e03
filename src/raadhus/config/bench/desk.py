"""The pages that many cases could make slow: a caseworker's inbox and case, an applicant's own pages."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median

from raadhus.config.bench.replay import route_of
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.page import CannotGoOn, Page
from raadhus.config.proof.visitor import Visitor
from raadhus.config.town.measuring import StatementCounter
from raadhus.config.town.town import Town

CASEWORKER = "karim"
QUEUES = ("todo", "mine", "free", "late", "appeals", "waiting")
LOOKS = 8
"""So often is each page opened: a statement is planned anew some times before its plan is kept."""


@dataclass(frozen=True)
class PageCost:
    """What one page costs: the reader's wait (median), and the database's part of it (average)."""

    wait_ms: float
    database_ms: float

    def __str__(self) -> str:
        """Return a line's beginning."""
        return f"  {self.wait_ms:8.1f} {self.database_ms:8.2f}"


def look_around(town: Town, applicant: str, counter: StatementCounter) -> dict[str, PageCost]:
    """Open each page some times, as somebody logged in. Raises: CannotGoOn."""
    site = town.address("egeby")
    desk, citizen = Visitor(), Visitor()
    inbox = Journey(site, desk).log_in_to(f"{site}/work/", CASEWORKER)
    own = Journey(site, citizen).log_in_to(f"{site}/my/", applicant)
    costs = {_name(page): cost_of_page(desk, page, counter) for page in _desk_pages(site, inbox)}
    costs |= {_name(page): cost_of_page(citizen, page, counter) for page in _own_pages(site, own)}
    desk.close()
    citizen.close()
    return costs


def table_of(pages: Mapping[str, PageCost]) -> str:
    """Return the pages, a line each."""
    lines = [f"  {'wait ms':>8} {'db ms':>8}  page (of somebody with a case, or of staff)"]
    return "\n".join(lines + [f"{cost}  {page}" for page, cost in pages.items()]) + "\n"


def _desk_pages(site: str, inbox: Page) -> Sequence[str]:
    first = next((address for _, address in inbox.links() if "/work/cases/" in address), "")
    queues = [f"{site}/work/?queue={queue}" for queue in QUEUES]
    return [*queues, f"{site}/work/?q=999999", *([first] if first else [])]


def _own_pages(site: str, own: Page) -> Sequence[str]:
    first = next((address for _, address in own.links() if "/my/cases/" in address), "")
    return [
        f"{site}/my/",
        f"{site}/my/cases/",
        f"{site}/my/letters/",
        f"{site}/my/seen/",
        *([first] if first else []),
    ]


def cost_of_page(visitor: Visitor, page: str, counter: StatementCounter) -> PageCost:
    """Open one page some times. Raises: CannotGoOn when it is refused."""
    waits = []
    before = counter.database_ms()
    for _ in range(LOOKS):
        begun = time.perf_counter()
        answer = visitor.open(page)
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise CannotGoOn(f"{page} answered {answer.status}.")
        waits.append((time.perf_counter() - begun) * 1000)
    return PageCost(median(waits), (counter.database_ms() - before) / LOOKS)


def _name(address: str) -> str:
    query = address.partition("?")[2]
    return f"GET {route_of(address)}{'?' if query else ''}{query}"
