"""A building permit from outside: a citizen applies, the neighbours answer, a caseworker decides, the bill comes."""

import re

import pytest

from raadhus.config.proof.journey import Journey, wait_for
from raadhus.config.proof.page import Page
from raadhus.config.proof.visits import Visits
from tests.towns import TownKeeper

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]
SERVICE = "building-permit"
ANSWERS = {
    r"plot\.is_home$": "yes",
    r"plot\.area$": "800",
    r"building\.kind$": "extension",
    r"floor_area$": "200",
    r"height$": "340",
    r"distance$": "200",
    r"description$": "A room for guests.",
    r"street$": "Østergade 40",
    r"postal_code$": "9990",
    r"city$": "Egeby",
}


def test_a_permit_beyond_the_building_rights_goes_by_the_neighbour_and_the_desk(keeper: TownKeeper) -> None:
    with Visits(keeper.sound_town()) as visits:
        apply(visits.begin("egeby"))
        answer_as_neighbour(visits.begin("egeby"))
        decide(visits.begin("egeby"))
        owner = visits.begin("egeby")
        mailbox = wait_for(lambda: find_in_mailbox(owner, "Gebyr for behandling af din sag"), "the bill")

    assert mailbox is not None
    assert "Du får byggetilladelse" in mailbox.text


def apply(citizen: Journey) -> None:
    """Jonas applies, and names the plot on which Rasmus lives."""
    citizen.service = SERVICE
    page = citizen.start(citizen.log_in_to(f"{citizen.site}/apply/{SERVICE}/", "jonas"))
    while not page.url.endswith("/neighbours/"):
        page = citizen.fill_step(page, ANSWERS)
    page = citizen.visitor.submit(page, page.form(having="draft"), button="add")
    citizen.send(citizen.fill_step(page, ANSWERS))


def answer_as_neighbour(neighbour: Journey) -> None:
    """Rasmus lives at the address next door: he objects, once, and is asked nothing else."""

    def asked() -> str:
        home = neighbour.log_in_to(f"{neighbour.site}/my/", "rasmus")
        return next((url for _text, url in home.links() if re.search(r"/my/tasks/[^/]+/question/", url)), "")

    page = neighbour.visitor.open(wait_for(asked, "the question to the neighbour"))
    assert "Jonas Vang" in page.text
    without = neighbour.visitor.submit(page, page.form(having="answer"), {"answer": "objection"})
    assert without.errors, "whoever objects says why"
    said = {"answer": "objection", "about": ["light", "view"], "said": "It takes my evening sun."}
    thanks = neighbour.visitor.submit(without, without.form(having="answer"), said)
    assert "It takes my evening sun." in thanks.text
    assert "Lys og skygge" in thanks.text


def decide(clerk: Journey) -> None:
    """Hanne reads the objection, visits the plot and writes what she saw, grants it all the same, and sends."""

    def waiting() -> str:
        inbox = clerk.log_in_to(f"{clerk.site}/work/", "hanne")
        return next((url for _text, url in inbox.links() if re.search(r"/work/cases/[^/?#]+/", url)), "")

    case = clerk.visitor.open(wait_for(waiting, "the case"))
    assert "It takes my evening sun." in case.text
    assert "Lys og skygge" in case.text
    assert "ordelt efter regel" in case.text
    case = visit(clerk, case)
    decided = clerk.visitor.submit(case, case.form(action="/decide/"), given())
    assert not decided.errors, decided.errors
    clerk.visitor.submit(decided, decided.form(action="/send/"), {})


def visit(clerk: Journey, case: Page) -> Page:
    """Fill in the form of the step, and return the case's page when the decision is asked for."""
    seen = {
        "visit.on-day": "1",
        "visit.on-month": "11",
        "visit.on-year": "2023",
        "visit.as_drawn": "yes",
        "visit.distance": "205",
    }
    done = clerk.visitor.submit(case, case.form(having="visit.distance"), seen)
    assert "visit.distance" not in done.body.decode(), done.text[:2000]

    def asks_for_decision() -> Page | None:
        page = clerk.visitor.open(case.url)
        return page if b"/decide/" in page.body else None

    found = wait_for(asks_for_decision, "the decision to be asked for")
    assert found is not None
    assert "205" in found.text
    return found


def given() -> dict[str, str]:
    return {
        "choice": "share",
        "from-day": "1",
        "from-month": "12",
        "from-year": "2024",
        "reasons": "Naboens gene er lille.",
    }


def find_in_mailbox(owner: Journey, title: str) -> Page | None:
    mailbox = owner.log_in_to(f"{owner.site}/my/", "jonas")
    return mailbox if title in mailbox.text else None
