"""How one case moves through a small process, from start to end."""

from decimal import Decimal

import pytest

from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.state import InstanceStatus, TokenStatus
from raadhus.processes.domain.work import BusinessError, StepFailed
from raadhus.processes.tests.unit.drawing import Course, arrows, model, service, user

ROUTE = model(
    '<startEvent id="start"/><exclusiveGateway id="which" default="which_person"/>'
    + service("decide")
    + user("person")
    + '<endEvent id="end"/>'
    + arrows(
        "start > which",
        "which > decide ? amount < 100",
        "which > person",
        "person > decide",
        "decide > end",
    )
)


def test_a_small_amount_is_decided_without_hands():
    course = Course(ROUTE, {"amount": Decimal(20)}).start()
    assert course.path == ["start", "which", "decide", "end"]
    assert course.state.status is InstanceStatus.COMPLETED
    assert course.state.tokens == {}


def test_a_large_amount_waits_for_a_person_and_goes_on_with_the_answer():
    course = Course(ROUTE, {"amount": Decimal(200)}).start()
    assert course.standing() == ["person"]
    assert course.world.opened == ["person"]
    course.complete("person", reason="looked at")
    assert course.state.variables["reason"] == "looked at"
    assert course.path == ["start", "which", "person", "decide", "end"]
    assert course.visits[2].changed == {"reason": "looked at"}


def test_a_completed_task_cannot_be_completed_again():
    course = Course(ROUTE, {"amount": Decimal(200)}).start()
    number = course.token_at("person")
    course.complete("person")
    before = dict(course.state.variables)
    with pytest.raises(NotWaiting):
        course.step(lambda run: run.complete(number, {"again": True}))
    assert course.state.variables == before


def test_a_condition_that_is_neither_true_nor_false_stops_for_a_person():
    course = Course(ROUTE, {}).start()
    assert course.standing(TokenStatus.INCIDENT) == ["which"]
    assert "neither true nor false" in course.incidents[0]
    course.state.variables["amount"] = Decimal(1)
    course.retry("which")
    assert course.state.status is InstanceStatus.COMPLETED


def test_a_failing_handler_stops_its_token_and_is_retried():
    failing = [True]

    def work(work):
        if failing:
            failing.clear()
            raise StepFailed("The register does not answer.")
        return {"share": 5}

    course = Course(ROUTE, {"amount": Decimal(20)}, work=work).start()
    assert course.standing(TokenStatus.INCIDENT) == ["decide"]
    assert course.incidents == ["The register does not answer."]
    course.retry("decide")
    assert course.state.status is InstanceStatus.COMPLETED
    assert course.state.variables["share"] == 5


def test_a_business_error_takes_the_edge_that_catches_its_code():
    def work(work):
        raise BusinessError("no-income", "No income is known.")

    source = model(
        '<startEvent id="start"/>'
        + service("decide")
        + '<boundaryEvent id="edge" attachedToRef="decide">'
        + '<errorEventDefinition errorRef="E"/></boundaryEvent>'
        + user("person")
        + arrows("start > decide", "edge > person"),
        declarations='<error id="E" errorCode="no-income"/>',
    )
    course = Course(source, work=work).start()
    assert course.standing() == ["person"]
    assert course.path == ["start", "decide", "edge"]


def test_a_business_error_that_nothing_catches_stops_for_a_person():
    def work(work):
        raise BusinessError("strange")

    course = Course(ROUTE, {"amount": Decimal(20)}, work=work).start()
    assert course.standing(TokenStatus.INCIDENT) == ["decide"]
    assert "strange" in course.incidents[0]


def test_a_circle_without_a_wait_is_stopped():
    source = model(
        '<startEvent id="start"/><task id="a"/><task id="b"/>' + arrows("start > a", "a > b", "b > a")
    )
    course = Course(source).start()
    assert "circle" in course.incidents[0]
    assert len(course.state.tokens) == 1
