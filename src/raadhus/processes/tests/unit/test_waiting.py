"""Timers, messages, events on the edge, and sub-processes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.state import InstanceStatus
from raadhus.processes.domain.timers import Period, compile_time, moment_of
from raadhus.processes.domain.work import StepFailed
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import COPENHAGEN, NOW, Course, arrows, model, service, user


def asked(cancel: str) -> bytes:
    return model(
        '<startEvent id="start"/>'
        + user("ask")
        + f'<boundaryEvent id="late" attachedToRef="ask" cancelActivity="{cancel}"><timerEventDefinition>'
        + "<timeDuration>P14D</timeDuration></timerEventDefinition></boundaryEvent>"
        + service("remind")
        + service("go_on")
        + arrows("start > ask", "ask > go_on", "late > remind")
    )


def test_a_deadline_of_days_ends_at_local_midnight():
    course = Course(asked("true")).start()
    (wait,) = course.state.waits[1]
    assert wait.due_at is not None
    assert wait.due_at.astimezone(UTC) == datetime(2024, 5, 15, 22, 0, tzinfo=UTC)


def test_an_interrupting_timer_withdraws_the_task():
    course = Course(asked("true")).start().fire("late")
    assert course.world.withdrawn == ["ask"]
    assert course.world.served == ["remind"]
    assert course.state.status is InstanceStatus.COMPLETED


def test_a_timer_beside_the_task_leaves_it_open_and_fires_once():
    course = Course(asked("false")).start()
    (wait,) = course.state.waits[1]
    course.fire("late")
    assert course.world.served == ["remind"]
    assert course.standing() == ["ask"]
    with pytest.raises(NotWaiting):
        course.step(lambda run: run.fire(wait, {}))
    course.complete("ask")
    assert course.world.served == ["remind", "go_on"]
    assert course.state.status is InstanceStatus.COMPLETED


def test_a_completed_task_takes_its_deadline_with_it():
    course = Course(asked("true")).start()
    (wait,) = course.state.waits[1]
    course.complete("ask")
    with pytest.raises(NotWaiting):
        course.step(lambda run: run.fire(wait, {}))
    assert course.world.served == ["go_on"]


def test_a_message_on_the_edge_may_come_again_and_again():
    source = model(
        '<startEvent id="start"/>'
        + user("ask")
        + '<boundaryEvent id="note" attachedToRef="ask" cancelActivity="false">'
        + '<messageEventDefinition messageRef="M"/></boundaryEvent>'
        + service("file")
        + arrows("start > ask", "note > file"),
        declarations='<message id="M" name="letter came"/>',
    )
    course = Course(source).start()
    course.fire("note", page=1)
    course.fire("note", page=2)
    assert course.world.served == ["file", "file"]
    assert course.state.variables == {"page": 2}
    assert course.standing() == ["ask"]


def test_a_sub_process_is_done_when_its_last_token_is():
    source = model(
        '<startEvent id="start"/><subProcess id="sub"><startEvent id="s"/>'
        + user("a")
        + user("b")
        + arrows("s > a", "s > b")
        + "</subProcess>"
        + service("after")
        + arrows("start > sub", "sub > after")
    )
    course = Course(source).start()
    course.complete("a")
    assert course.world.served == []
    course.complete("b")
    assert course.world.served == ["after"]
    assert course.state.tokens == {}


def test_an_error_thrown_within_a_sub_process_interrupts_all_of_it():
    source = model(
        '<startEvent id="start"/><subProcess id="sub"><startEvent id="s"/>'
        + user("a")
        + user("b")
        + '<endEvent id="stop"><errorEventDefinition errorRef="E"/></endEvent>'
        + arrows("s > a", "s > b", "a > stop")
        + '</subProcess><boundaryEvent id="edge" attachedToRef="sub"><errorEventDefinition errorRef="E"/>'
        + "</boundaryEvent>"
        + service("after")
        + service("mend")
        + arrows("start > sub", "sub > after", "edge > mend"),
        declarations='<error id="E" errorCode="wrong"/>',
    )
    course = Course(source).start()
    course.complete("a")
    assert course.world.withdrawn == ["b"]
    assert course.world.served == ["mend"]
    assert course.state.status is InstanceStatus.COMPLETED


def test_an_error_that_nothing_catches_ends_the_instance_as_failed():
    source = model(
        '<startEvent id="start"/>'
        + user("a")
        + '<endEvent id="stop"><errorEventDefinition errorRef="E"/></endEvent>'
        + arrows("start > a", "start > stop"),
        declarations='<error id="E" errorCode="wrong"/>',
    )
    course = Course(source).start()
    assert course.state.status is InstanceStatus.FAILED
    assert course.state.error_code == "wrong"
    assert course.state.tokens == {}
    assert course.world.withdrawn == ["a"]


def test_a_terminate_end_event_ends_everything():
    source = model(
        '<startEvent id="start"/>'
        + user("a")
        + '<endEvent id="stop"><terminateEventDefinition/></endEvent>'
        + arrows("start > a", "start > stop")
    )
    course = Course(source).start()
    assert course.state.status is InstanceStatus.COMPLETED
    assert course.world.withdrawn == ["a"]


def test_a_cancelled_instance_withdraws_what_it_asked():
    course = Course(asked("true")).start()
    course.step(lambda run: run.cancel_all())
    assert course.state.status is InstanceStatus.CANCELLED
    assert course.world.withdrawn == ["ask"]
    assert course.state.tokens == {} == course.state.waits


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("P1M", datetime(2024, 6, 1, 22, 0, tzinfo=UTC)),
        ("PT36H", NOW + timedelta(hours=36)),
        ("P1DT1H", NOW + timedelta(hours=25)),
        ("2024-12-24", datetime(2024, 12, 24, 23, 0, tzinfo=UTC)),
        ("2024-12-24T12:00:00+01:00", datetime(2024, 12, 24, 11, 0, tzinfo=UTC)),
        ("2024-12-24T12:00:00", datetime(2024, 12, 24, 11, 0, tzinfo=UTC)),
    ],
)
def test_iso_texts_are_times(text, due):
    value = compile_time(text, tinyfeel.parse).evaluate({})
    assert moment_of(value, NOW, COPENHAGEN).astimezone(UTC) == due


def test_a_month_from_the_last_of_january_ends_in_february():
    value = compile_time("P1M", tinyfeel.parse).evaluate({})
    moment = moment_of(value, datetime(2024, 1, 31, 12, 0, tzinfo=UTC), COPENHAGEN)
    assert moment.astimezone(COPENHAGEN).date() == date(2024, 3, 1)  # the midnight that closes 29 February


def test_what_is_no_time_stops_the_step():
    with pytest.raises(StepFailed):
        moment_of("soon", NOW, COPENHAGEN)


@pytest.mark.parametrize("value", [timedelta.max, Period(120_000, timedelta(0)), date.max])
def test_a_time_outside_the_calendar_stops_the_step(value):
    with pytest.raises(StepFailed, match="calendar"):
        moment_of(value, NOW, COPENHAGEN)
