"""One letter to the applicants of several cases: looked at, waited for, stopped or sent, and told in each case."""

import datetime as dt
import re

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, EVA, NOON
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.workspace.tests.deskkit import all_of, page

MANY = "/work/many/"
HEADING, TEXT = "Vi flytter", "Fra mandag sidder vi i Havnegade 1.\nVores telefon er den samme."
LATER = NOON + dt.timedelta(minutes=11)


@pytest.fixture
def tasks(desk):
    """Return the ids of three open tasks of the unit."""
    desk.town.move_in(ANNE, BO, EVA)
    for one in (ANNE, BO, EVA):
        desk.town.decide_application(one, contested=True)
    return [str(task.id) for task in all_of("cases.Task")]


def letter(tasks, **typed):
    return {"task": tasks, "act": "write", "heading": HEADING, "letter": TEXT} | typed


def written():
    return [one for one in all_of("post.Letter") if one.title == HEADING]


def test_the_letter_is_looked_at_goes_out_after_ten_minutes_and_is_told_in_each_case(desk, tasks):
    mette = desk.staff()
    looked = mette.post(MANY, letter(tasks))
    assert "The applicants of 3 cases get the letter “Vi flytter”." in looked.text
    first = mette.post(f"{MANY}preview/", letter(tasks))
    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF")
    assert all_of("cases.MassLetter") == []
    (look,) = (one for one in all_of("cases.TimelineEntry") if one.what == "looked_at")
    assert look.detail == {"what": "letter"}, "whose name the letter showed sees that it was looked at"

    shown = mette.post(MANY, letter(tasks, sure="1")).url
    run_all()
    assert written() == []
    assert "Until then you can stop it." in page(mette, shown)
    assert "Vi flytter · goes out at" in page(mette, "/work/")

    with clock.frozen(LATER):
        due.wake_due()
        run_all()
        assert "All 3 letters are written." in page(mette, shown)
        assert page(mette, shown).count("delivered") == 3
    assert {one.recipient_id for one in written()} == {
        desk.town.people[one.number] for one in (ANNE, BO, EVA)
    }
    assert {tuple(one.data["paragraphs"]) for one in written()} == {tuple(TEXT.splitlines())}
    assert {one.data["signed_by"] for one in written()} == {"Mette Juhl"}
    for case in all_of("cases.Case"):
        assert HEADING in page(mette, f"/work/cases/{case.id}/")


def test_a_letter_is_stopped_while_it_waits_and_not_afterwards(desk, tasks):
    mette = desk.staff()
    shown = mette.post(MANY, letter(tasks, sure="1")).url
    assert mette.post(f"{shown}stop/").url == shown
    assert "It was stopped. Nobody got it." in page(mette, shown)
    with clock.frozen(LATER):
        due.wake_due()
        run_all()
    assert written() == []
    assert mette.post(f"{shown}stop/").status_code == 409

    again = mette.post(MANY, letter(tasks, sure="1")).url
    with clock.frozen(LATER):
        due.wake_due()
        run_all()
        assert mette.post(f"{again}stop/").status_code == 409
    assert len(written()) == 3


def test_a_letter_posted_again_once_a_colleague_took_one_of_the_cases_is_no_second_one(desk, tasks):
    mette = desk.staff()
    first = mette.post(MANY, letter(tasks, sure="1")).url
    with transaction(desk.town.tenant):
        apps.get_model("cases.Task").objects.filter(id=tasks[0]).update(status="cancelled", done_at=NOON)

    assert mette.post(MANY, letter(tasks, sure="1")).url.startswith(first.partition("?")[0])
    assert len(all_of("cases.MassLetter")) == 1


@pytest.mark.parametrize("typed", [{"heading": " "}, {"letter": ""}, {"heading": "x" * 121}])
def test_a_letter_without_heading_or_text_is_not_sent(desk, tasks, typed):
    answer = desk.staff().post(MANY, letter(tasks, sure="1", **typed))

    assert answer.status_code == 422
    assert "needs a heading" in answer.text
    assert all_of("cases.MassLetter") == []


def test_another_colleague_neither_reads_nor_stops_it(desk, tasks):
    shown = desk.staff().post(MANY, letter(tasks, sure="1")).url
    other = desk.staff(name="Karim Aziz")

    assert other.get(shown).status_code == 404
    assert other.post(f"{shown}stop/").status_code == 404
    assert all_of("cases.MassLetter")[0].stopped_at is None
    assert not re.search(HEADING, page(other, "/work/"))


def test_many_copies_are_written_a_few_at_a_time_and_each_once(desk, tasks, monkeypatch):
    monkeypatch.setattr("raadhus.cases.use_cases.letters.mass_letters.AT_ONCE", 2)
    shown = desk.staff().post(MANY, letter([*tasks, tasks[0]], sure="1")).url
    with clock.frozen(LATER):
        due.wake_due()
        run_all()

    assert len(written()) == 3
    assert "All 3 letters are written." in page(desk.staff(), shown)
