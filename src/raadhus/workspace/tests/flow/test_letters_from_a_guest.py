"""Letters to many from a unit that is lent a case: one each, counted truly, and looked at openly."""

import datetime as dt

import pytest

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import NOON
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import all_of, page
from raadhus.workspace.tests.sidekit import SEEN, Side

LATER = NOON + dt.timedelta(minutes=11)


@pytest.fixture
def side(towns, db):
    with clock.frozen(NOON):
        yield Side()


@pytest.fixture
def written(side):
    """Return the case, and the address of the letter to many that the guest has written in it, posted twice."""
    (visit,) = side.open_tasks("work")
    post = {"task": [str(visit.id)], "act": "write", "heading": "Hej", "letter": "Hej du", "sure": "1"}
    first, again = (side.guest.post("/work/many/", post).url for _time in range(2))
    assert first == again
    return side, first


def test_a_letter_to_many_that_is_posted_twice_is_one_letter(written):
    _side, _url = written

    with clock.frozen(LATER):
        due.wake_due()
        run_all()

    assert len(all_of("cases.MassLetter")) == 1
    assert [one.title for one in all_of("post.Letter")].count("Hej") == 1


def test_the_same_letter_is_written_again_once_the_first_was_stopped(written):
    side, url = written
    assert side.guest.post(f"{url}stop/").status_code == 302
    (visit,) = side.open_tasks("work")
    post = {"task": [str(visit.id)], "act": "write", "heading": "Hej", "letter": "Hej du", "sure": "1"}

    assert side.guest.post("/work/many/", post).url != url
    assert len(all_of("cases.MassLetter")) == 2


def test_who_wrote_to_many_from_another_unit_sees_to_whom_and_how_many(written):
    side, url = written
    number = all_of("cases.Case")[0].number
    assert number in page(side.guest, url)

    with clock.frozen(LATER):
        due.wake_due()
        run_all()
        after = page(side.guest, url)

    assert number in after
    assert "1 letter is written" in after
    assert side.guest.post(side.url("work", "work"), SEEN).status_code == 302
    assert "1 letter is written" in page(side.guest, url)
    assert number not in page(side.guest, url)


def test_a_look_at_a_letter_to_many_is_noted_in_the_case(side):
    (visit,) = side.open_tasks("work")
    post = {"task": [str(visit.id)], "act": "write", "heading": "Hej", "letter": "Hej du"}

    assert side.guest.post("/work/many/preview/", post).status_code == 200

    looks = [one.detail for one in all_of("cases.TimelineEntry") if one.what == "looked_at"]
    assert {"what": "letter"} in looks
