"""A step of the process on the page of its case: its form, what is to be put right, and who sees it."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, NOON, Resident
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.cases.tests.settown import APPLIED, SetTown
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk, all_of, page

BUILDERS = "Byg-Sagsbehandlere"
VISIT = '<raadhus:task handler="cases.work" form="site-visit" unit="pladsanvisningen"/>'
SEEN = {
    "visit.on-day": "4",
    "visit.on-month": "11",
    "visit.on-year": "2024",
    "visit.as_drawn": "no",
    "visit.distance": "240",
    "visit.seen": "Skuret er større.",
    "shown": "visit.on visit.as_drawn visit.distance visit.seen",
}


@pytest.fixture
def desk(towns, db):
    """Return Egeby, whose building permits ask another unit to visit the plot."""
    with clock.frozen(NOON):
        town = SetTown(VISIT).build()
        town.move_in(ANNE)
        yield Desk(town)


@pytest.fixture
def case(desk):
    return desk.town.send(ANNE, APPLIED)


def task_url(case):
    (task,) = (one for one in all_of("cases.Task") if one.case_id == case.id)
    return f"/work/cases/{case.id}/tasks/{task.id}/work/"


def test_the_inbox_and_the_case_name_the_step_and_the_page_asks_its_questions(desk, case):
    guest = desk.staff()

    assert "Sagsbehandler afgør" in page(guest, "/work/")
    shown = page(guest, f"/work/cases/{case.id}/")

    assert "Visit to the plot" in shown
    assert "Measured distance to the boundary in cm" in shown
    assert task_url(case) in shown
    assert "/decide/" not in shown


def test_what_is_wrong_is_told_at_its_question_and_what_was_typed_stands(desk, case):
    guest = desk.staff()

    answer = guest.post(task_url(case), SEEN | {"visit.distance": "far"})

    assert answer.status_code == 422
    assert "Write a whole number" in answer.text
    assert "Skuret er større." in answer.text
    assert all_of("cases.Task")[0].status == "open"


def test_whoever_may_open_the_case_for_the_step_alone_is_led_to_the_inbox_when_it_is_done(desk, case):
    guest, own = desk.staff(), desk.staff(BUILDERS, name="Bo Byg")
    before = page(own, f"/work/cases/{case.id}/")

    answer = guest.post(task_url(case), SEEN)

    assert answer.headers["Location"].startswith("/work/?done=")
    assert guest.get(f"/work/cases/{case.id}/").status_code == 404
    assert "Pladsanvisningen has a task in this case" in before
    run_all()
    after = page(own, f"/work/cases/{case.id}/")
    assert "Skuret er større." in after
    assert "Step done" in after


def test_the_cases_own_unit_cannot_do_the_step_of_another(desk, case):
    own = desk.staff(BUILDERS, name="Bo Byg")

    assert own.post(task_url(case), SEEN).status_code == 404
    assert all_of("cases.Task")[0].status == "open"


def test_the_plot_is_visited_once_the_neighbours_are_heard_and_then_the_case_is_decided(towns, db):
    near = Resident(number="6505851238", name="Nete Nabo", street="Åvej 3")
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, near)
        desk = Desk(town)
        own = desk.staff(BUILDERS, name="Bo Byg", language="da")
        found = town.send(ANNE, APPLIED | {"building.distance": 200})
        town.answer(near, found, "objection", "Det skygger.")
        url = f"/work/cases/{found.id}/"
        task = next(one for one in all_of("cases.Task") if one.task_kind == "work")

        assert "Besigtig grunden" in page(own, url)
        assert own.post(f"{url}tasks/{task.id}/work/", SEEN | {"visit.as_drawn": "yes"}).status_code == 302
        run_all()

        assert "/decide/" in page(own, url)
