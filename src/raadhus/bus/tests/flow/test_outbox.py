"""Events reach each subscriber once, in order, and are not lost when one fails."""

import dataclasses
from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from procrastinate.contrib.django import app

from raadhus.bus import outbox, queue, registry, testing
from raadhus.bus.events import DomainEvent
from raadhus.bus.models import DeadJob, Delivery, OutboxEvent
from raadhus.bus.registry import GiveUp, JobContext, RetryLater
from raadhus.platform import audit
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy import scope

EGEBY = UUID("00000000-0000-7000-8000-000000000001")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BellRang(DomainEvent):
    type: ClassVar[str] = "test.BellRang.v1"
    bell_id: UUID
    times: int


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """Return what two listeners heard; the second one fails as long as the list ``broken`` is not empty."""
    heard: list[int] = []

    def listen(event: BellRang, context: JobContext) -> None:
        heard.append(event.times)
        audit.record(context.actor, "test.heard", f"bell:{event.times}")

    registry.subscribe(BellRang, name="test.listen")(listen)
    yield heard
    registry.subscribers.pop(BellRang.type)


def kept() -> list[str]:
    """Return what the first listener has written: what it heard in vain is undone."""
    with scope.transaction(EGEBY):
        return list(AuditEntry.objects.order_by("subject").values_list("subject", flat=True))


def ring(times: int) -> None:
    outbox.emit(BellRang(subject="bell:1", bell_id=uuid4(), times=times))


@pytest.mark.usefixtures("db")
class TestTheOutbox:
    def test_events_of_one_subject_arrive_in_order(self, heard: list[int]) -> None:
        with scope.transaction(EGEBY):
            for times in (1, 2, 3):
                ring(times)

        testing.run_all()

        assert heard == [1, 2, 3]
        with scope.transaction(EGEBY):
            assert not OutboxEvent.objects.filter(delivered_at=None).exists()

    def test_an_event_of_a_transaction_that_failed_never_happened(self, heard: list[int]) -> None:
        with pytest.raises(ZeroDivisionError), scope.transaction(EGEBY):  # noqa: PT012 -- it fails after the event
            ring(1)
            raise ZeroDivisionError

        assert testing.run_all() == 0
        assert heard == []

    def test_a_failing_subscriber_neither_stops_the_others_nor_loses_the_event(
        self, heard: list[int]
    ) -> None:
        broken = [True]

        def fail_once(event: BellRang, context: JobContext) -> None:
            if broken:
                raise ValueError("not today")

        registry.subscribe(BellRang, name="test.fail_once")(fail_once)
        with scope.transaction(EGEBY):
            ring(7)
        with pytest.raises(RetryLater):
            testing.run_all()
        assert kept() == ["bell:7"]

        broken.clear()
        outbox.drain(JobContext(EGEBY, "", "bus.drain", attempt=1), subject="bell:1")

        assert kept() == ["bell:7"], "the first subscriber must not hear it twice"
        with scope.transaction(EGEBY):
            assert Delivery.objects.count() == 2

    def test_another_drain_of_the_subject_repeats_nothing(self, heard: list[int]) -> None:
        broken = [True]

        def fail_once(event: BellRang, context: JobContext) -> None:
            if broken:
                raise ValueError("not today")

        registry.subscribe(BellRang, name="test.fail_once")(fail_once)
        with scope.transaction(EGEBY):
            ring(7)
        with pytest.raises(RetryLater):
            testing.run_all()
        broken.clear()
        with scope.transaction(EGEBY):
            ring(8)

        testing.run_all()

        assert kept() == ["bell:7", "bell:8"]

    def test_a_subscriber_that_never_succeeds_becomes_a_dead_letter(self, heard: list[int]) -> None:
        registry.subscribe(BellRang, name="test.never")(_never)
        with scope.transaction(EGEBY):
            ring(1)
            ring(2)

        outbox.drain(JobContext(EGEBY, "", "bus.drain", attempt=99), subject="bell:1")

        assert kept() == ["bell:1", "bell:2"]
        with scope.transaction(EGEBY):
            told = set(Delivery.objects.filter(is_dead=True).values_list("error", flat=True))
            assert Delivery.objects.filter(is_dead=True).count() == 2
        assert [line.partition(":")[0] for line in told] == ["ValueError at bus/tests/flow/test_outbox.py"]


def _never(event: BellRang, context: JobContext) -> None:
    raise ValueError("never")


@pytest.mark.usefixtures("db")
def test_a_job_that_gives_up_is_shown_to_a_person() -> None:
    def hopeless(context: JobContext, *, thing_id: UUID) -> None:
        raise GiveUp("the number does not exist")

    registry.job("test.hopeless")(hopeless)
    try:
        with scope.transaction(EGEBY):
            queue.defer("test.hopeless", thing_id=uuid4())
        with pytest.raises(GiveUp):
            testing.run_all()
        with scope.transaction(EGEBY):
            assert DeadJob.objects.get().reason == "GiveUp: the number does not exist"
    finally:
        registry.jobs.pop("test.hopeless")


@pytest.mark.usefixtures("db")
def test_a_job_queued_inside_the_worker_commits_with_its_transaction_or_not_at_all() -> None:
    ran: list[UUID] = []

    def note(context: JobContext, *, thing_id: UUID) -> None:
        ran.append(thing_id)

    registry.job("test.note")(note)
    kept = uuid4()
    try:
        with app.replace_connector(app.connector.get_worker_connector()):  # as the worker runs its jobs
            with pytest.raises(ZeroDivisionError), scope.transaction(EGEBY):  # noqa: PT012 -- it fails after the job
                queue.defer("test.note", thing_id=uuid4())
                raise ZeroDivisionError
            with scope.transaction(EGEBY):
                queue.defer("test.note", thing_id=kept)
        testing.run_all()
        assert ran == [kept]
    finally:
        registry.jobs.pop("test.note")


@pytest.mark.usefixtures("db")
class TestWhatNobodyListensTo:
    def test_an_event_without_listeners_is_kept_and_queues_no_job(self) -> None:
        with scope.transaction(EGEBY):
            ring(1)

        assert testing.run_all() == 0
        with scope.transaction(EGEBY):
            assert OutboxEvent.objects.get().delivered_at is not None

    def test_what_a_subscriber_tells_of_the_same_subject_is_delivered_by_the_same_job(
        self, heard: list[int]
    ) -> None:
        def answer_once(event: BellRang, context: JobContext) -> None:
            if event.times == 1:
                ring(2)

        registry.subscribe(BellRang, name="test.answer_once")(answer_once)
        with scope.transaction(EGEBY):
            ring(1)

        assert testing.run_all() == 1
        assert heard == [1, 2]
