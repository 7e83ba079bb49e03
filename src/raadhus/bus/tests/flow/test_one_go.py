"""Work in one go: fewer trips to the database, and the same rows whatever fails."""

from typing import cast
from uuid import UUID

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from raadhus.bus.models import DeadJob
from raadhus.platform import clock
from raadhus.platform.ids import new_id
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy.appending import append, append_all
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.gathering import call
from raadhus.platform.tenancy.one_go import in_one_go
from raadhus.platform.tenancy.scope import outlive_rollback, transaction, undoable

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
pytestmark = pytest.mark.usefixtures("db")


def entry(what: str) -> AuditEntry:
    return AuditEntry(at=clock.now(), act="test.act", subject=what)


def job(name: str, row_id: UUID | None = None) -> DeadJob:
    return DeadJob(id=row_id or new_id(), job=name, arguments={}, reason="", at=clock.now())


def noted() -> list[str]:
    """Return what the entries say, by the alphabet."""
    with transaction(EGEBY):
        return list(AuditEntry.objects.order_by("subject").values_list("subject", flat=True))


def sent(capture: CaptureQueriesContext, word: str) -> int:
    """Return how many statements with a word in them were sent."""
    return sum(word in query["sql"] for query in capture.captured_queries)


class TestGathering:
    def test_rows_of_several_tables_are_inserted_by_one_statement(self) -> None:
        def work() -> None:
            append(entry("one"))
            append_all([job("a"), job("b")])
            append(entry("two"))

        with CaptureQueriesContext(connection) as capture:
            in_one_go(EGEBY, work)

        assert sent(capture, "INSERT") == 1
        assert noted() == ["one", "two"]
        with transaction(EGEBY):
            assert DeadJob.objects.count() == 2

    def test_whoever_reads_a_table_finds_what_was_appended_to_it(self) -> None:
        def work() -> int:
            append(entry("one"))
            return AuditEntry.objects.count()

        assert in_one_go(EGEBY, work) == 1

    def test_a_row_is_changed_while_it_waits(self) -> None:
        def work() -> None:
            row = append(job("a"))
            row.reason = "changed"
            change(row, "reason")

        with CaptureQueriesContext(connection) as capture:
            in_one_go(EGEBY, work)

        assert sent(capture, "UPDATE") == 0
        with transaction(EGEBY):
            assert DeadJob.objects.get().reason == "changed"

    def test_a_row_that_waits_no_more_is_changed_where_it_is(self) -> None:
        def work() -> None:
            row = append(job("a"))
            assert DeadJob.objects.exists()
            row.reason = "changed"
            change(row, "reason")

        in_one_go(EGEBY, work)

        with transaction(EGEBY):
            assert DeadJob.objects.get().reason == "changed"

    def test_a_row_that_may_be_there_is_left_out_when_it_is(self) -> None:
        def once() -> None:
            append_all([job("a", row_id=known)], may_be_there=True)

        known = new_id()
        in_one_go(EGEBY, once)
        in_one_go(EGEBY, once)

        with transaction(EGEBY):
            assert DeadJob.objects.count() == 1

    def test_a_call_is_made_with_the_rows_that_wait(self) -> None:
        def work() -> None:
            append(entry("one"))
            call("set_config('test.called', %s, false)", ["yes"])
            call("set_config('test.called_too', %s, false)", ["yes"])

        with CaptureQueriesContext(connection) as capture:
            in_one_go(EGEBY, work)

        assert sent(capture, "INSERT") == sent(capture, "test.called") == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('test.called') || current_setting('test.called_too')")
            assert cursor.fetchone() == ("yesyes",)

    def test_a_row_that_cannot_be_inserted_undoes_all(self) -> None:
        def work() -> None:
            append(entry("one"))
            append(DeadJob(job="a", arguments={}, reason=cast(str, None), at=clock.now()))

        with pytest.raises(IntegrityError):
            in_one_go(EGEBY, work)

        assert noted() == []


class TestHoping:
    def test_no_savepoint_is_sent_where_nothing_fails(self) -> None:
        def work() -> None:
            with undoable(), transaction(EGEBY):
                append(entry("one"))

        with CaptureQueriesContext(connection) as capture:
            in_one_go(EGEBY, work)

        outermost = 1  # a test's own transaction lies around
        assert sent(capture, "SAVEPOINT") == outermost * 2
        assert noted() == ["one"]

    def test_what_fails_is_undone_and_what_was_done_before_and_after_it_is_kept(self) -> None:
        def work() -> None:
            append(entry("before"))
            with pytest.raises(ZeroDivisionError), undoable():  # noqa: PT012 -- it fails after the row
                append(entry("undone"))
                raise ZeroDivisionError
            append(entry("after"))

        in_one_go(EGEBY, work)

        assert noted() == ["after", "before"]

    def test_a_statement_that_the_database_refuses_undoes_its_own_part_only(self) -> None:
        def work() -> None:
            append(entry("before"))
            with pytest.raises(IntegrityError), undoable():  # noqa: PT012 -- the statement is what fails
                same = new_id()
                DeadJob.objects.bulk_create(
                    [DeadJob(id=same, job="a", arguments={}, reason="", at=clock.now())] * 2
                )
            append(entry("after"))

        in_one_go(EGEBY, work)

        assert noted() == ["after", "before"]

    def test_an_error_that_nobody_deals_with_undoes_all_and_the_work_is_not_begun_again(self) -> None:
        begun = []

        def work() -> None:
            begun.append(1)
            append(entry("one"))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            in_one_go(EGEBY, work)

        assert noted() == []
        assert len(begun) == 1

    def test_what_outlives_a_rollback_is_told_of_each_time_it_happened(self) -> None:
        def work() -> None:
            with pytest.raises(ZeroDivisionError), undoable():  # noqa: PT012 -- it fails after the row
                outlive_rollback(lambda: append(entry("looked up")))
                raise ZeroDivisionError

        in_one_go(EGEBY, work)

        assert "looked up" in noted()
