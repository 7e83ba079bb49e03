"""A waiting list from outside: a citizen is on it, gets an offer, takes it, and has the letter."""

import re

import pytest

from raadhus.config.proof.journey import Journey, wait_for
from raadhus.config.proof.visits import Visits
from tests.towns import TownKeeper

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]
SERVICE = "senior-housing"
WHY = "The third floor without a lift."
HOME = "En toværelses på Havnegade 5."
REASON = "Du har svært ved trapper."
ANSWERS = {r"alone$": "yes", r"stairs$": "yes", r"need\.why$": WHY}


def test_an_offer_is_taken_and_only_then_decided(keeper: TownKeeper) -> None:
    with Visits(keeper.sound_town()) as visits:
        citizen = visits.begin("egeby")
        citizen.service = SERVICE
        citizen.apply(citizen.visitor.open(f"{citizen.site}/services/{SERVICE}/"), "soren", ANSWERS)
        offer(visits.begin("egeby"))
        take(visits.begin("egeby"))
        reader = visits.begin("egeby")
        assert wait_for(lambda: "Du har fået en ældrebolig" in my_page(reader), "the decision")


def offer(clerk: Journey) -> None:
    """Karim finds the case among those of his unit, grants it, and sends: that is an offer."""

    def found() -> str:
        inbox = clerk.log_in_to(f"{clerk.site}/work/", "karim")
        cases = {url for _text, url in inbox.links() if re.search(r"/work/cases/[^/?#]+/(\?|$)", url)}
        return next((url for url in sorted(cases) if WHY in clerk.visitor.open(url).text), "")

    case = clerk.visitor.open(wait_for(found, "the case"))
    day = {"from-day": "1", "from-month": "12", "from-year": "2024"}
    given = {"choice": "share", "offered": HOME, "reasons": REASON, **day}
    decided = clerk.visitor.submit(case, case.form(action="/decide/"), given)
    assert not decided.errors, decided.errors
    clerk.visitor.submit(decided, decided.form(action="/send/"), {})


def take(citizen: Journey) -> None:
    """Søren reads which home it is, and takes it."""

    def asked() -> str:
        home = citizen.log_in_to(f"{citizen.site}/my/", "soren")
        return next((url for _text, url in home.links() if re.search(r"/my/tasks/[^/]+/question/", url)), "")

    page = citizen.visitor.open(wait_for(asked, "the offer"))
    assert HOME in page.text
    assert "Du har fået en ældrebolig" not in my_page(citizen)
    thanks = citizen.visitor.submit(page, page.form(having="answer"), {"answer": "accept"})
    assert not thanks.errors, thanks.errors


def my_page(citizen: Journey) -> str:
    return citizen.log_in_to(f"{citizen.site}/my/", "soren").text
