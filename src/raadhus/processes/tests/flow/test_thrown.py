"""What one instance throws reaches the others of the municipality, once each."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from raadhus.bus import testing
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.unit.constructkit import (
    DECLARED,
    END,
    LINE,
    MESSAGE,
    SIGNAL,
    START,
    edge,
    event,
    timer,
)
from raadhus.processes.tests.unit.drawing import arrows, model, service, user
from raadhus.processes.use_cases.hand_on import signal_if_waiting, start_by_signal_if_new
from raadhus.processes.use_cases.schedule_starts import start_if_scheduled

pytestmark = pytest.mark.usefixtures("db")

LISTENS = model(
    START
    + user("ask")
    + edge("heard", "ask", SIGNAL, interrupting=False)
    + service("note")
    + END
    + LINE
    + arrows("heard > note"),
    DECLARED,
)
THROWS = model(START + event("endEvent", "tell", SIGNAL) + arrows("start > tell"), DECLARED)


def rows(table) -> list[Any]:
    with transaction(EGEBY):
        return list(table.objects.order_by("id"))


def test_a_signal_reaches_every_instance_that_waits_and_begins_those_it_starts(town: Town) -> None:
    first, second = town.start(LISTENS), town.start(LISTENS)
    begun = public.store_model(
        town.actor, model(event("startEvent", "start", SIGNAL) + user("ask") + END + LINE, DECLARED)
    )
    assert public.schedule_starts(town.actor, begun.hash) == 1
    town.start(THROWS)
    testing.run_all()
    for instance in (first, second):
        assert town.path(instance) == ["start", "heard", "note"]
    assert len(rows(models.Instance)) == 4
    assert town.opened.keys() == {"ask"}


def test_the_same_signal_is_not_told_twice_to_the_same_wait(town: Town) -> None:
    instance = town.start(LISTENS)
    (wait,) = rows(models.MessageSubscription)
    assert signal_if_waiting(town.actor, wait.id)
    assert not signal_if_waiting(town.actor, wait.id)
    assert town.path(instance) == ["start", "heard", "note"]
    public.broadcast(town.actor, "storm")
    testing.run_all()
    assert town.path(instance) == ["start", "heard", "note", "heard", "note"]


def test_a_process_begins_once_for_each_throw_of_its_signal(town: Town) -> None:
    ref = public.store_model(
        town.actor, model(event("startEvent", "start", SIGNAL) + user("ask") + END + LINE, DECLARED)
    )
    public.schedule_starts(town.actor, ref.hash)
    (start,) = rows(models.SignalStart)
    throw = uuid4()
    assert start_by_signal_if_new(town.actor, start.id, throw)
    assert not start_by_signal_if_new(town.actor, start.id, throw)
    assert len(rows(models.Instance)) == 1


def test_a_message_thrown_is_correlated_by_key(town: Town) -> None:
    sender = model(START + event("endEvent", "tell", MESSAGE) + arrows("start > tell"), DECLARED)
    waits = model(START + event("intermediateCatchEvent", "ask", MESSAGE) + END + LINE, DECLARED)
    key = uuid4()

    def begin(source: bytes, business_key: UUID) -> UUID:
        ref = public.store_model(town.actor, source)
        return public.start(town.actor, ref.hash, business_key=business_key, variables={})

    other, meant = begin(waits, uuid4()), begin(waits, key)
    begin(sender, key)
    testing.run_all()
    assert town.path(meant) == ["start", "ask", "end"]
    assert town.path(other) == ["start"]


def test_a_message_begins_the_other_pool_of_the_same_file(town: Town) -> None:
    source = model(
        START
        + event("endEvent", "tell", MESSAGE)
        + arrows("start > tell")
        + '</process><process id="Q" isExecutable="true">'
        + event("startEvent", "s", MESSAGE)
        + user("ask")
        + arrows("s > ask"),
        DECLARED,
    )
    ref = public.store_model(town.actor, source)
    key = uuid4()
    public.start(town.actor, ref.hash, business_key=key, variables={}, process="P")
    testing.run_all()
    with transaction(EGEBY):
        (_, begun) = public.find_instances(town.actor, key)
    assert town.standing(begun) == ("ask",)


def test_a_process_that_begins_by_a_cycle_begins_as_often_as_it_says(town: Town) -> None:
    ref = public.store_model(
        town.actor,
        model(event("startEvent", "start", timer("timeCycle", "R2/PT1H")) + END + arrows("start > end")),
    )
    with clock.frozen(clock.now()):
        public.schedule_starts(town.actor, ref.hash)
        (first,) = rows(models.ScheduledStart)
        assert start_if_scheduled(town.actor, first.id)
        (second,) = rows(models.ScheduledStart)
    assert second.due_at == first.due_at + timedelta(hours=1)
    assert start_if_scheduled(town.actor, second.id)
    assert rows(models.ScheduledStart) == []
    assert len(rows(models.Instance)) == 2


def test_a_lane_gives_its_unit_to_the_tasks_in_it(town: Town) -> None:
    seen: list[object] = []
    source = model(
        '<laneSet id="l"><lane id="l1" name="Daycare"><extensionElements><raadhus:lane unit="daycare" role="clerk"/>'
        "</extensionElements><flowNodeRef>ask</flowNodeRef></lane></laneSet>"
        + START
        + '<userTask id="ask"><extensionElements><raadhus:task role="head"/></extensionElements></userTask>'
        + arrows("start > ask")
    )
    town.work = lambda execution: seen.append(dict(execution.properties))
    town.start(source)
    assert seen == [{"unit": "daycare", "role": "head"}]
