"""A deadline is a local date and ends at its local midnight, also when the clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.cases.domain import deadlines
from raadhus.platform import clock

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
OSLO = ZoneInfo("Europe/Oslo")
UTC = dt.UTC


def test_a_winter_deadline_ends_at_eleven_in_the_evening_utc():
    assert deadlines.ends_at(dt.date(2024, 11, 5), COPENHAGEN) == dt.datetime(2024, 11, 5, 23, 0, tzinfo=UTC)


def test_a_summer_deadline_ends_at_ten_in_the_evening_utc():
    assert deadlines.ends_at(dt.date(2024, 7, 5), OSLO) == dt.datetime(2024, 7, 5, 22, 0, tzinfo=UTC)


def test_the_day_the_clocks_go_forward_has_23_hours():
    day = dt.date(2024, 3, 31)
    before = deadlines.ends_at(day - dt.timedelta(days=1), COPENHAGEN)

    assert deadlines.ends_at(day, COPENHAGEN) - before == dt.timedelta(hours=23)


def test_the_day_the_clocks_go_back_has_25_hours():
    day = dt.date(2024, 10, 27)
    before = deadlines.ends_at(day - dt.timedelta(days=1), COPENHAGEN)

    assert deadlines.ends_at(day, COPENHAGEN) - before == dt.timedelta(hours=25)


@pytest.mark.parametrize(
    ("moment", "is_past"),
    [
        (dt.datetime(2024, 10, 27, 22, 59, 59, tzinfo=UTC), False),
        (dt.datetime(2024, 10, 27, 23, 0, 0, tzinfo=UTC), True),
    ],
)
def test_on_the_day_the_clocks_go_back_the_deadline_holds_to_the_last_second(moment, is_past):
    assert deadlines.is_past(dt.date(2024, 10, 27), COPENHAGEN, moment) is is_past


def test_a_moved_clock_moves_the_deadline_with_it():
    last_on = dt.date(2024, 5, 17)
    with clock.frozen(dt.datetime(2024, 5, 17, 21, 59, tzinfo=UTC)):
        before = deadlines.is_past(last_on, OSLO, clock.now())
    with clock.frozen(dt.datetime(2024, 5, 17, 22, 0, tzinfo=UTC)):
        after = deadlines.is_past(last_on, OSLO, clock.now())

    assert (before, after) == (False, True)


def test_four_weeks_from_a_tuesday_end_on_a_tuesday():
    assert deadlines.after_days(dt.date(2024, 2, 6), 28) == dt.date(2024, 3, 5)


def test_a_deadline_in_the_past_is_refused():
    with pytest.raises(ValueError, match="ahead"):
        deadlines.after_days(dt.date(2024, 2, 6), -1)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2080, 1, 1)), st.sampled_from([COPENHAGEN, OSLO]))
def test_any_deadline_ends_when_the_next_local_day_begins(day, zone):
    end = deadlines.ends_at(day, zone)

    assert end.astimezone(zone).date() == day + dt.timedelta(days=1)
    assert (end - dt.timedelta(seconds=1)).astimezone(zone).date() == day
