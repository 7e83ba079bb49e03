"""Where the package asks for four eyes, who wrote a decision does not send it."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.packagekit import desk_says
from raadhus.workspace.tests.deskkit import GOOD, all_of, figure_form, page, read_on

APPROVE = "Approve and send"


@pytest.fixture
def needs_two(desk, monkeypatch):
    """Let the package ask for a second person where something is granted."""
    desk_says(monkeypatch, desk.town, "desk: {four_eyes: [granted]}")


@pytest.fixture
def decided(desk, needs_two, case, url):
    """Return Mette's browser after Mette has decided, and the address of the case."""
    mette = desk.staff()
    mette.post(f"{url}/take/")
    mette.post(f"{url}/decide/", {**GOOD, **read_on(mette, case.id)})
    return mette, f"/work/cases/{case.id}/"


def test_who_decided_is_told_that_a_colleague_must_send_it(desk, case, url, decided):
    mette, file = decided
    shown = page(mette, file)

    assert "a colleague must read it and send it" in shown
    assert f'action="{url}/send/"' not in shown
    refused = mette.post(f"{url}/send/", read_on(mette, case.id))
    assert refused.status_code == 403
    assert "a colleague must read it before it is sent" in refused.text
    assert all_of("cases.Approval") == all_of("cases.Sending") == []


def test_the_case_lies_among_what_nobody_has_taken_and_says_why(desk, decided):
    lone = desk.staff(name="Lone Lund")

    assert "second person" in page(lone, "/work/?queue=free")


def test_a_colleague_approves_by_sending(desk, case, url, decided):
    lone = desk.staff(name="Lone Lund")
    assert APPROVE in page(lone, decided[1])
    assert lone.get(f"/work/cases/{case.id}/letter.pdf").status_code == 200

    answer = lone.post(f"{url}/send/", read_on(lone, case.id))
    run_all()

    assert "The decision is sent" in page(lone, answer.url)
    assert "Decision approved by a second person" in page(lone, decided[1])
    (approval,) = all_of("cases.Approval")
    (decision,) = all_of("cases.Decision")
    assert approval.staff_id != decision.decided_by
    assert len(all_of("cases.Sending")) == 1


def test_who_corrected_a_figure_in_the_case_is_no_second_person(desk, needs_two, case, url):
    lone, mette = desk.staff(name="Lone Lund"), desk.staff()
    lone.post(f"{url}/correct/", figure_form(case, "12000,00", "Pay slip of October."))
    mette.post(f"{url}/decide/", {**GOOD, **read_on(mette, case.id)})

    assert lone.post(f"{url}/send/", read_on(lone, case.id)).status_code == 403
    third = desk.staff(name="Tove Tredje")
    assert third.post(f"{url}/send/", read_on(third, case.id)).status_code == 302


def test_what_is_taken_back_asks_for_nobody_any_more(desk, case, url, decided):
    lone = desk.staff(name="Lone Lund")
    lone.post(f"/work/cases/{case.id}/withdraw/", read_on(lone, case.id))

    assert "second person" not in page(lone, "/work/?queue=free")
    assert "A second person must" not in page(lone, decided[1])


def test_without_it_in_the_package_one_person_is_enough(desk, case, url):
    mette = desk.staff()
    mette.post(f"{url}/decide/", {**GOOD, **read_on(mette, case.id)})

    assert APPROVE not in page(mette, f"/work/cases/{case.id}/")
    assert mette.post(f"{url}/send/", read_on(mette, case.id)).status_code == 302
    assert all_of("cases.Approval") == []
