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
