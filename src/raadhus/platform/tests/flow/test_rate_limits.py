"""Counts of a rate limit: together, by window, and without a wait for the disk unless they belong to an act."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from raadhus.platform import clock, rate_limits
from raadhus.platform.refusals import TooManyRequests

NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def spend(who: str = "somebody") -> None:
    rate_limits.spend("a rule", who, limit=2, per_seconds=60)


@pytest.fixture
def patient() -> Iterator[None]:
    """Let this connection wait for the disk, as it does everywhere but in tests."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    yield
    connection.close()


def waits_for_the_disk() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return bool(cursor.fetchone() == ("on",))


def test_the_try_after_the_limit_is_refused_until_the_window_has_passed() -> None:
    with clock.frozen(NOON):
        spend()
        spend()
        with pytest.raises(TooManyRequests):
            spend()
        spend("another")
    with clock.frozen(NOON + dt.timedelta(seconds=60)):
        spend()


@pytest.mark.usefixtures("patient")
def test_a_count_apart_changes_nothing_for_what_comes_after() -> None:
    with clock.frozen(NOON):
        spend()

    assert waits_for_the_disk()


@pytest.mark.usefixtures("patient")
def test_what_is_done_together_with_a_count_still_waits_for_the_disk() -> None:
    with clock.frozen(NOON), transaction.atomic():
        spend()
        assert waits_for_the_disk()
