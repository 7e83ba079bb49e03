"""Which days are working days: the country's holidays, weekends, and the municipality's own closed days."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

import pytest

from raadhus.organisation.demo import EGEBY, NORDBY
from raadhus.organisation.models import ClosedDay
from raadhus.organisation.public import AlwaysClosedError, forget_known, working_days
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.usefixtures("towns", "db", "forgetful")
DAY = dt.date.fromisoformat


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Let nothing that a test says of closed days be known to another."""
    forget_known()
    yield
    forget_known()


def closed(tenant: UUID, first: str, last: str) -> list[str]:
    """Return the closed days but weekends from ``first`` to ``last``."""
    forget_known()
    with transaction(tenant):
        span = (DAY(last) - DAY(first)).days + 1
        days = [DAY(first) + dt.timedelta(days=at) for at in range(span)]
        return [
            f"{day:%m-%d}" for day in days if day.weekday() < 5 and not working_days(tenant).is_working(day)
        ]


def test_denmark_has_great_prayer_day_until_2023() -> None:
    assert closed(EGEBY, "2023-04-01", "2023-05-31") == ["04-06", "04-07", "04-10", "05-05", "05-18", "05-29"]
    assert closed(EGEBY, "2024-04-01", "2024-05-31") == ["04-01", "05-09", "05-20"]


def test_norway_has_the_first_and_the_seventeenth_of_may() -> None:
    assert closed(NORDBY, "2024-05-01", "2024-05-31") == ["05-01", "05-09", "05-17", "05-20"]


def easter(year: int) -> dt.date:
    """Return Easter Sunday by the Gregorian rule: the Sunday after the church's full moon on or after 21 March."""
    golden, century = year % 19 + 1, year // 100 + 1
    leaps_left_out, moon_correction = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon_correction - leaps_left_out) % 30
    epact += epact == 24 or (epact == 25 and golden > 11)
    full_moon = 44 - epact if epact <= 23 else 74 - epact
    sunday = full_moon + 7 - (5 * year // 4 - leaps_left_out - 10 + full_moon) % 7
    return dt.date(year, 3, 1) + dt.timedelta(days=sunday - 1)


def by_law(country: str, year: int) -> set[dt.date]:
    """
    Return the public holidays of a year as the laws name them.

    Source: Denmark: the holidays of the national church; Store Bededag, the fourth Friday after Easter, fell away with
    1 January 2024 (lov nr. 214 af 6. marts 2023). Norway: lov om helligdager og helligdagsfred (LOV-1995-02-24-12) § 2;
    lov om 1 og 17 mai som høgtidsdagar (LOV-1947-04-26-1).
    """
    after_easter = {"dk": [-3, -2, 0, 1, 39, 49, 50], "no": [-3, -2, 0, 1, 39, 49, 50]}[country]
    if country == "dk" and year < 2024:
        after_easter.append(26)
    fixed = [(1, 1), (12, 25), (12, 26)] + ([(5, 1), (5, 17)] if country == "no" else [])
    moving = {easter(year) + dt.timedelta(days=days) for days in after_easter}
    return moving | {dt.date(year, month, day) for month, day in fixed}


@pytest.mark.parametrize(("tenant", "country"), [(EGEBY, "dk"), (NORDBY, "no")])
def test_from_2020_to_2099_the_closed_weekdays_are_those_of_the_law(tenant: UUID, country: str) -> None:
    with transaction(tenant):
        ClosedDay.objects.all().delete()
    expected = {day for year in range(2020, 2100) for day in by_law(country, year) if day.weekday() < 5}

    found = {
        dt.date(year, *map(int, day.split("-")))
        for year in range(2020, 2100)
        for day in closed(tenant, f"{year}-01-01", f"{year}-12-31")
    }

    assert sorted(found ^ expected) == []


@pytest.mark.parametrize(
    ("tenant", "day", "count", "ends"),
    [
        (EGEBY, "2024-12-20", 5, "2024-12-31"),  # Christmas Eve and New Year's Eve are no holidays by law
        (EGEBY, "2024-12-31", 1, "2025-01-02"),
        (EGEBY, "2024-12-20", 10, "2025-01-08"),
        (NORDBY, "2024-12-31", 1, "2025-01-02"),
        (EGEBY, "2025-04-16", 1, "2025-04-22"),  # Easter: Thursday to Monday
        (NORDBY, "2025-04-16", 1, "2025-04-22"),
        (EGEBY, "2023-05-04", 1, "2023-05-08"),  # the last Great Prayer Day
        (EGEBY, "2024-04-25", 1, "2024-04-26"),  # where the next would have been
        (EGEBY, "2024-04-30", 1, "2024-05-01"),  # no public holiday in Denmark
        (NORDBY, "2024-04-30", 1, "2024-05-02"),
        (EGEBY, "2024-05-16", 1, "2024-05-17"),
        (NORDBY, "2024-05-16", 1, "2024-05-21"),  # the Constitution Day, a weekend, Whit Monday
        (NORDBY, "2026-05-15", 1, "2026-05-18"),  # it falls on a Sunday, and no other day stands in for it
        (EGEBY, "2024-02-28", 1, "2024-02-29"),
        (EGEBY, "2023-02-28", 1, "2023-03-01"),
        (NORDBY, "2028-02-28", 2, "2028-03-01"),
        (EGEBY, "2028-02-29", 1, "2028-03-01"),
    ],
)
def test_a_time_runs_over_new_year_easter_and_leap_days(
    tenant: UUID, day: str, count: int, ends: str
) -> None:
    with transaction(tenant):
        ClosedDay.objects.all().delete()
        forget_known()
        assert working_days(tenant).after(DAY(day), count) == DAY(ends)


def test_a_closed_day_of_every_year_may_be_a_leap_day() -> None:
    with transaction(EGEBY):
        ClosedDay.objects.all().delete()
        ClosedDay.objects.create(day="02-29", name="Skuddag")
        forget_known()
        assert working_days(EGEBY).after(DAY("2024-02-28"), 1) == DAY("2024-03-01")
        assert working_days(EGEBY).after(DAY("2025-02-27"), 1) == DAY("2025-02-28")


def test_a_municipality_has_closed_days_of_its_own_every_year_or_once() -> None:
    with transaction(EGEBY):
        ClosedDay.objects.all().delete()
        ClosedDay.objects.create(day="12-24", name="Juleaftensdag")
        ClosedDay.objects.create(day="2024-05-10", name="Flytning")
    with transaction(NORDBY):
        ClosedDay.objects.all().delete()
    assert closed(EGEBY, "2024-05-06", "2024-05-12") == ["05-09", "05-10"]
    assert closed(EGEBY, "2025-05-06", "2025-05-12") == []
    assert closed(EGEBY, "2024-12-20", "2024-12-31") == ["12-24", "12-25", "12-26"]
    assert closed(NORDBY, "2024-12-20", "2024-12-31") == ["12-25", "12-26"]


def test_a_time_of_working_days_leaves_out_the_first_day_and_every_closed_one() -> None:
    with transaction(EGEBY):
        days = working_days(EGEBY)
        assert days.after(DAY("2024-03-26"), 3) == DAY("2024-04-03")  # Easter lies between
        assert days.after(DAY("2024-03-28"), 0) == DAY("2024-04-02")
        assert days.after(DAY("2024-03-27"), 0) == DAY("2024-03-27")
        with pytest.raises(ValueError, match="lies ahead"):
            days.after(DAY("2024-03-27"), -1)


def test_a_calendar_without_a_working_day_is_an_error_and_not_an_endless_search() -> None:
    with transaction(EGEBY):
        first = DAY("2023-01-01")
        every = (first + dt.timedelta(days=at) for at in range(366 * 2))
        ClosedDay.objects.bulk_create(ClosedDay(day=day.isoformat(), name="Lukket") for day in every)
        forget_known()
        with pytest.raises(AlwaysClosedError):
            working_days(EGEBY).after(DAY("2023-01-01"), 1)
