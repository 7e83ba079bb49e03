"""A paused instance stands still; what comes meanwhile is kept and happens, in order, when it goes on."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from raadhus.bus import due
from raadhus.bus.registry import RetryLater
from raadhus.bus.testing import run_all
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import LoginNeeded, NotAllowed
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.public import Reach
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.people import NORTHERNER, OPERATOR, WITHOUT_RIGHT
from raadhus.processes.tests.flow.test_by_hand import incident_of, token_of
from raadhus.processes.tests.flow.test_crashes import crash_everywhere, everything
from raadhus.processes.tests.flow.test_instances import ASK, BOTH, MESSAGE
from raadhus.processes.tests.unit.drawing import arrows, model, service

pytestmark = pytest.mark.usefixtures("db")
OUTSIDE = model('<startEvent id="start"/>' + service("order", "outside") + arrows("start > order"))
SIGNAL = model(
    '<startEvent id="start"/><intermediateCatchEvent id="wait"><signalEventDefinition signalRef="S"/>'
    "</intermediateCatchEvent>" + service("after") + arrows("start > wait", "wait > after"),
    declarations='<signal id="S" name="opened"/>',
)


def paused(town: Town, source: bytes) -> UUID:
    instance = town.start(source)
    public.pause(OPERATOR, instance, reason="The rules are being looked at.")
    return instance


def status(instance: UUID) -> str:
    with transaction(EGEBY):
        return public.instance(OPERATOR, instance).status


def resume(instance: UUID) -> None:
    public.resume(OPERATOR, instance, reason="They are right.")


class TestWhatComesWhileItIsPaused:
    def test_a_task_that_is_done_goes_on_later_as_who_did_it(self, town: Town) -> None:
        instance = paused(town, ASK)
        clerk = Actor(tenant=EGEBY, person_id=uuid4(), staff_id=uuid4(), purpose="test")
        public.complete_task(clerk, town.opened["ask"], {"answer": 1})
        assert town.standing(instance) == ("ask",)
        assert town.variables(instance) == {}

        resume(instance)

        assert town.path(instance) == ["start", "gather", "ask", "decide", "end"]
        assert town.variables(instance) == {"answer": 1}
        with transaction(EGEBY):
            assert public.history(OPERATOR, instance)[2].by == clerk.staff_id
            assert not models.HeldBack.objects.exists()

    def test_a_task_is_done_once_all_the_same(self, town: Town) -> None:
        paused(town, ASK)
        public.complete_task(town.actor, town.opened["ask"], {"answer": 1})
        before = everything()
        with pytest.raises(public.CannotCompleteTask):
            public.complete_task(town.actor, town.opened["ask"], {"answer": 2})
        assert everything() == before

    def test_a_timer_whose_time_comes_fires_later(self, town: Town) -> None:
        instance = paused(town, ASK)
        with clock.frozen(clock.now() + timedelta(days=16)):
            due.wake_due()
            run_all()
            assert town.standing(instance) == ("ask",)
            resume(instance)
        assert town.path(instance)[-2:] == ["late", "remind"]

    def test_a_message_is_taken_later_and_once(self, town: Town) -> None:
        instance = town.start(MESSAGE)
        with transaction(EGEBY):
            key = public.instance(OPERATOR, instance).business_key
        public.pause(OPERATOR, instance, reason="Wait.")
        public.correlate(town.actor, "paid", key, {"amount": 5})
        with pytest.raises(public.CannotCorrelate):
            public.correlate(town.actor, "paid", key, {"amount": 6})
        resume(instance)
        assert town.variables(instance) == {"amount": Decimal(5)}
        assert town.path(instance) == ["start", "wait", "after"]

    def test_a_signal_is_heard_later(self, town: Town) -> None:
        instance = paused(town, SIGNAL)
        public.broadcast(town.actor, "opened")
        run_all()
        assert town.standing(instance) == ("wait",)
        resume(instance)
        assert town.path(instance) == ["start", "wait", "after"]

    def test_it_all_happens_in_the_order_in_which_it_came(self, town: Town) -> None:
        instance = paused(town, BOTH)
        public.complete_task(town.actor, town.opened["b"], {"last": "b"})
        public.complete_task(town.actor, town.opened["a"], {"last": "a"})
        resume(instance)
        assert town.path(instance)[:4] == ["start", "split", "b", "a"]
        assert town.variables(instance) == {"last": "a"}

    def test_a_word_outward_is_not_said(self, town: Town) -> None:
        said: list[str] = []

        def say(execution: public.Execution) -> None:
            said.append(execution.element_id)

        with public.handlers.replaced("outside", say, reach=Reach.OUTWARD):
            instance = paused(town, OUTSIDE)
            run_all()
            assert said == []
            resume(instance)
            run_all()
        assert said == ["order"]
        assert status(instance) == "completed"

    @pytest.mark.parametrize("fails", [False, True])
    def test_an_answer_that_is_on_its_way_is_taken_later(self, town: Town, fails: bool) -> None:
        instance = uuid4()

        def answer(execution: public.Execution) -> dict[str, object]:
            public.pause(OPERATOR, execution.instance_id, reason="Just now.")
            if fails:
                raise public.BusinessError("strange")
            return {"number": 7}

        with public.handlers.replaced("outside", answer, reach=Reach.OUTWARD):
            instance = town.start(OUTSIDE)
            run_all()
            assert town.standing(instance) == ("order",)
            resume(instance)
        assert status(instance) == ("running" if fails else "completed")
        with transaction(EGEBY):
            assert [one.element for one in public.incidents(OPERATOR)] == (["order"] if fails else [])

    def test_a_try_that_was_to_come_comes_later(self, town: Town) -> None:
        def busy(execution: public.Execution) -> None:
            raise RetryLater("busy", after_seconds=60)

        town.work = busy
        instance = town.start(ASK)
        public.pause(OPERATOR, instance, reason="Wait.")
        with pytest.raises(public.ProcessPaused):
            public.retry(OPERATOR, incident_of(instance))
        town.work = lambda execution: None
        with clock.frozen(clock.now() + timedelta(minutes=2)):
            due.wake_due()
            run_all()
            assert town.standing(instance) == ("gather",)
            resume(instance)
            due.wake_due()
            run_all()
        assert town.standing(instance) == ("ask",)


class TestPausing:
    def test_and_going_on_stand_in_history(self, town: Town) -> None:
        instance = paused(town, ASK)
        assert status(instance) == "paused"
        resume(instance)
        assert status(instance) == "running"
        with transaction(EGEBY):
            assert [(one.act, one.reason) for one in public.interventions(OPERATOR, instance)] == [
                ("paused", "The rules are being looked at."),
                ("resumed", "They are right."),
            ]

    def test_happens_once(self, town: Town) -> None:
        instance = paused(town, ASK)
        before = everything()
        with pytest.raises(public.CannotPause):
            public.pause(OPERATOR, instance, reason="Again.")
        assert everything() == before
        resume(instance)
        before = everything()
        with pytest.raises(public.CannotResume):
            resume(instance)
        assert everything() == before

    def test_survives_a_crash_at_any_query(self, town: Town) -> None:
        instance = town.start(ASK)
        crash_everywhere(lambda: public.pause(OPERATOR, instance, reason="Wait."))
        crash_everywhere(lambda: public.complete_task(town.actor, town.opened["ask"], {"answer": 1}))
        crash_everywhere(lambda: resume(instance))
        assert town.path(instance) == ["start", "gather", "ask", "decide", "end"]

    def test_a_paused_instance_can_be_cancelled_but_not_moved(self, town: Town) -> None:
        instance = paused(town, ASK)
        public.complete_task(town.actor, town.opened["ask"], {"answer": 1})
        token, before = token_of(town, instance, "ask"), everything()
        with pytest.raises(public.ProcessPaused):
            public.move_by_hand(OPERATOR, token, "decide", reason="Faster.")
        assert everything() == before
        public.cancel_by_hand(OPERATOR, instance, reason="Not needed.", takes_back=False)
        assert status(instance) == "cancelled"
        with transaction(EGEBY):
            assert not models.HeldBack.objects.exists()


ACTS: dict[str, Callable[[UUID, Actor, str], None]] = {
    "pause": lambda instance, actor, reason: public.pause(actor, instance, reason=reason),
    "resume": lambda instance, actor, reason: public.resume(actor, instance, reason=reason),
}


@pytest.mark.parametrize("act", ACTS)
class TestBothActs:
    @pytest.mark.parametrize("actor", WITHOUT_RIGHT, ids=["caseworker", "citizen", "stranger"])
    def test_are_refused_to_who_has_not_the_right(self, town: Town, act: str, actor: Actor) -> None:
        instance = town.start(ASK) if act == "pause" else paused(town, ASK)
        before = everything()
        with pytest.raises((NotAllowed, LoginNeeded)):
            ACTS[act](instance, actor, "Mischief.")
        assert everything() == before

    def test_are_out_of_reach_of_another_municipality_and_need_a_reason(self, town: Town, act: str) -> None:
        instance = town.start(ASK) if act == "pause" else paused(town, ASK)
        before = everything()
        with pytest.raises((public.CannotPause, public.CannotResume)):
            ACTS[act](instance, NORTHERNER, "Mischief.")
        with pytest.raises(public.CannotActWithoutReason):
            ACTS[act](instance, OPERATOR, " ")
        assert everything() == before
