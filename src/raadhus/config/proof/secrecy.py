"""A letter is open to its receiver, on the municipality's own site, and to nobody else anywhere."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from raadhus.adapters.demo_people import find
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.lines import Line
from raadhus.config.proof.page import Page
from raadhus.config.proof.visitor import host_of
from raadhus.config.proof.visits import Visits, open_as

PDF = b"%PDF-"
OTHERS = (("egeby", "peter"), ("nordby", "ingrid"))
"""Citizens, each logged in where they live, who have no business with the letter."""


def judge_secrecy(visits: Visits, owner: Journey, address: str) -> Iterator[Line]:
    """See that a letter opens for its receiver on the municipality's own site, and nowhere else for anybody else.

    ``address``: the letter's own PDF; the page of its words lies in the folder above. Each answer is that of the address
    itself, wherever it would have led, and none may hold a word of the letter: a closed page that shows something is open.
    """
    letter = owner.visitor.look(address)
    if letter.status != HTTPStatus.OK or not letter.body.startswith(PDF):
        yield Line("closed", f"to its own receiver ({letter.status}): {address}", is_true=False)
        return
    yield _judge_closed(visits, address, letter)
    yield _judge_elsewhere(owner, address, letter)


def _judge_closed(visits: Visits, address: str, letter: Page) -> Line:
    """See that neither the letter nor the page of its words opens for somebody else, logged in where they live."""
    told, is_closed = [], True
    for site, person in OTHERS:
        stranger = visits.begin(site)
        open_as(stranger, person)
        own = _on_site(address, host_of(stranger.site).partition(".")[0])
        answers = [stranger.visitor.look(one) for one in (own, urljoin(own, "."))]
        is_closed = is_closed and all(
            page.status == HTTPStatus.NOT_FOUND and not _shows(page, letter) for page in answers
        )
        told.append(f"to {find(person).name} in {site.title()} ({answers[0].status}, {answers[1].status})")
    return Line("closed", f"{' and '.join(told)}, the letter and the page of its words", is_closed)


def _judge_elsewhere(owner: Journey, address: str, letter: Page) -> Line:
    """See that the receiver's own session is worth nothing to another municipality, and that a strange host has none."""
    session = owner.visitor.cookies[host_of(owner.site)]
    answers = []
    for host in ("nordby", "nowhere"):
        moved = _on_site(address, host)
        owner.visitor.cookies[host_of(moved)] = dict(session)
        answers.append(owner.visitor.look(moved))
    nordby, nowhere = answers
    leads_to = urlsplit(nordby.headers.get("location", ""))
    asks_for_login = nordby.status == HTTPStatus.FOUND and leads_to.path == "/login/" and not leads_to.netloc
    said = (
        f"with its receiver's session: Nordby {'asks for a login' if asks_for_login else 'answers'} "
        f"({nordby.status}), a host of nobody's answers {nowhere.status}"
    )
    is_closed = asks_for_login and nowhere.status == HTTPStatus.NOT_FOUND
    return Line("elsewhere", said, is_closed and not any(_shows(page, letter) for page in answers))


def _shows(page: Page, letter: Page) -> bool:
    return page.body.startswith(PDF) or letter.body in page.body


def _on_site(address: str, name: str) -> str:
    """Return the same address on another municipality's site."""
    parts = urlsplit(address)
    return parts._replace(netloc=f"{name}.localhost:{parts.port}").geturl()
