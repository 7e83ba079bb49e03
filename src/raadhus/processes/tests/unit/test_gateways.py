"""Gateways split and join without losing or doubling a token."""

from raadhus.processes.domain.state import InstanceStatus, TokenStatus
from raadhus.processes.tests.unit.drawing import Course, arrows, model, service, user

BOTH = model(
    '<startEvent id="start"/><parallelGateway id="split"/>'
    + user("a")
    + user("b")
    + '<parallelGateway id="join"/>'
    + service("after")
    + '<endEvent id="end"/>'
    + arrows("start > split", "split > a", "split > b", "a > join", "b > join", "join > after", "after > end")
)

SOME = model(
    '<startEvent id="start"/><inclusiveGateway id="split" default="split_c"/>'
    + user("a")
    + user("b")
    + user("c")
    + '<inclusiveGateway id="join"/>'
    + service("after")
    + arrows(
        "start > split",
        "split > a ? a",
        "split > b ? b",
        "split > c",
        "a > join",
        "b > join",
        "c > join",
        "join > after",
    )
)

FIRST = model(
    '<startEvent id="start"/><eventBasedGateway id="which"/>'
    '<intermediateCatchEvent id="paid"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>'
    '<intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>P14D</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
    + service("thank")
    + service("remind")
    + arrows("start > which", "which > paid", "which > late", "paid > thank", "late > remind"),
    declarations='<message id="M" name="payment"/>',
)


def test_a_parallel_join_waits_for_every_branch():
    course = Course(BOTH).start()
    assert course.standing() == ["a", "b"]
    course.complete("b")
    assert course.world.served == []
    assert course.standing(TokenStatus.JOINING) == ["join"]
    course.complete("a")
    assert course.world.served == ["after"]
    assert course.state.status is InstanceStatus.COMPLETED


def test_an_inclusive_join_waits_only_for_the_branches_that_were_taken():
    course = Course(SOME, {"a": True, "b": False}).start()
    assert course.standing() == ["a"]
    course.complete("a")
    assert course.world.served == ["after"]


def test_an_inclusive_join_waits_for_both_when_both_were_taken():
    course = Course(SOME, {"a": True, "b": True}).start()
    course.complete("a")
    assert course.world.served == []
    course.complete("b")
    assert course.world.served == ["after"]
    assert course.state.status is InstanceStatus.COMPLETED


def test_an_inclusive_gateway_without_a_true_way_stops_and_chooses_again_when_retried():
    source = model(
        '<startEvent id="start"/><parallelGateway id="split"/><task id="a"/><task id="b"/>'
        '<inclusiveGateway id="join"/>'
        + service("yes")
        + service("no")
        + arrows(
            "start > split",
            "split > a",
            "split > b",
            "a > join",
            "b > join",
            "join > yes ? x",
            "join > no ? y",
        )
    )
    course = Course(source, {"x": False, "y": False}).start()
    assert course.standing(TokenStatus.INCIDENT) == ["join"]
    course.state.variables["y"] = True
    course.retry("join")
    assert course.world.served == ["no"]
    assert course.state.status is InstanceStatus.COMPLETED


def test_an_inclusive_gateway_takes_the_default_when_nothing_is_true():
    assert Course(SOME, {"a": False, "b": False}).start().standing() == ["c"]


def test_a_task_with_conditional_arrows_chooses_after_its_work_and_only_the_choice_is_retried():
    source = model(
        '<startEvent id="start"/>'
        + service("work", extra='default="work_no"')
        + service("yes")
        + service("no")
        + arrows("start > work", "work > yes ? right", "work > no")
    )
    course = Course(source, {"right": None}).start()
    assert course.standing(TokenStatus.INCIDENT) == ["work#ways"]
    course.state.variables["right"] = True
    course.retry("work#ways")
    assert course.world.served == ["work", "yes"]


def test_the_first_event_takes_the_token_and_the_others_wait_no_more():
    course = Course(FIRST).start()
    assert {course.name(wait.node) for wait in course.state.waits[1]} == {"paid", "late"}
    course.fire("paid", amount=12)
    assert course.world.served == ["thank"]
    assert course.state.waits == {}
    assert course.path == ["start", "which", "paid", "thank"]
    assert [visit.changed for visit in course.visits] == [None, None, {"amount": 12}, None]
