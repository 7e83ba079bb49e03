"""Instances live in rows: each step is kept whole or not at all."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection

from raadhus.bus import due, testing
from raadhus.bus.models import Due
from raadhus.bus.registry import RetryLater
from raadhus.platform import audit, clock
from raadhus.platform.models import AuditEntry
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.events import IncidentRaised
from raadhus.processes.tests.flow.conftest import EGEBY, NORDBY, Town
from raadhus.processes.tests.unit.drawing import arrows, model, service, user
from raadhus.processes.use_cases.stepping import StepWithinStep

pytestmark = pytest.mark.usefixtures("db")

ASK = model(
    '<startEvent id="start"/>'
    + service("gather")
    + user("ask")
    + '<boundaryEvent id="late" attachedToRef="ask"><timerEventDefinition><timeDuration>P14D</timeDuration>'
    + "</timerEventDefinition></boundaryEvent>"
    + service("decide")
    + service("remind")
    + '<endEvent id="end"/>'
    + arrows("start > gather", "gather > ask", "ask > decide", "decide > end", "late > remind")
)
BOTH = model(
    '<startEvent id="start"/><parallelGateway id="split"/>'
    + user("a")
    + user("b")
    + '<parallelGateway id="join"/>'
    + service("after")
    + arrows("start > split", "split > a", "split > b", "a > join", "b > join", "join > after")
)
MESSAGE = model(
    '<startEvent id="start"/><receiveTask id="wait" messageRef="M"/>'
    + service("after")
    + arrows("start > wait", "wait > after"),
    declarations='<message id="M" name="paid"/>',
)
TABLES = (models.Instance, models.Token, models.TimerSubscription, models.Visit, models.Incident)


def rows() -> list[int]:
    with transaction(EGEBY):
        return [table.objects.count() for table in TABLES]


class TestACase:
    def test_runs_to_a_person_and_from_there_to_its_end(self, town: Town) -> None:
        instance = town.start(ASK, amount=Decimal("12.50"))
        assert town.standing(instance) == ("ask",)
        assert town.path(instance) == ["start", "gather"]

        public.complete_task(town.actor, town.opened["ask"], {"answer": 7})

        assert town.served == ["gather", "decide"]
        assert town.path(instance) == ["start", "gather", "ask", "decide", "end"]
        assert town.variables(instance) == {"amount": Decimal("12.50"), "answer": Decimal(7)}
        assert rows() == [1, 0, 0, 5, 0]
        with transaction(EGEBY):
            info = public.instance(town.actor, instance)
            assert (info.status, info.ended_at is not None) == ("completed", True)
            assert public.history(town.actor, instance)[2].changed == {"answer": Decimal(7)}
            assert not Due.objects.exists()

    def test_cannot_be_answered_twice(self, town: Town) -> None:
        instance = town.start(ASK)
        public.complete_task(town.actor, town.opened["ask"], {"answer": 1})
        before = rows()
        with pytest.raises(public.CannotCompleteTask):
            public.complete_task(town.actor, town.opened["ask"], {"answer": 2})
        assert rows() == before
        assert town.variables(instance)["answer"] == 1

    def test_has_a_reference_of_its_own_for_each_task(self, town: Town) -> None:
        source = model(
            '<startEvent id="start"/>' + user("a") + user("b") + arrows("start > a", "a > b", "b > a")
        )
        with clock.frozen(clock.now()):
            town.start(source)
            used = []
            for task in "abab":
                used.append(town.opened[task])
                public.complete_task(town.actor, town.opened[task], {})
        assert len(set(used)) == 4
        before = rows()
        for done in used:
            with pytest.raises(public.CannotCompleteTask):
                public.complete_task(town.actor, done, {})
        assert rows() == before

    def test_is_out_of_reach_of_another_municipality(self, town: Town) -> None:
        instance = town.start(ASK)
        before = rows()
        stranger = town.actor.system(NORDBY, purpose="test")
        with pytest.raises(public.CannotCompleteTask):
            public.complete_task(stranger, town.opened["ask"], {})
        with pytest.raises(public.CannotCancelProcess):
            public.cancel(stranger, instance, reason="mischief")
        with pytest.raises(NotFoundHere), transaction(NORDBY):
            public.variables(stranger, instance)
        assert rows() == before

    def test_waits_for_both_branches_across_steps(self, town: Town) -> None:
        instance = town.start(BOTH)
        public.complete_task(town.actor, town.opened["b"], {})
        assert sorted(town.standing(instance)) == ["a", "join"]
        public.complete_task(town.actor, town.opened["a"], {})
        assert town.served == ["after"]
        assert town.path(instance).count("join") == 2

    def test_is_cancelled_with_its_tasks_and_timers(self, town: Town) -> None:
        instance = town.start(ASK)
        public.cancel(town.actor, instance, reason="applied twice")
        assert town.withdrawn == ["ask"]
        assert rows()[1:3] == [0, 0]
        with transaction(EGEBY):
            assert public.instance(town.actor, instance).status == "cancelled"
            assert AuditEntry.objects.get(act="processes.cancel").detail == {"reason": "applied twice"}
        with pytest.raises(public.CannotCancelProcess):
            public.cancel(town.actor, instance, reason="again")

    def test_keeps_its_variables_sealed(self, town: Town) -> None:
        town.start(ASK, name="Ellen Invented")
        with transaction(EGEBY), connection.cursor() as cursor:
            cursor.execute("SELECT variables FROM processes_instance")
            assert b"Ellen" not in bytes(cursor.fetchone()[0])

    def test_keeps_the_flow_it_belongs_to(self, town: Town) -> None:
        instance = town.start(ASK)
        with transaction(EGEBY):
            assert models.Instance.objects.get(pk=instance).correlation == "flow-1"

    def test_history_cannot_be_changed(self, town: Town) -> None:
        town.start(ASK)
        with pytest.raises(Exception, match="permission denied"), transaction(EGEBY):
            models.Visit.objects.update(outcome="done")


class TestATimer:
    def test_wakes_the_case_once_when_its_day_has_passed(self, town: Town) -> None:
        instance = town.start(ASK)
        with clock.frozen(clock.now() + timedelta(days=13)):
            assert due.wake_due() == 0
        with clock.frozen(clock.now() + timedelta(days=16)):
            assert due.wake_due() == 1
            testing.run_all()
            assert due.wake_due() == 0
        assert town.withdrawn == ["ask"]
        assert town.served == ["gather", "remind"]
        with transaction(EGEBY):
            assert public.instance(town.actor, instance).status == "completed"

    def test_comes_too_late_when_the_task_is_done(self, town: Town) -> None:
        town.start(ASK)
        with clock.frozen(clock.now() + timedelta(days=16)):
            due.wake_due()
        public.complete_task(town.actor, town.opened["ask"], {})
        testing.run_all()
        assert town.served == ["gather", "decide"]

    def test_begins_a_process_at_its_time_for_each_municipality_that_uses_it(self, town: Town) -> None:
        source = model(
            '<startEvent id="start"><timerEventDefinition><timeDate>2030-01-01</timeDate>'
            "</timerEventDefinition></startEvent>" + user("ask") + arrows("start > ask")
        )
        ref = public.store_model(town.actor, source)
        assert public.schedule_starts(town.actor, ref.hash) == 1
        assert public.schedule_starts(town.actor, ref.hash) == 1, "again moves it, it is not doubled"
        with clock.frozen(datetime(2030, 1, 2, 12, tzinfo=UTC)):
            assert due.wake_due() == 1
            testing.run_all()
            assert due.wake_due() == 0
        assert list(town.opened) == ["ask"]
        assert rows()[0] == 1


class TestAMessage:
    def test_reaches_the_case_that_waits_for_it_once(self, town: Town) -> None:
        instance = town.start(MESSAGE)
        with transaction(EGEBY):
            key = public.instance(town.actor, instance).business_key
        assert public.correlate(town.actor, "paid", key, {"amount": 5}) == instance
        assert town.variables(instance) == {"amount": Decimal(5)}
        with pytest.raises(public.CannotCorrelate):
            public.correlate(town.actor, "paid", key, {"amount": 6})
        assert town.variables(instance) == {"amount": Decimal(5)}

    def test_for_nobody_is_refused(self, town: Town) -> None:
        town.start(MESSAGE)
        before = rows()
        with pytest.raises(public.CannotCorrelate):
            public.correlate(town.actor, "paid", uuid4(), {})
        assert rows() == before

    def test_starts_a_process(self, town: Town) -> None:
        source = model(
            '<startEvent id="start"><messageEventDefinition messageRef="M"/></startEvent>'
            + user("ask")
            + arrows("start > ask"),
            declarations='<message id="M" name="moved in"/>',
        )
        ref = public.store_model(town.actor, source)
        public.start(town.actor, ref.hash, business_key=uuid4(), variables={}, message="moved in")
        assert list(town.opened) == ["ask"]
        with pytest.raises(public.CannotStartProcess):
            public.start(town.actor, ref.hash, business_key=uuid4(), variables={})


class TestAFailure:
    def test_undoes_the_handlers_work_and_waits_for_a_person(self, town: Town) -> None:
        def work(execution: public.Execution) -> None:
            audit.record(execution.actor, "test.worked", execution.element_id)
            if execution.element_id == "decide":
                raise IntegrityError("two decisions")

        town.work = work
        instance = town.start(ASK)
        public.complete_task(town.actor, town.opened["ask"], {"answer": 1})

        assert town.standing(instance) == ("decide",)
        with transaction(EGEBY):
            written = AuditEntry.objects.filter(act="test.worked").values_list("subject", flat=True)
            assert set(written) == {"gather", "ask"}
            (incident,) = public.incidents(town.actor)
            (event,) = testing.emitted(IncidentRaised)
        assert (incident.element, incident.tries, event.incident_id) == ("decide", 1, incident.id)
        assert incident.sentence.startswith("IntegrityError at processes/tests/flow/test_instances.py:")
        assert "two decisions" not in incident.sentence, "an error's own words may quote somebody"
        assert town.variables(instance)["answer"] == 1, "what the person answered is kept"

        assert public.retry(town.actor, incident.id) is False
        town.work = lambda execution: {"share": Decimal(5)}
        assert public.retry(town.actor, incident.id) is True
        with transaction(EGEBY):
            assert public.incidents(town.actor) == ()
            assert models.Incident.objects.get().tries == 2
        assert town.variables(instance)["share"] == 5
        with pytest.raises(public.CannotRetry):
            public.retry(town.actor, incident.id)
        assert town.served == ["gather", "decide"]

    def test_to_take_the_answer_undoes_the_handlers_work(self, town: Town) -> None:
        def work(execution: public.Execution) -> dict[str, object]:
            audit.record(execution.actor, "test.worked", execution.element_id)
            return {"share": 0.1}

        town.work = work
        instance = town.start(ASK)
        assert town.standing(instance) == ("gather",)
        with transaction(EGEBY):
            assert not AuditEntry.objects.filter(act="test.worked").exists()

    def test_that_may_pass_is_tried_again_by_itself(self, town: Town) -> None:
        def unavailable(execution: public.Execution) -> None:
            raise RetryLater("the register does not answer", after_seconds=60)

        town.work = unavailable
        town.start(ASK)
        with clock.frozen(clock.now() + timedelta(seconds=61)):
            due.wake_due()
            testing.run_all()
            with transaction(EGEBY):
                assert public.incidents(town.actor)[0].tries == 2
            town.work = lambda execution: None
        with clock.frozen(clock.now() + timedelta(seconds=200)):
            due.wake_due()
            testing.run_all()
        with transaction(EGEBY):
            assert public.incidents(town.actor) == ()
        assert list(town.opened) == ["ask"]

    def test_of_the_database_undoes_the_whole_step(self, town: Town) -> None:
        instance = town.start(ASK)
        before = rows()

        def broken(execution: public.Execution) -> None:
            raise OperationalError("server closed the connection")

        town.work = broken
        with pytest.raises(OperationalError):
            public.complete_task(town.actor, town.opened["ask"], {"answer": 1})
        assert rows() == before
        assert town.standing(instance) == ("ask",)
        assert "answer" not in town.variables(instance)

        town.work = lambda execution: None
        public.complete_task(town.actor, town.opened["ask"], {"answer": 1})
        assert town.served == ["gather", "decide"]

    def test_an_incident_is_settled_when_the_case_is_cancelled(self, town: Town) -> None:
        def fail(execution: public.Execution) -> None:
            raise RetryLater("later")

        town.work = fail
        instance = town.start(ASK)
        public.cancel(town.actor, instance, reason="withdrawn")
        with transaction(EGEBY):
            assert public.incidents(town.actor) == ()
            assert not Due.objects.exists()

    def test_a_handler_cannot_move_the_instance_that_runs_it(self, town: Town) -> None:
        def complete_itself(execution: public.Execution) -> None:
            public.cancel(execution.actor, execution.instance_id, reason="from within")

        town.work = complete_itself
        instance = town.start(ASK)
        with transaction(EGEBY):
            (incident,) = public.incidents(town.actor)
        assert StepWithinStep.__name__ in incident.sentence
        assert town.standing(instance) == ("gather",)


class TestAModel:
    def test_is_stored_once(self, town: Town) -> None:
        first = public.store_model(town.actor, ASK)
        assert public.store_model(town.actor.system(NORDBY, purpose="test"), ASK) == first
        assert models.ProcessModel.objects.count() == 1

    def test_with_an_unknown_handler_is_refused_and_not_stored(self, town: Town) -> None:
        source = model('<startEvent id="a"/>' + service("b", handler="cases.unknown") + arrows("a > b"))
        with pytest.raises(public.CannotStoreModel) as refused:
            public.store_model(town.actor, source)
        assert "cases.unknown" in refused.value.problems[0].sentence
        assert not models.ProcessModel.objects.exists()

    def test_of_an_installation_that_failed_is_not_remembered(self, town: Town) -> None:
        def install_and_fail() -> None:
            with transaction(EGEBY):
                town.start(ASK)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            install_and_fail()
        assert rows()[0] == 0
        assert town.standing(town.start(ASK)) == ("ask",)

    def test_that_is_not_stored_starts_nothing(self, town: Town) -> None:
        with pytest.raises(public.CannotStartProcess):
            public.start(town.actor, "0" * 64, business_key=uuid4(), variables={})
        assert rows() == [0, 0, 0, 0, 0]


def test_a_step_costs_the_same_after_many_steps(town: Town, django_assert_max_num_queries: object) -> None:
    source = model('<startEvent id="start"/>' + user("ask") + arrows("start > ask", "ask > ask"))
    town.start(source)
    counts = []
    for step in range(30):
        with django_assert_max_num_queries(14) as captured:  # type: ignore[operator]
            public.complete_task(town.actor, town.opened["ask"], {"answer": step})
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
