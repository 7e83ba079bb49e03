"""A question made ready answers what the query set answers, with other values, and never across municipalities."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import QuerySet

from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.models import AuditEntry, RateCount
from raadhus.platform.ready_query import CannotMakeReady, ReadyQuery
from raadhus.platform.tenancy import scope

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
NORDBY = UUID("00000000-0000-7000-8000-000000000002")

pytestmark = pytest.mark.django_db


def entries(**whose: Any) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(**whose).order_by("at")


def write(tenant: UUID, subject: str) -> None:
    audit.record(Actor.system(tenant, purpose="test"), "test.act", subject, {"note": subject})


def test_the_same_question_finds_other_rows_for_other_values() -> None:
    ready = ReadyQuery(entries)
    with scope.transaction(EGEBY):
        write(EGEBY, "thing:1")
        write(EGEBY, "thing:2")

        found = [ready.first(subject=f"thing:{number}") for number in (1, 2, 3)]

    assert [entry and (entry.subject, entry.detail) for entry in found] == [
        ("thing:1", {"note": "thing:1"}),
        ("thing:2", {"note": "thing:2"}),
        None,
    ]


def test_a_value_that_is_none_asks_for_rows_without_it() -> None:
    ready = ReadyQuery(entries)
    with scope.transaction(EGEBY):
        write(EGEBY, "thing:1")

        assert len(ready.rows(person_id=None)) == 1
        assert ready.rows(person_id=uuid4()) == []


def test_another_municipality_finds_nothing() -> None:
    ready = ReadyQuery(entries)
    with scope.transaction(EGEBY):
        write(EGEBY, "thing:1")
        assert ready.rows(subject="thing:1")

    with scope.transaction(NORDBY):
        assert ready.rows(subject="thing:1") == []


def test_a_column_left_out_is_read_when_it_is_asked_for() -> None:
    ready = ReadyQuery(lambda subject: entries(subject=subject).defer("detail"))
    with scope.transaction(EGEBY):
        write(EGEBY, "thing:1")

        found = ready.rows(subject="thing:1")

        assert found[0].get_deferred_fields() == {"detail"}
        assert found[0].detail == {"note": "thing:1"}


def test_a_value_that_is_changed_on_its_way_is_refused() -> None:
    ready = ReadyQuery(lambda word: entries(subject__contains=word))

    with pytest.raises(CannotMakeReady), scope.transaction(EGEBY):
        ready.rows(word="thing")


def count(key: str) -> None:
    RateCount.objects.create(key=key, window=1, spent=3, ends_at="2024-01-01T00:00Z")


def test_rows_are_taken_once_with_what_they_held() -> None:
    ready = ReadyQuery(RateCount.objects.filter)
    count("a")
    count("b")

    taken, again = ready.take(key="a"), ready.take(key="a")

    assert [(row.key, row.spent) for row in taken] == [("a", 3)]
    assert again == []
    assert [row.key for row in RateCount.objects.all()] == ["b"]


def test_rows_are_removed_and_counted_and_no_others() -> None:
    ready = ReadyQuery(lambda now: RateCount.objects.filter(ends_at__lt=now))
    count("a")
    count("b")
    before, after = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2023, 2025))

    assert (ready.remove(now=before), ready.remove(now=after)) == (0, 2)
    assert not RateCount.objects.exists()
