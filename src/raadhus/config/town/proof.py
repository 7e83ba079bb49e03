"""The proof that the town works, from outside: what was seen, line by line, each true or not."""

import csv
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from http import HTTPStatus

from raadhus.adapters.demo_people import DemoPerson, find
from raadhus.config.town import sinks
from raadhus.config.town.demo_data import TOWN_DAY
from raadhus.config.town.expectation import expect_parents_share
from raadhus.config.town.journey import Journey, wait_for
from raadhus.config.town.letters import ReadLetter, read_letter
from raadhus.config.town.page import CannotGoOn
from raadhus.config.town.town import Town
from raadhus.config.town.visitor import Visitor

CITIZEN, PAPER_CITIZEN, STRANGER, NEIGHBOUR, LEADER = "amina", "else", "peter", "ingrid", "birgit"
DRAW = random.SystemRandom().randint
LOWEST_MONTHLY, HIGHEST_MONTHLY = 15_000_00, 60_000_00
WORDS_KEPT_OUT = ("fripla", "friplads", "tilskud", "%", "kr.")


@dataclass(frozen=True)
class Line:
    """One thing that was looked at."""

    what: str
    said: str
    is_true: bool = True


def prove(town: Town, *, draw: Callable[[int, int], int] = DRAW) -> Iterator[Line]:
    """Let somebody apply, and look at everything that must follow; the first thing that is missing ends it."""
    try:
        yield from _prove_digital(town, draw)
        yield from _prove_paper(town, draw)
    except CannotGoOn as missing:
        yield Line("stopped", str(missing), is_true=False)
    except OSError as error:
        yield Line("stopped", f"a part of the town does not answer: {error}", is_true=False)


def _prove_digital(town: Town, draw: Callable[[int, int], int]) -> Iterator[Line]:
    person, expected = _draw_income(town, CITIZEN, draw)
    counted = _count_applications(town)
    told_before = len(sinks.read_sms(town)), len(sinks.read_mail(town))
    journey = Journey(town.address("egeby"), Visitor())
    known = _find_letters(journey, person.key)
    receipt = journey.apply(journey.find_service(), person.key)
    sent_at = time.monotonic()
    yield Line("submitted", f"{person.name} applied, with {_kroner(person)} a month; {receipt.heading}")
    address = _wait_for_letter(journey, person.key, known)
    took_ms = (time.monotonic() - sent_at) * 1000
    yield Line("decided", f"and the letter in the mailbox after {took_ms:.0f} ms")
    pdf = journey.visitor.open(address).link(path="/letter.pdf")
    yield _judge_letter(read_letter(journey.visitor.open(pdf).body), expected)
    yield _judge_secrecy(town, pdf)
    yield from _judge_messages(town, person, told_before)
    yield _judge_count(town, counted)


def _prove_paper(town: Town, draw: Callable[[int, int], int]) -> Iterator[Line]:
    person, expected = _draw_income(town, PAPER_CITIZEN, draw)
    printed = {letter.name for letter in sinks.read_print_house(town)}
    journey = Journey(town.address("egeby"), Visitor())
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


def _judge_secrecy(town: Town, address: str) -> Line:
    """See that neither another citizen nor anybody in another municipality can open the letter."""
    answers = []
    for site, person in (("egeby", STRANGER), ("nordby", NEIGHBOUR)):
        stranger = Journey(town.address(site), Visitor())
        stranger.log_in_to(_my_page(stranger), person)
        answers.append(stranger.visitor.open(address.replace("egeby.", f"{site}.")).status)
    is_closed = answers == [HTTPStatus.NOT_FOUND] * 2
    return Line("closed", f"to another citizen ({answers[0]}) and in Nordby ({answers[1]})", is_closed)


def _judge_messages(town: Town, person: DemoPerson, before: tuple[int, int]) -> Iterator[Line]:
    texts = wait_for(lambda: sinks.read_sms(town)[before[0] :], "The SMS")
    phone = person.phone.replace(" ", "")
    discreet = not any(word in one.text.lower() for one in texts for word in WORDS_KEPT_OUT)
    yield Line(
        "SMS", f"to {texts[0].to}: {texts[0].text}", len(texts) == 1 and texts[0].to == phone and discreet
    )
    mails = wait_for(lambda: sinks.read_mail(town)[before[1] :], "The e-mail")
    body = mails[0].get_content().lower()
    discreet = not any(word in body for word in WORDS_KEPT_OUT)
    yield Line("e-mail", f"to {mails[0]['To']}: {mails[0]['Subject']}", len(mails) == 1 and discreet)


def _judge_count(town: Town, before: int) -> Line:
    after = wait_for(lambda: now if (now := _count_applications(town)) > before else 0, "The count")
    return Line("counted", f"applications by self-service: {before}, now {after}", after == before + 1)


def _count_applications(town: Town) -> int:
    """Return what a leader sees: this month's transactions by self-service, from the file behind the picture."""
    leader = Journey(town.address("egeby"), Visitor())
    page = leader.log_in_to(f"{leader.site}/console/", LEADER)
    rows = csv.DictReader(
        leader.visitor.open(page.link(path="/console/channels.csv")).body.decode().splitlines()
    )
    return sum(int(row["transactions"]) for row in rows if row["channel"] == "self_service")


def _find_letters(journey: Journey, person: str) -> set[str]:
    """Return the addresses of the letters that My page shows, newest first as it does."""
    page = journey.log_in_to(_my_page(journey), person)
    return {address for _, address in page.links() if "/my/letters/" in address}


def _wait_for_letter(journey: Journey, person: str, known: set[str]) -> str:
    return wait_for(lambda: sorted(_find_letters(journey, person) - known), "The letter in the mailbox")[0]


def _my_page(journey: Journey) -> str:
    return f"{journey.site}/my/"


def _kroner(person: DemoPerson) -> str:
    return f"DKK {person.income.monthly:,.2f}" if person.income else "nothing"
