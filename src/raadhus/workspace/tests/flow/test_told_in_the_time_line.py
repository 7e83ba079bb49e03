"""What the time line of a case says of letters, of figures put right, and of what people were asked and answered."""

import re

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, NOON, Resident
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.cases.tests.settown import APPLIED, HOME
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk, all_of, figure_form, page

NEAR = Resident(number="6505851238", name="Nete Nabo", street="Åvej 3")
FAR = Resident(number="6606851239", name="Frank Nabo", street="Åvej 5")


def line(shown, title):
    """Return what stands under each entry of the time line called ``title``, newest first."""
    happened = shown[shown.index('id="happened"') :]
    entries = re.findall(r"<li.*?</li>", happened, re.DOTALL)
    plain = (" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in entries)
    return [one for one in plain if title in one]


def test_a_letter_that_arrived_or_was_opened_is_named(desk, case, url):
    mette = desk.staff()
    mette.post(f"{url}/ask-to-complete/", {"question": "Your pay slip."})
    run_all()
    letter = all_of("post.Letter")[-1]
    desk.citizen(ANNE).get(f"/my/letters/{letter.id}/")
    run_all()

    shown = page(mette, f"/work/cases/{case.id}/")

    for title in ("Letter written", "Letter delivered", "Letter opened"):
        assert [letter.title in one for one in line(shown, title)] == [True]


def test_a_corrected_figure_tells_what_it_was_before(desk, case, url):
    mette = desk.staff()
    mette.post(f"{url}/correct/", figure_form(case, "24300", "Pay slip of October."))

    (told,) = line(page(mette, f"/work/cases/{case.id}/"), "Figure corrected")

    assert "from DKK 12,000 to DKK 24,300" in told.replace("\xa0", " ")
    assert "Pay slip of October." in told


@pytest.fixture
def building(towns, db):
    """Return Egeby with the building permit, Anne and two neighbours."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, NEAR, FAR)
        yield Desk(town)


@pytest.fixture
def heard(building):
    """Return a case in which two neighbours are asked."""
    both = [{"_id": f"n{number}", "address": {"street": f"Åvej {number}", **HOME}} for number in (3, 5)]
    return building.town.send(ANNE, APPLIED | {"building.distance": 200, "neighbours": both})


@pytest.fixture
def own(building):
    return building.staff("Byg-Sagsbehandlere", name="Bo Byg")


def answer_of(resident, building, case):
    person = building.town.people[resident.number]
    put = next(one for one in all_of("cases.PutQuestion") if one.person_id == person)
    return f"/work/cases/{case.id}/tasks/{put.task_id}/answer/"


def test_each_neighbour_is_named_with_what_they_were_asked(building, own, heard):
    shown = page(own, f"/work/cases/{heard.id}/")

    assert sorted(
        next(name for name in (NEAR.name, FAR.name) if name in one) for one in line(shown, "Question sent")
    ) == sorted((NEAR.name, FAR.name))


def test_an_entered_answer_that_was_put_right_tells_what_stood_before(building, own, heard):
    url = answer_of(NEAR, building, heard)
    own.post(url, {"channel": "phone", "answer": "no-objection"})
    run_all()
    stands = re.search(r'name="instead_of" value="([^"]+)"', own.get(url).text)
    assert stands is not None
    own.post(url, {"channel": "phone", "answer": "objection", "said": "No.", "instead_of": stands[1]})
    run_all()

    newest, first = line(page(own, f"/work/cases/{heard.id}/"), "Question answered")

    assert NEAR.name in newest
    assert "puts right what a colleague had entered" in newest
    assert "before: I have no objection" in newest
    assert "before:" not in first


def test_a_case_in_which_two_are_asked_waits_in_one_row_that_says_so(building, own, heard):
    shown = page(own, "/work/?queue=waiting")
    assert shown.count("rh-work__link") == 1
    assert "2 answers awaited" in shown
    assert "1 case, nearest deadline first" in shown
    assert "We have asked 2 people in the case." in page(own, f"/work/cases/{heard.id}/")

    own.post(answer_of(NEAR, building, heard), {"channel": "phone", "answer": "no-objection"})
    run_all()

    shown = page(own, "/work/?queue=waiting")
    assert shown.count("rh-work__link") == 1
    assert "answers awaited" not in shown


def test_nothing_is_done_with_several_of_those_that_wait_for_citizens(building, own, heard):
    shown = page(own, "/work/?queue=waiting")

    assert 'name="task"' not in shown
    assert "With the chosen" not in shown
