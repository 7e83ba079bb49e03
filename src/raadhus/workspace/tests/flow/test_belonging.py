"""Who speaks for the applicant, and which cases belong together: noted by caseworkers, seen in both, taken out again."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, CARL, Resident
from raadhus.workspace.tests.deskkit import CLEARED, LEADERS, all_of, page

NINA = Resident(number="6505901238", name="Nina Nabo")
PIA = Resident(number="6706901230", name="Pia Privat", name_protected=True)
GROUND = "Power of attorney of 3 November, seen."


@pytest.fixture
def other(desk):
    """Return Bo's case."""
    desk.town.move_in(BO)
    return desk.town.decide_application(BO)


def link(browser, case, number):
    return browser.post(f"/work/cases/{case.id}/links/", {"number": number})


def represent(browser, case, number=NINA.number, ground=GROUND):
    return browser.post(f"/work/cases/{case.id}/representatives/", {"identity": number, "ground": ground})


def parties(case):
    return sorted(row.role for row in all_of("cases.Party") if row.case_id == case.id)


def test_two_cases_are_linked_and_lead_to_each_other(desk, case, other):
    mette = desk.staff()
    answer = link(mette, case, other.number)

    shown = page(mette, answer.url)
    assert "The cases are linked" in shown
    assert f"Belongs to this too: {other.number}" in shown
    assert f"Belongs to this too: {case.number}" in page(mette, f"/work/cases/{other.id}/")
    assert other.number not in page(desk.citizen(ANNE), f"/my/cases/{case.id}/")

    (found,) = all_of("cases.CaseLink")
    mette.post(f"/work/cases/{other.id}/links/{found.id}/delete/")
    assert all_of("cases.CaseLink") == []
    assert "Belongs to this too" not in page(mette, f"/work/cases/{case.id}/")


def test_a_case_is_linked_once_and_never_with_itself_or_with_none(desk, case, other):
    mette = desk.staff()
    link(mette, case, other.number)

    assert link(mette, other, case.number).status_code == 422
    assert link(mette, case, case.number).status_code == 422
    assert link(mette, case, "EGE-2024-999999").status_code == 422
    assert len(all_of("cases.CaseLink")) == 1


def test_a_case_of_the_own_household_is_linked_by_nobody(desk, other):
    anne, _ = desk.town.move_together(ANNE, CARL)
    own = desk.town.decide_application(anne, contested=True)
    carl = desk.carl()

    assert link(carl, other, own.number).status_code == 422
    assert link(carl, own, other.number).status_code == 403
    link(desk.staff(), other, own.number)
    assert own.number not in page(carl, f"/work/cases/{other.id}/")


def test_a_linked_case_in_which_somebody_of_the_own_household_has_a_part_is_not_told(desk, case, other):
    nina, _ = desk.town.move_together(NINA, CARL)
    mette = desk.staff()
    link(mette, case, other.number)
    assert other.number in page(desk.carl(), f"/work/cases/{case.id}/")

    represent(mette, other, nina.number)

    assert other.number not in page(desk.carl(), f"/work/cases/{case.id}/")
    assert other.number in page(mette, f"/work/cases/{case.id}/")


def test_a_representative_is_noted_with_how_it_is_known_and_taken_out_again(desk, case):
    desk.town.move_in(NINA)
    mette = desk.staff()
    answer = represent(mette, case)

    shown = page(mette, answer.url)
    assert "The representative is noted" in shown
    assert "Nina Nabo" in shown
    assert GROUND in shown
    assert "Somebody represents the applicant" in page(desk.citizen(ANNE), f"/my/cases/{case.id}/")
    assert desk.citizen(NINA).get(f"/my/cases/{case.id}/").status_code == 404

    party = next(row for row in all_of("cases.Party") if row.role == "represents")
    mette.post(f"/work/cases/{case.id}/representatives/{party.id}/delete/")
    assert "represents" not in parties(case)
    assert "Representative taken out" in page(mette, f"/work/cases/{case.id}/")


@pytest.mark.parametrize(
    ("number", "ground"),
    [
        ("nobody", GROUND),
        ("6808901230", GROUND),
        (ANNE.number, GROUND),
        (NINA.number, " "),
        (NINA.number, "x" * 401),
    ],
)
def test_nobody_is_noted_without_a_ground_twice_or_whom_no_register_knows(desk, case, number, ground):
    desk.town.move_in(NINA)
    before = parties(case)

    assert represent(desk.staff(), case, number, ground).status_code == 422
    assert parties(case) == before


def test_the_applicant_is_not_taken_out(desk, case):
    applicant = next(row for row in all_of("cases.Party") if row.role == "applicant")
    answer = desk.staff().post(f"/work/cases/{case.id}/representatives/{applicant.id}/delete/")

    assert answer.status_code == 404
    assert "applicant" in parties(case)


def test_a_protected_person_is_noted_by_the_cleared_and_hidden_from_others(desk, case):
    desk.town.move_in(PIA)
    mette = desk.staff()
    assert represent(mette, case, PIA.number).status_code == 403
    assert "represents" not in parties(case)

    cleared = desk.staff("Pladsanvisning-Sagsbehandlere", CLEARED, name="Kaj Klar")
    assert represent(cleared, case, PIA.number).status_code == 302
    shown = page(mette, f"/work/cases/{case.id}/")
    assert "Pia Privat" not in shown
    assert "Protected name" in shown


def test_nobody_notes_somebody_of_their_own_household(desk, case):
    nina, _ = desk.town.move_together(NINA, CARL)
    before = parties(case)

    assert represent(desk.carl(), case, nina.number).status_code == 403
    assert parties(case) == before
    assert represent(desk.staff(LEADERS, name="Lis Leder"), case).status_code == 403


def test_who_represents_the_applicant_gets_a_copy_of_their_letters_and_no_longer_once_taken_out(
    desk, case, url
):
    desk.town.move_in(NINA)
    mette = desk.staff()
    represent(mette, case)
    mette.post(f"{url}/ask-to-complete/", {"question": "Your pay slip."})
    run_all()
    party = next(row for row in all_of("cases.Party") if row.role == "represents")
    got = [letter.recipient_id for letter in all_of("post.Letter")]
    assert sorted(got) == sorted([desk.town.people[ANNE.number], desk.town.people[NINA.number]])
    copy = next(one for one in all_of("post.Letter") if one.recipient_id == party.person_id)
    nina = desk.citizen(NINA)
    assert "Your pay slip." in page(nina, f"/my/letters/{copy.id}/")
    assert nina.get(f"/my/cases/{case.id}/").status_code == 404
    run_all()
    opened = [one.who for one in all_of("cases.TimelineEntry") if one.what == "letter_opened"]
    assert opened == ["represents"]

    mette.post(f"/work/cases/{case.id}/representatives/{party.id}/delete/")
    mette.post(f"/work/cases/{case.id}/unask/")
    run_all()
    assert len(all_of("post.Letter")) == 3
