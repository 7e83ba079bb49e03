"""The proof that the town works, from outside: what was seen, line by line, each true or not."""

import http.client
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from raadhus.adapters.demo_people import DemoPerson, find
from raadhus.config.proof import journey as journeys
from raadhus.config.proof import sinks
from raadhus.config.proof.answers import judge_copy
from raadhus.config.proof.case_file import judge_case
from raadhus.config.proof.changed_rules import changed_version, decided_share
from raadhus.config.proof.counting import count_applications, judge_count
from raadhus.config.proof.expectation import OERE, expect_parents_share, monthly_oere
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.letters import read_letter
from raadhus.config.proof.lines import Line
from raadhus.config.proof.looks import judge_looks
from raadhus.config.proof.messages import count_messages, judge_messages
from raadhus.config.proof.page import CannotGoOn, Page
from raadhus.config.proof.reasons import judge_letter, judge_reasons
from raadhus.config.proof.secrecy import judge_secrecy
from raadhus.config.proof.visits import Visits, Wait, open_as
from raadhus.config.town.demo_data import TOWN_DAY
from raadhus.config.town.town import Town

CITIZEN, PAPER_CITIZEN = "vera", "tage"
"""Two of the proof's own, who apply and get a new income each time."""
DRAW = random.SystemRandom().randint
LOWEST_MONTHLY, HIGHEST_MONTHLY = 15_000_00, 60_000_00
LETTER = re.compile(r"/my/letters/[0-9a-f-]{36}/$")
APPEAL = re.compile(r"/my/decisions/[0-9a-f-]{36}/appeal/$")
CASE = re.compile(r"/my/cases/[0-9a-f-]{36}/$")


@dataclass(frozen=True)
class Told:
    """What My Page leads to: addresses of letters and of cases."""

    letters: frozenset[str]
    cases: frozenset[str]


def prove(
    town: Town, *, draw: Callable[[int, int], int] = DRAW, wait: Wait = journeys.wait_for
) -> Iterator[Line]:
    """Let somebody apply, and look at everything that must follow; the first thing that is missing ends it."""
    with Visits(town, wait) as visits:
        try:
            changed = changed_version(visits)
            if changed:
                yield _told_of(changed)
            yield from _prove_digital(visits, draw, changed)
            yield from _prove_paper(visits, draw, changed)
        except CannotGoOn as missing:
            yield Line("stopped", str(missing), is_true=False)
        except (OSError, http.client.HTTPException) as error:
            yield Line("stopped", f"a part of the town does not answer: {error}", is_true=False)


def _told_of(version: str) -> Line:
    compared = "letters are compared with what was decided, not with the law's scale"
    return Line("rules", f"people of this town changed them (version {version}): {compared}")


def _prove_digital(visits: Visits, draw: Callable[[int, int], int], changed: str) -> Iterator[Line]:
    person, scale = _draw_income(visits.town, CITIZEN, draw)
    leader = visits.begin()
    counted = count_applications(leader)
    messages = count_messages(visits)
    journey = visits.begin()
    before = _told(open_as(journey, person.key))
    service = journey.find_service()
    yield judge_looks(journey, service)
    begun_on = sinks.read_day(visits.town)
    receipt = journey.apply(service, person.key)
    sent_at = time.monotonic()
    yield Line(
        "submitted",
        f"{person.name} applied, with DKK {monthly_oere(person) / OERE:,.2f} a month, and was told “{receipt.heading}”",
    )
    arrived = _wait_for_letter(visits, journey, person, before)
    took_ms = (time.monotonic() - sent_at) * 1000
    yield Line("decided", f"and the letter in the mailbox after {took_ms:.0f} ms")
    yield judge_copy(journey.visitor.open(receipt.link(path="/copy/")), person)
    letter_page = journey.visitor.open(arrived)
    address = letter_page.link(path="/letter.pdf")
    pdf = journey.visitor.open(address).body
    letter, case = read_letter(pdf), _case_of(letter_page)
    yield judge_letter(letter, decided_share(journey.visitor.open(case)) if changed else scale)
    days = (begun_on, sinks.read_day(visits.town))
    yield judge_reasons(letter, person, days, names_scale=not changed)
    yield from judge_secrecy(visits, journey, address)
    yield from judge_case(visits, journey, case, pdf, person)
    yield from judge_messages(visits, person, messages)
    yield judge_count(visits, leader, counted)


def _prove_paper(visits: Visits, draw: Callable[[int, int], int], changed: str) -> Iterator[Line]:
    town = visits.town
    person, scale = _draw_income(town, PAPER_CITIZEN, draw)
    printed = {letter.name for letter in sinks.read_print_house(town)}
    begun_on = sinks.read_day(town)
    journey = visits.begin()
    before = _told(open_as(journey, person.key)) if changed else Told(frozenset(), frozenset())
    journey.apply(journey.find_service(), person.key)
    new = visits.wait(
        lambda: [one for one in sinks.read_print_house(town) if one.name not in printed],
        "The letter on paper",
    )
    letter = read_letter(new[0].pdf)
    is_whole = len(new) == 1 and new[0].manifest.get("pages") == letter.pages
    share = _decided_last(journey, person, before) if changed else scale
    said = judge_letter(letter, share)
    why = judge_reasons(letter, person, (begun_on, sinks.read_day(town)), names_scale=not changed)
    told = f"for {person.name}: {said.said}{'' if why.is_true else f'; {why.said}'}"
    yield Line("printed", told, said.is_true and why.is_true and is_whole)


def _decided_last(journey: Journey, person: DemoPerson, before: Told) -> str:
    """Return the share that the newest case of somebody tells. Raises: CannotGoOn when there is none."""
    new = _told(open_as(journey, person.key)).cases - before.cases
    if not new:
        raise CannotGoOn(f"My Page shows {person.name} no case of the letter on paper.")
    return decided_share(journey.visitor.open(min(new)))


def _draw_income(town: Town, key: str, draw: Callable[[int, int], int]) -> tuple[DemoPerson, str]:
    """Let the register know another income, and return the person with it and the share that must follow."""
    person = find(key)
    oere = draw(LOWEST_MONTHLY, HIGHEST_MONTHLY)
    monthly = Decimal(oere) / 100
    sinks.set_registered_income(town, person.number, monthly)
    share = expect_parents_share(
        year=TOWN_DAY.year,
        monthly_oere=oere,
        is_single=person.record.partner_number is None,
        children_at_home=sum(child.lives_at_home for child in person.children),
    )
    if person.income is None:
        raise CannotGoOn(f"{person.name} has no registered income.")
    return replace(person, income=replace(person.income, monthly=monthly)), str(share)


def _told(page: Page) -> Told:
    addresses = [address for _, address in page.links()]
    return Told(frozenset(filter(LETTER.search, addresses)), frozenset(filter(CASE.search, addresses)))


def _case_of(letter_page: Page) -> str:
    """Return the address of the case that a letter is about. Raises: CannotGoOn."""
    for case in _told(letter_page).cases:
        return case
    raise CannotGoOn(f"{letter_page.url} does not lead to the case that the letter is about.")


def _wait_for_letter(visits: Visits, journey: Journey, person: DemoPerson, before: Told) -> str:
    """Return the address of a letter that My Page did not have before.

    Raises: CannotGoOn with how far the application came.
    """

    def look() -> list[str]:
        return sorted(_told(open_as(journey, person.key)).letters - before.letters)

    try:
        return visits.wait(look, "The letter in the mailbox")[0]
    except CannotGoOn as missing:
        raise CannotGoOn(f"{missing} {_how_far(journey, person, before)}") from missing


def _how_far(journey: Journey, person: DemoPerson, before: Told) -> str:
    new = _told(open_as(journey, person.key)).cases - before.cases
    if not new:
        return "The application was received, and My Page shows no case of it."
    page = journey.visitor.open(min(new))
    is_decided = any(APPEAL.search(address) for _, address in page.links())
    return f"Its case is {'decided' if is_decided else 'opened, and nothing is decided'}: {page.url}."
