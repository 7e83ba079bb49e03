"""Who is away is noted with dates and a stand-in, who finds their tasks."""

import re

import pytest

from raadhus.workspace.tests.deskkit import FRONTDESK, LEADERS, NORDBY, NORDBY_CASEWORKERS, all_of, page

AWAY = {
    "from-day": "5",
    "from-month": "11",
    "from-year": "2024",
    "until-day": "12",
    "until-month": "11",
    "until-year": "2024",
}


def staff_id(name):
    return str(next(row.id for row in all_of("organisation.StaffMember") if row.name == name))


def unit_of(desk):
    return str(desk.town.unit_id)


@pytest.fixture
def lone(desk):
    """Return Lone's browser."""
    return desk.staff(name="Lone Lund")


def note(desk, browser, **changes):
    sent = {"unit": unit_of(desk), "who": staff_id("Mette Juhl"), "stand-in": staff_id("Lone Lund")}
    return browser.post("/work/absences/", sent | AWAY | changes)


def test_the_stand_in_finds_the_tasks_of_who_is_away(desk, case, url, lone):
    mette = desk.staff()
    mette.post(f"{url}/take/")
    noted = note(desk, mette)

    shown = page(mette, noted.url)
    assert "The absence is noted" in shown
    assert "5\u00a0November 2024 to 12\u00a0November 2024" in shown
    assert "Lone Lund stands in" in shown
    inbox = page(lone, "/work/")
    assert "Mette Juhl, until 12" in inbox
    colleague = f"colleague={staff_id('Mette Juhl')}"
    assert colleague in inbox
    assert "Anne Andersen" in page(lone, f"/work/?queue=todo&unit={unit_of(desk)}&{colleague}")
    assert "You stand in for" not in page(mette, "/work/")


def test_an_absence_is_ended(desk, lone):
    mette = desk.staff()
    note(desk, mette)
    (absence,) = all_of("cases.Absence")

    answer = mette.post(f"/work/absences/{absence.id}/end/")

    assert "Everybody is here." in page(lone, answer.url)
    assert all_of("cases.Absence") == []


def test_a_colleague_neither_notes_nor_ends_anothers_absence_and_a_leader_does(desk, lone):
    mette = desk.staff()
    assert note(desk, lone).status_code == 403
    assert all_of("cases.Absence") == []
    note(desk, mette)
    (absence,) = all_of("cases.Absence")
    address = f"/work/absences/{absence.id}/end/"
    assert address not in page(lone, "/work/absences/")
    assert lone.post(address).status_code == 403
    assert len(all_of("cases.Absence")) == 1

    leader = desk.staff(LEADERS, name="Lise Leder")
    assert leader.post(address).status_code == 302
    assert note(desk, leader).status_code == 302
    assert len(all_of("cases.Absence")) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"until-day": "32"},
        {"until-day": "4"},
        {"until-year": "2027"},
        {"from-year": "2020", "until-year": "2020"},
        {"who": ""},
    ],
)
def test_days_that_make_no_sense_are_asked_for_again(desk, lone, changes):
    answer = note(desk, desk.staff(), **changes)

    assert answer.status_code == 422
    assert "Error:" in answer.text
    assert all_of("cases.Absence") == []


def test_who_notes_an_absence_of_their_own_is_not_offered_to_stand_in(desk, lone):
    shown = page(desk.staff(), f"/work/absences/?unit={unit_of(desk)}")
    asked = re.search(r'<select[^>]*name="stand-in".*?</select>', shown, re.S)
    assert asked
    assert str(staff_id("Lone Lund")) in asked[0]
    assert str(staff_id("Mette Juhl")) not in asked[0]


def test_nobody_stands_in_for_themselves(desk, lone):
    answer = note(desk, desk.staff(), **{"stand-in": staff_id("Mette Juhl")})

    assert answer.status_code == 422
    assert all_of("cases.Absence") == []


def test_only_caseworkers_of_the_unit_are_away_or_stand_in(desk, lone):
    desk.staff(FRONTDESK, name="Finn Front")
    mette = desk.staff()

    assert note(desk, mette, **{"stand-in": staff_id("Finn Front")}).status_code == 404
    assert note(desk, mette, who=staff_id("Finn Front")).status_code == 403
    assert note(desk, desk.staff(LEADERS, name="Lise Leder"), who=staff_id("Finn Front")).status_code == 404
    nina = desk.staff(NORDBY_CASEWORKERS, name="Nina Nord", tenant=NORDBY)
    assert note(desk, nina).status_code == 404
    assert note(desk, desk.staff(FRONTDESK, name="Finn Front")).status_code == 403
    assert all_of("cases.Absence") == []
