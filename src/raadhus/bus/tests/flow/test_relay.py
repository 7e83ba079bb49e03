"""A worker goes from one job to the next; what fails on the way is treated as any other failing job."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.job_context import JobContext as QueueContext
from procrastinate.jobs import Status

from raadhus.bus import queue, registry, relay
from raadhus.bus.models import DeadJob
from raadhus.bus.registry import GiveUp, JobContext
from raadhus.platform.tenancy import scope

pytestmark = pytest.mark.usefixtures("db")
EGEBY = UUID("00000000-0000-7000-8000-000000000001")
_TAKE = """
SELECT job.* FROM procrastinate_register_worker_v1() AS own (id), procrastinate_fetch_job_v2(NULL, own.id) AS job
"""
FIRST, SECOND, REFUSED, ENDLESS = uuid4(), uuid4(), uuid4(), uuid4()


@pytest.fixture
def done() -> Iterator[list[UUID]]:
    """Know a job that notes what it was given, and refuses two of the things in its two ways."""
    ran: list[UUID] = []

    def note(context: JobContext, *, thing_id: UUID) -> None:
        ran.append(thing_id)
        if thing_id == REFUSED:
            raise GiveUp("no use")
        if thing_id == ENDLESS:
            raise ValueError("not today")

    registry.job("test.note")(note)
    yield ran
    registry.jobs.pop("test.note", None)
    relay._ended.clear()


def test_whoever_has_done_a_job_goes_on_with_those_that_wait(done: list[UUID]) -> None:
    first = queued(FIRST, SECOND)

    relay.run_jobs(first)

    assert done == [FIRST, SECOND]
    assert states() == []


def test_the_worker_does_not_note_again_what_is_noted(done: list[UUID]) -> None:
    first = queued(FIRST)
    relay.run_jobs(first)
    job = first.job

    note = async_to_sync(relay.RelayManager(app.connector).finish_job)
    note(job, Status.SUCCEEDED, delete_job=True)  # its row is gone: to note it again would be an error

    assert relay._ended == set()


def test_the_first_job_that_fails_is_left_to_the_worker(done: list[UUID]) -> None:
    first = queued(ENDLESS, SECOND)

    with pytest.raises(ValueError, match="not today"):
        relay.run_jobs(first)

    assert done == [ENDLESS]
    assert states() == ["doing", "todo"]


def test_a_following_job_that_fails_waits_to_be_tried_again_and_the_first_stays_done(
    done: list[UUID],
) -> None:
    first = queued(FIRST, ENDLESS)

    relay.run_jobs(first)

    assert done == [FIRST, ENDLESS]
    (waiting,) = ProcrastinateJob.objects.all()
    assert (waiting.status, waiting.attempts) == ("todo", 1)
    assert waiting.scheduled_at is not None


def test_a_following_job_that_gives_up_is_shown_to_a_person(done: list[UUID]) -> None:
    first = queued(FIRST, REFUSED)

    relay.run_jobs(first)

    assert states() == ["failed"]
    with scope.transaction(EGEBY):
        assert DeadJob.objects.get().reason == "GiveUp: no use"


def test_a_job_that_this_version_does_not_know_is_shown_to_a_person(done: list[UUID]) -> None:
    registry.job("test.of_tomorrow")(lambda context: done.append(SECOND))
    first = queued(FIRST)
    with scope.transaction(EGEBY):
        queue.defer("test.of_tomorrow")
    registry.jobs.pop("test.of_tomorrow")

    relay.run_jobs(first)

    assert done == [FIRST]
    assert states() == ["failed"]
    with scope.transaction(EGEBY):
        assert DeadJob.objects.get().reason == "There is no job called test.of_tomorrow"


def test_nobody_retries_a_job_that_this_version_does_not_know(done: list[UUID]) -> None:
    first = queued(FIRST)
    registry.jobs.pop("test.note")

    with pytest.raises(GiveUp) as given_up:
        relay.run_jobs(first)

    assert relay.run_jobs.get_retry_exception(given_up.value, first.job) is None
    with scope.transaction(EGEBY):
        assert DeadJob.objects.count() == 1


@pytest.mark.usefixtures("transactional_db")
def test_what_was_done_is_noted_also_when_nothing_more_can_be_taken(done: list[UUID]) -> None:
    first = queued(FIRST, SECOND)
    with connection.cursor() as cursor:  # another worker took it for dead
        cursor.execute("DELETE FROM procrastinate_workers")

    relay.run_jobs(first)

    assert done == [FIRST]
    assert states() == ["todo"]
    assert relay._ended == {first.job.id}


@pytest.mark.usefixtures("transactional_db")
def test_a_failure_that_cannot_be_noted_is_not_taken_for_one_of_the_first_job(done: list[UUID]) -> None:
    def lose(context: JobContext) -> None:
        ProcrastinateJob.objects.filter(status="doing").delete()
        raise ValueError("and its row is gone")

    registry.job("test.lose", transactional=False)(lose)
    first = queued(FIRST)
    with scope.transaction(EGEBY):
        queue.defer("test.lose")

    relay.run_jobs(first)
    registry.jobs.pop("test.lose")

    assert done == [FIRST]
    assert states() == []


def test_after_a_while_the_worker_gets_its_turn_again(
    done: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "_AT_A_STRETCH_S", -1)
    first = queued(FIRST, SECOND, uuid4())

    relay.run_jobs(first)

    assert done == [FIRST, SECOND]
    assert states() == ["todo"]


def test_the_buss_regular_work_is_left_to_the_worker(done: list[UUID]) -> None:
    first = queued(FIRST)
    app.configure_task("bus.wake_due").defer(timestamp=0)

    relay.run_jobs(first)

    assert states() == ["todo"]


def queued(*things: UUID) -> QueueContext:
    """Queue a job for each of the things and take the first, as the worker does."""
    with scope.transaction(EGEBY):
        for thing in things:
            queue.defer("test.note", thing_id=thing)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE)
        row = dict(zip([column.name for column in cursor.description or ()], cursor.fetchone(), strict=True))
    return QueueContext(start_timestamp=0, app=app, job=relay._job_of(row), abort_reason=lambda: None)


def states() -> list[str]:
    """Return how the jobs that are still there stand, oldest first."""
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", flat=True))
