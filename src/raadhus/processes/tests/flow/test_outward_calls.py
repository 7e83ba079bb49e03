"""A service task that speaks outward is a job: each word goes out once, and what fails waits for a person."""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError
from procrastinate.contrib.django.models import ProcrastinateJob

from raadhus.bus.registry import GiveUp, RetryLater
from raadhus.bus.testing import run_all
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.domain.handlers import Execution
from raadhus.processes.public import BusinessError, Reach
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.test_crashes import crash_at, crash_everywhere
from raadhus.processes.tests.unit.drawing import arrows, model, service, user
from raadhus.processes.use_cases.call_outside import PATIENCE, call_outside

pytestmark = pytest.mark.usefixtures("db")
ORDER = model(
    '<startEvent id="start"/>'
    + service("order", "outside")
    + '<boundaryEvent id="sold_out" attachedToRef="order"><errorEventDefinition errorRef="E"/></boundaryEvent>'
    + '<boundaryEvent id="late" attachedToRef="order"><timerEventDefinition><timeDuration>P1D</timeDuration>'
    + "</timerEventDefinition></boundaryEvent>"
    + service("after")
    + user("person")
    + arrows("start > order", "order > after", "sold_out > person", "late > person"),
    declarations='<error id="E" errorCode="sold-out"/>',
)


@dataclass
class Shop:
    """The other side: takes an order once per key; ``before`` may fail before it is taken, ``after`` afterwards."""

    taken: dict[UUID, Mapping[str, object]] = field(default_factory=dict)
    heard: list[UUID] = field(default_factory=list)
    before: Callable[[Execution], None] = lambda execution: None
    after: Callable[[Execution], None] = lambda execution: None

    def take(self, execution: Execution) -> Mapping[str, object]:
        self.heard.append(execution.task_ref)
        self.before(execution)
        self.taken.setdefault(execution.task_ref, dict(execution.inputs))
        self.after(execution)
        return {"number": 7}


@pytest.fixture
def shop(town: Town) -> Iterator[Shop]:
    shop = Shop()
    with public.handlers.replaced("outside", shop.take, reach=Reach.OUTWARD):
        yield shop


@contextmanager
def once_only(shop: Shop) -> Iterator[None]:
    """Let the shop know no keys: what is said twice is done twice."""
    with public.handlers.replaced("outside", shop.take, reach=Reach.OUTWARD_ONCE):
        yield


def only_call() -> UUID:
    with transaction(EGEBY):
        return models.OutwardCall.objects.values_list("id", flat=True).get()


def attempts() -> list[tuple[int, str]]:
    with transaction(EGEBY):
        return list(models.CallAttempt.objects.order_by("number").values_list("number", "outcome"))


def incidents() -> list[public.IncidentInfo]:
    with transaction(EGEBY):
        return list(public.incidents(Town().actor))


def fail(error: Exception) -> Callable[[Execution], None]:
    def failing(execution: Execution) -> None:
        raise error

    return failing


def test_the_word_goes_out_after_the_step_and_the_answer_takes_it_on(town: Town, shop: Shop) -> None:
    instance = town.start(ORDER, amount=3)
    assert town.standing(instance) == ("order",)
    assert shop.heard == []

    run_all()

    assert shop.taken == {only_call(): {"amount": 3}}
    assert town.path(instance) == ["start", "order", "after"]
    assert town.variables(instance)["number"] == 7
    assert attempts() == [(1, "answered")]


def test_a_step_that_is_undone_says_nothing_outside(town: Town, shop: Shop) -> None:
    def start_in_vain() -> None:
        with transaction(EGEBY):
            town.start(ORDER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        start_in_vain()
    run_all()
    assert shop.heard == []


def test_a_crash_at_any_query_of_the_job_ends_in_one_order_and_one_step(town: Town, shop: Shop) -> None:
    ref = public.store_model(town.actor, ORDER)
    for query in range(200):
        instance = public.start(town.actor, ref.hash, business_key=uuid4(), variables={"amount": 1})
        with transaction(EGEBY):
            call = models.OutwardCall.objects.latest("id").id
        crashed = crash_once_at(query, functools.partial(call_outside, town.actor, call, attempt=0))
        call_outside(town.actor, call, attempt=1)
        assert town.path(instance) == ["start", "order", "after"]
        assert shop.taken[call] == {"amount": 1}
        if not crashed:
            assert query > 20
            return
    raise AssertionError("The job never went through.")


def crash_once_at(query: int, act: Callable[[], object]) -> bool:
    """Let the connection fail at one query of the act, once; tell whether it did."""
    with crash_at(query):
        try:
            act()
        except OperationalError:
            return True
    return False


class TestAWorkerThatDies:
    def test_after_the_word_went_out_says_it_again_with_the_same_key(self, town: Town, shop: Shop) -> None:
        instance = town.start(ORDER)
        shop.after = fail(KeyboardInterrupt())  # the worker is gone: nobody notes anything
        with pytest.raises(KeyboardInterrupt):
            call_outside(town.actor, only_call(), attempt=0)
        shop.after = lambda execution: None

        call_outside(town.actor, only_call(), attempt=0)

        assert len(shop.heard) == 2
        assert len(shop.taken) == 1
        assert town.path(instance) == ["start", "order", "after"]
        assert attempts() == [(1, "cut off"), (2, "answered")]

    def test_where_the_other_side_knows_no_key_a_person_is_asked(self, town: Town, shop: Shop) -> None:
        with once_only(shop):
            instance = town.start(ORDER)
            shop.after = fail(KeyboardInterrupt())
            with pytest.raises(KeyboardInterrupt):
                call_outside(town.actor, only_call(), attempt=0)
            run_all()
        (incident,) = incidents()
        assert "may have been done, or not" in incident.sentence
        assert len(shop.heard) == 1
        assert town.standing(instance) == ("order",)

    def test_an_answer_that_comes_from_a_worker_taken_for_dead_changes_nothing(
        self, town: Town, shop: Shop
    ) -> None:
        instance = town.start(ORDER)
        call = only_call()

        def overtake(execution: Execution) -> None:
            shop.after = lambda again: None
            call_outside(town.actor, call, attempt=0)  # another worker does it all meanwhile

        shop.after = overtake
        call_outside(town.actor, call, attempt=0)
        assert town.path(instance) == ["start", "order", "after"]
        assert attempts() == [(1, "cut off"), (2, "answered")]


class TestAFailure:
    def test_is_tried_again_by_the_bus(self, town: Town, shop: Shop) -> None:
        instance = town.start(ORDER)
        shop.before = fail(RetryLater("Closed for lunch.", after_seconds=60))
        with pytest.raises(RetryLater):
            call_outside(town.actor, only_call(), attempt=0)
        assert incidents() == []
        shop.before = lambda execution: None
        call_outside(town.actor, only_call(), attempt=1)
        assert town.path(instance) == ["start", "order", "after"]
        assert attempts() == [(1, "failed"), (2, "answered")]

    def test_at_the_last_try_waits_for_a_person_who_has_it_tried_again(self, town: Town, shop: Shop) -> None:
        instance = town.start(ORDER)
        run_first = ProcrastinateJob.objects.count()
        shop.before = fail(ConnectionError("secret words"))
        call_outside(town.actor, only_call(), attempt=PATIENCE.attempts - 1)
        (incident,) = incidents()
        assert "secret words" not in incident.sentence
        assert town.standing(instance) == ("order",)

        shop.before = lambda execution: None
        public.retry(town.actor, incident.id)
        assert ProcrastinateJob.objects.count() > run_first
        run_all()

        assert len(shop.taken) == 1
        assert incidents() == []
        assert town.path(instance) == ["start", "order", "order", "after"]

    def test_that_will_not_pass_goes_to_a_person_at_once(self, town: Town, shop: Shop) -> None:
        town.start(ORDER)
        shop.before = fail(GiveUp("The shop has closed down."))
        run_all()
        (incident,) = incidents()
        assert incident.sentence == "The shop has closed down."

    def test_of_a_side_without_keys_is_not_repeated_by_itself(self, town: Town, shop: Shop) -> None:
        with once_only(shop):
            town.start(ORDER)
            shop.after = fail(TimeoutError())
            run_all()
        assert len(shop.heard) == 1
        assert len(incidents()) == 1

    def test_that_the_model_knows_takes_its_edge(self, town: Town, shop: Shop) -> None:
        instance = town.start(ORDER)
        shop.before = fail(BusinessError("sold-out"))
        run_all()
        assert town.standing(instance) == ("person",)
        assert incidents() == []

    def test_whose_answer_cannot_be_taken_waits_for_a_person(self, town: Town, shop: Shop) -> None:
        with public.handlers.replaced("outside", lambda execution: {"x": 1.5}, reach=Reach.OUTWARD):
            town.start(ORDER)
            run_all()
        (incident,) = incidents()
        assert "float" in incident.sentence


def test_an_answer_that_comes_after_the_time_was_over_is_dropped(town: Town, shop: Shop) -> None:
    instance = town.start(ORDER)
    call = only_call()

    def too_late(execution: Execution) -> None:
        public.cancel(town.actor, instance, reason="withdrawn")

    shop.after = too_late
    call_outside(town.actor, call, attempt=0)
    with transaction(EGEBY):
        assert models.OutwardCall.objects.get().state == "withdrawn"
        assert public.instance(town.actor, instance).status == "cancelled"
    call_outside(town.actor, call, attempt=0)
    assert len(shop.heard) == 1


def test_ordering_it_is_whole_or_not_at_all(town: Town, shop: Shop) -> None:
    ref = public.store_model(town.actor, ORDER)
    key = uuid4()
    crash_everywhere(lambda: public.start(town.actor, ref.hash, business_key=key, variables={}))
    run_all()
    assert len(shop.taken) == 1
