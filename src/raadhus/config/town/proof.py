"""The proof that the town works, from outside: what was seen, line by line, each true or not."""

import csv
import http.client
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from raadhus.adapters.demo_people import DemoPerson, find
from raadhus.config.town import sinks
from raadhus.config.town.demo_data import TOWN_DAY
from raadhus.config.town.expectation import expect_parents_share
from raadhus.config.town.journey import Journey, wait_for
from raadhus.config.town.letters import ReadLetter, read_letter
from raadhus.config.town.page import CannotGoOn, Page
from raadhus.config.town.town import Town
from raadhus.config.town.visitor import Visitor, host_of

CITIZEN, PAPER_CITIZEN, LEADER = "vera", "tage", "birgit"
"""Two of the proof's own, who apply and get a new income each time; the leader only looks."""
OTHERS = (("egeby", "peter"), ("nordby", "ingrid"))
"""Citizens, each logged in where they live, who have no business with the letter."""
PDF = b"%PDF-"
DRAW = random.SystemRandom().randint
LOWEST_MONTHLY, HIGHEST_MONTHLY = 15_000_00, 60_000_00
LETTER = re.compile(r"/my/letters/[0-9a-f-]{36}/$")
WORDS_KEPT_OUT = ("fripla", "friplads", "tilskud", "%", "kr.")


@dataclass(frozen=True)
class Line:
    """One thing that was looked at."""

    what: str
    said: str
    is_true: bool = True


def prove(town: Town, *, draw: Callable[[int, int], int] = DRAW) -> Iterator[Line]:
    """Let somebody apply, and look at everything that must follow; the first thing that is missing ends it."""
    with Visits(town) as visits:
        try:
            yield from _prove_digital(visits, draw)
            yield from _prove_paper(visits, draw)
        except CannotGoOn as missing:
            yield Line("stopped", str(missing), is_true=False)
        except (OSError, http.client.HTTPException) as error:
            yield Line("stopped", f"a part of the town does not answer: {error}", is_true=False)


class Visits:
    """The visitors of one proof; each has a browser of their own, closed at the end."""

    def __init__(self, town: Town) -> None:
        self.town = town
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


def _prove_digital(visits: Visits, draw: Callable[[int, int], int]) -> Iterator[Line]:
    town = visits.town
    person, expected = _draw_income(town, CITIZEN, draw)
    leader = visits.begin()
    counted = _count_applications(leader)
    told_before = len(sinks.read_sms(town)), len(sinks.read_mail(town))
    journey = visits.begin()
    known = _find_letters(journey, person.key)
    receipt = journey.apply(journey.find_service(), person.key)
    sent_at = time.monotonic()
    yield Line(
        "submitted",
        f"{person.name} applied, with {_kroner(person)} a month, and was told “{receipt.heading}”",
    )
    address = _wait_for_letter(journey, person.key, known)
    took_ms = (time.monotonic() - sent_at) * 1000
    yield Line("decided", f"and the letter in the mailbox after {took_ms:.0f} ms")
    pdf = journey.visitor.open(address).link(path="/letter.pdf")
    yield _judge_letter(read_letter(journey.visitor.open(pdf).body), expected)
    yield from judge_secrecy(visits, journey, pdf)
    yield from _judge_messages(town, person, told_before)
    yield _judge_count(leader, counted)


def _prove_paper(visits: Visits, draw: Callable[[int, int], int]) -> Iterator[Line]:
    town = visits.town
    person, expected = _draw_income(town, PAPER_CITIZEN, draw)
    printed = {letter.name for letter in sinks.read_print_house(town)}
    journey = visits.begin()
    journey.apply(journey.find_service(), person.key)
    new = wait_for(
        lambda: [one for one in sinks.read_print_house(town) if one.name not in printed],
        "The letter on paper",
    )
    letter = read_letter(new[0].pdf)
    is_whole = len(new) == 1 and new[0].manifest.get("pages") == letter.pages
    line = _judge_letter(letter, expected)
    yield replace(
        line, what="printed", said=f"for {person.name}: {line.said}", is_true=line.is_true and is_whole
    )


def _draw_income(town: Town, key: str, draw: Callable[[int, int], int]) -> tuple[DemoPerson, int]:
    """Let the register know another income, and return the person with it and the share that must follow."""
    person = find(key)
    oere = draw(LOWEST_MONTHLY, HIGHEST_MONTHLY)
    monthly = Decimal(oere) / 100
    sinks.set_registered_income(town, person.number, monthly)
    expected = expect_parents_share(
        year=TOWN_DAY.year,
        monthly_oere=oere,
        is_single=person.record.partner_number is None,
        children_at_home=sum(child.lives_at_home for child in person.children),
    )
    if person.income is None:
        raise CannotGoOn(f"{person.name} has no registered income.")
    return replace(person, income=replace(person.income, monthly=monthly)), expected


def _judge_letter(letter: ReadLetter, expected: int) -> Line:
    said = (
        f"{letter.pages} page{'s' * (letter.pages != 1)}, {' and '.join(letter.standards) or 'no standard'}"
    )
    says_it = letter.says_share(expected)
    told = (
        f"says that the parents pay {expected} %"
        if says_it
        else f"does not say {expected} %: {letter.text[:400]}"
    )
    return Line("letter", f"{said}, {told}", says_it and len(letter.standards) == 2 and letter.pages > 0)


def judge_secrecy(visits: Visits, owner: Journey, address: str) -> Iterator[Line]:
    """See that a letter opens for its receiver on the municipality's own site, and nowhere else for anybody else.

    ``address``: the letter's own. Each answer is that of the address itself, wherever it would have led, and none may
    hold a word of the letter: a closed page that shows something is open.
    """
    letter = owner.visitor.look(address)
    if letter.status != HTTPStatus.OK or not letter.body.startswith(PDF):
        yield Line("closed", f"to its own receiver ({letter.status}): {address}", is_true=False)
        return
    others = [_answer_to(visits.begin(site), person, address) for site, person in OTHERS]
    told = f"to another citizen ({others[0].status}) and to one in Nordby ({others[1].status})"
    is_closed = all(page.status == HTTPStatus.NOT_FOUND for page in others)
    yield Line("closed", told, is_closed and not any(_shows(page, letter) for page in others))
    yield _judge_elsewhere(owner, address, letter)


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


def _answer_to(stranger: Journey, person: str, address: str) -> Page:
    """Return what a letter's address, on the stranger's own municipality's site, answers when they are logged in.

    Raises: CannotGoOn when they are not.
    """
    stranger.log_in_to(_my_page(stranger), person)
    home = stranger.visitor.look(_my_page(stranger))
    if home.status != HTTPStatus.OK:
        raise CannotGoOn(f"{home.url} does not know {person} after the login: it answers {home.status}.")
    return stranger.visitor.look(_on_site(address, host_of(stranger.site).partition(".")[0]))


def _shows(page: Page, letter: Page) -> bool:
    return page.body.startswith(PDF) or letter.body in page.body


def _on_site(address: str, name: str) -> str:
    """Return the same address on another municipality's site."""
    parts = urlsplit(address)
    return parts._replace(netloc=f"{name}.localhost:{parts.port}").geturl()


def _judge_messages(town: Town, person: DemoPerson, before: tuple[int, int]) -> Iterator[Line]:
    texts = wait_for(lambda: sinks.read_sms(town)[before[0] :], "The SMS")
    phone = person.phone.replace(" ", "")
    discreet = not any(word in one.text.lower() for one in texts for word in WORDS_KEPT_OUT)
    yield Line(
        "SMS", f"to {texts[0].to}: “{texts[0].text}”", len(texts) == 1 and texts[0].to == phone and discreet
    )
    mails = wait_for(lambda: sinks.read_mail(town)[before[1] :], "The e-mail")
    body = mails[0].get_content().lower()
    discreet = not any(word in body for word in WORDS_KEPT_OUT)
    yield Line("e-mail", f"to {mails[0]['To']}: “{mails[0]['Subject']}”", len(mails) == 1 and discreet)


def _judge_count(leader: Journey, before: int) -> Line:
    after = wait_for(lambda: now if (now := _count_applications(leader)) > before else 0, "The count")
    return Line("counted", f"applications by self-service: {before}, now {after}", after == before + 1)


def _count_applications(leader: Journey) -> int:
    """Return what a leader sees: this month's transactions by self-service, from the file behind the picture."""
    page = leader.log_in_to(f"{leader.site}/console/", LEADER)
    table = leader.visitor.open(page.link(path="/console/channels.csv")).body.decode()
    rows = csv.DictReader(table.splitlines())
    return sum(int(row["transactions"]) for row in rows if row["channel"] == "self_service")


def _find_letters(journey: Journey, person: str) -> set[str]:
    """Return the addresses of the letters that My Page shows, newest first as it does."""
    page = journey.log_in_to(_my_page(journey), person)
    return {address for _, address in page.links() if LETTER.search(address)}


def _wait_for_letter(journey: Journey, person: str, known: set[str]) -> str:
    return wait_for(lambda: sorted(_find_letters(journey, person) - known), "The letter in the mailbox")[0]


def _my_page(journey: Journey) -> str:
    return f"{journey.site}/my/"


def _kroner(person: DemoPerson) -> str:
    return f"DKK {person.income.monthly:,.2f}" if person.income else "nothing"
