"""Leaders keep the days on which the town hall is closed; deadlines in working days pass over them."""

import datetime as dt

import pytest

from raadhus.organisation.public import working_days
from raadhus.workspace.tests.deskkit import EGEBY, LEADERS, all_of, page

HOME = "/work/closed-days/"
FRIDAY = dt.date(2024, 11, 8)


@pytest.fixture
def lis(desk):
    """Return the browser of a leader."""
    return desk.staff(LEADERS, name="Lis Leder")


def keep(browser, **changes):
    sent = {"on-day": "8", "on-month": "11", "on-year": "2024", "name": "The town's day"}
    return browser.post(HOME, sent | changes)


def day_after(desk, on):
    with desk.transaction():
        return working_days(EGEBY).after(on, 1)


def days():
    return sorted(row.day for row in all_of("organisation.ClosedDay"))


def test_a_deadline_in_working_days_passes_over_a_day_that_a_leader_closed(desk, lis):
    before = days()
    assert day_after(desk, FRIDAY - dt.timedelta(days=1)) == FRIDAY

    shown = page(lis, keep(lis).url)
    assert "The day is kept" in shown
    assert "The town&#39;s day" in shown
    assert day_after(desk, FRIDAY - dt.timedelta(days=1)) == FRIDAY + dt.timedelta(days=3)

    closed = next(row for row in all_of("organisation.ClosedDay") if row.day == "2024-11-08")
    lis.post(f"{HOME}{closed.id}/open/")
    assert days() == before
    assert day_after(desk, FRIDAY - dt.timedelta(days=1)) == FRIDAY


def test_a_day_of_every_year_is_kept_without_a_year(desk, lis):
    assert "8\u00a0November, every year" in page(lis, keep(lis, **{"on-year": ""}).url)
    assert "11-08" in days()


@pytest.mark.parametrize(
    "changes", [{"on-day": "31"}, {"on-day": "x"}, {"on-month": ""}, {"on-year": "99999"}, {"name": " "}]
)
def test_what_is_no_day_or_has_no_name_is_asked_for_again(desk, lis, changes):
    before = days()
    answer = keep(lis, **changes)

    assert answer.status_code == 422
    assert "Error:" in answer.text
    assert days() == before


def test_a_day_is_closed_once_and_by_leaders_only(desk, lis):
    keep(lis)
    before = days()

    assert keep(lis).status_code == 422
    assert keep(desk.staff(), **{"on-day": "7"}).status_code == 403
    assert days() == before
