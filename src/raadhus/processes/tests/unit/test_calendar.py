"""Timers and cycles over what is unusual in a calendar: leap days, months' ends, New Year, the change of summer time."""

import datetime as dt
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest

from raadhus.platform import clock
from raadhus.processes.domain.timers import (
    Literal,
    compile_cycle,
    compile_time,
    moment_of,
    next_of_cycle,
    start_of_cycle,
)
from raadhus.processes.domain.work import StepFailed

COPENHAGEN, OSLO = ZoneInfo("Europe/Copenhagen"), ZoneInfo("Europe/Oslo")


def feel(text: str) -> Literal:
    raise AssertionError(f"{text} is no literal")


def local(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=COPENHAGEN)  # type: ignore[misc]  # year, month, day and a time


def due(text: str, now: dt.datetime) -> dt.datetime:
    return moment_of(compile_time(text, feel).evaluate({}), now, COPENHAGEN).astimezone(COPENHAGEN)


def times(text: str, now: dt.datetime, count: int) -> list[str]:
    """Return the first times of a cycle armed at ``now``, by the local clock."""
    value = compile_cycle(text, feel).evaluate({})
    first, _left = start_of_cycle(value, now, COPENHAGEN)
    all_of_them = accumulate(
        range(count - 1), lambda before, _n: next_of_cycle(value, before, COPENHAGEN), initial=first
    )
    return [f"{at.astimezone(dt.UTC).astimezone(COPENHAGEN):%Y-%m-%d %H:%M}" for at in all_of_them]


@pytest.mark.parametrize(
    ("text", "now", "ends"),
    [
        ("P1Y", local(2024, 2, 29, 12), local(2025, 3, 1)),  # the end of 28 February
        ("P4Y", local(2024, 2, 29, 12), local(2028, 3, 1)),  # the end of 29 February
        ("P1D", local(2024, 2, 28, 12), local(2024, 3, 1)),
        ("P1D", local(2023, 2, 28, 12), local(2023, 3, 2)),
        ("P14D", local(2024, 12, 20, 23, 59), local(2025, 1, 4)),
        ("P1M", local(2024, 12, 31, 0), local(2025, 2, 1)),
        ("P14D", local(2024, 3, 25, 12), local(2024, 4, 9)),  # clocks go forward in between
        ("P14D", local(2024, 10, 20, 12), local(2024, 11, 4)),  # and back
        ("PT23H", local(2024, 3, 30, 12), local(2024, 3, 31, 12)),  # hours are hours
        ("PT25H", local(2024, 10, 26, 12), local(2024, 10, 27, 12)),
    ],
)
def test_a_time_ends_on_its_local_day(text: str, now: dt.datetime, ends: dt.datetime) -> None:
    assert due(text, now) == ends
    assert due(text, now).utcoffset() == ends.utcoffset()


def test_on_new_years_eve_the_year_is_the_towns_and_not_greenwichs() -> None:
    now = dt.datetime(2024, 12, 31, 23, 30, tzinfo=dt.UTC)  # half past midnight in Copenhagen

    assert due("P1D", now) == local(2025, 1, 3)
    assert due("P0D", now) == local(2025, 1, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R/2024-03-01/P1M", ["2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01"]),
        ("R/2024-01-31/P1M", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("R/2024-03-01/P1Y", ["2024-03-01", "2025-03-01", "2026-03-01", "2027-03-01", "2028-03-01"]),
        ("R/2024-02-29/P1Y", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("R/2024-10-26/P1D", ["2024-10-26", "2024-10-27", "2024-10-28"]),
        ("R/2024-03-30/P1D", ["2024-03-30", "2024-03-31", "2024-04-01"]),
        ("R/2024-12-30/P1W", ["2024-12-30", "2025-01-06"]),
    ],
)
def test_a_cycle_from_a_day_comes_on_that_day_at_midnight(text: str, expected: list[str]) -> None:
    found = times(text, local(2024, 1, 1, 12), len(expected))

    assert found == [f"{day} 00:00" for day in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R/2024-03-30T09:00:00/P1D", ["2024-03-30 09:00", "2024-03-31 09:00", "2024-04-01 09:00"]),
        ("R/2024-10-26T09:00:00/P1D", ["2024-10-26 09:00", "2024-10-27 09:00", "2024-10-28 09:00"]),
        ("R/2024-03-30T02:30:00/P1D", ["2024-03-30 02:30", "2024-03-31 03:30", "2024-04-01 02:30"]),
        ("R/2024-05-31T08:00:00Z/P1M", ["2024-05-31 10:00", "2024-06-30 10:00", "2024-07-31 10:00"]),
        ("R/2024-03-31T00:00:00/PT1H", ["2024-03-31 00:00", "2024-03-31 01:00", "2024-03-31 03:00"]),
    ],
)
def test_a_cycle_at_an_hour_keeps_to_the_towns_clock(text: str, expected: list[str]) -> None:
    assert times(text, local(2024, 1, 1, 12), len(expected)) == expected


def test_a_cycle_of_days_without_a_first_one_goes_from_midnight_to_midnight() -> None:
    found = times("R/P1D", local(2024, 10, 26, 12), 3)

    assert found == ["2024-10-28 00:00", "2024-10-29 00:00", "2024-10-30 00:00"]


def test_a_cycle_begun_long_ago_comes_next_after_the_time_before_it() -> None:
    value = compile_cycle("R/1990-01-31/P1M", feel).evaluate({})

    assert next_of_cycle(value, local(2024, 2, 29), COPENHAGEN) == local(2024, 3, 31)
    assert next_of_cycle(value, local(2024, 2, 29, 0, 1), COPENHAGEN) == local(2024, 3, 31)


@pytest.mark.parametrize("text", ["R/0001-01-01/P1D", "R/9999-12-31T23:00:00-05:00/P1Y"])
def test_a_cycle_that_leads_out_of_the_calendar_stops_for_a_person(text: str) -> None:
    value = compile_cycle(text, feel).evaluate({})

    with pytest.raises(StepFailed):
        start_of_cycle(value, local(2024, 1, 1), COPENHAGEN)
    with pytest.raises(StepFailed):
        next_of_cycle(value, local(2024, 1, 1), COPENHAGEN)


def test_norway_and_denmark_change_their_clocks_together() -> None:
    with clock.frozen(dt.datetime(2024, 3, 31, 0, 59, tzinfo=dt.UTC)):
        now = clock.now()

    for zone in (COPENHAGEN, OSLO):
        assert moment_of(dt.timedelta(days=1), now, zone) == dt.datetime(2024, 4, 2, tzinfo=zone)
