"""Whether an instance can go on in another version from where it stands; and if not, why not."""

from uuid import UUID

import pytest

from raadhus.processes.domain.migrating import Migrating, Moves, Standing, Stuck, Waiting, Why
from raadhus.processes.tests.unit.constructs import CONSTRUCTS
from raadhus.processes.tests.unit.drawing import Course, arrows, model, service, user
from raadhus.processes.tests.unit.taking_back import undone

TIMER = "<timerEventDefinition><timeDuration>P14D</timeDuration></timerEventDefinition>"


def edge(identity: str, on: str, definition: str = TIMER) -> str:
    return f'<boundaryEvent id="{identity}" attachedToRef="{on}">{definition}</boundaryEvent>'


LINE = model(
    '<startEvent id="start"/>'
    + user("ask")
    + edge("late", "ask")
    + service("remind")
    + user("decide")
    + arrows("start > ask", "ask > decide", "late > remind")
)


def looked_at(course: Course, new: bytes, **mapping: str) -> Moves | Stuck:
    """Look whether an instance in memory can go on in the new version."""
    tokens = [
        Standing(
            UUID(int=number),
            number,
            token.parent,
            course.name(token.node),
            course.program.flows[token.via].element_id
            if token.via >= 0 and token.status == "joining"
            else "",
            token.status,
        )
        for number, token in course.state.tokens.items()
    ]
    waits = [
        Waiting(UUID(int=wait.node), wait.token, course.name(wait.node), wait.message)
        for waits in course.state.waits.values()
        for wait in waits
    ]
    return Migrating(course.program, Course(new).program, mapping).look_at(tokens, waits)


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda one: one.name)
def test_every_construct_goes_on_in_a_version_that_is_the_same(construct):
    course = Course(construct.source).start()
    moves = looked_at(course, construct.source.replace(b"urn:test", b"urn:test2"))
    assert isinstance(moves, Moves), moves
    assert [one for one, _way in moves.tokens.values()] == [
        course.name(token.node) for token in course.state.tokens.values()
    ]
    assert moves.dropped == moves.to_arm == []


def test_a_renamed_step_is_found_by_the_mapping_and_what_is_new_on_its_edge_is_armed():
    new = LINE.replace(b'"ask"', b'"question"').replace(b"ask_decide", b"q_decide")
    new = new.replace(b"<userTask id=", edge("early", "question").encode() + b"<userTask id=", 1)
    new = new.replace(b"</process>", b'<sequenceFlow id="x" sourceRef="early" targetRef="remind"/></process>')
    course = Course(LINE).start()

    moves = looked_at(course, new, ask="question")

    assert isinstance(moves, Moves)
    assert list(moves.tokens.values()) == [("question", "")]
    assert list(moves.waits.values()) == ["late"]
    program = Course(new).program
    assert [program.nodes[event].element_id for _token, event in moves.to_arm] == ["early"]


def test_a_timer_may_be_dropped_by_name_only():
    new = LINE.replace(edge("late", "ask").encode(), b"").replace(
        b'<sequenceFlow id="late_remind" sourceRef="late" targetRef="remind"></sequenceFlow>',
        b'<sequenceFlow id="on" sourceRef="decide" targetRef="remind"/>',
    )
    course = Course(LINE).start()
    assert looked_at(course, new) == Stuck("late", Why.LOST_WAIT)
    moves = looked_at(course, new, late="")
    assert isinstance(moves, Moves)
    assert len(moves.dropped) == 1


SUB = model(
    '<startEvent id="start"/><subProcess id="sub"><startEvent id="s"/>'
    + user("ask")
    + arrows("s > ask")
    + '</subProcess><endEvent id="end"/>'
    + arrows("start > sub", "sub > end")
)
BOTH = model(
    '<startEvent id="start"/><parallelGateway id="split"/>'
    + user("a")
    + user("b")
    + '<parallelGateway id="join"/>'
    + arrows("start > split", "split > a", "split > b", "a > join", "b > join")
)
ONE = model(
    '<startEvent id="start"/>'
    + user("a")
    + '<parallelGateway id="join"/>'
    + user("b")
    + arrows("start > a", "a > join", "join > b")
)
MESSAGE = model(
    '<startEvent id="start"/><receiveTask id="wait" messageRef="M"/>' + arrows("start > wait"),
    declarations='<message id="M" name="paid"/>',
)


@pytest.mark.parametrize(
    ("old", "steps", "new", "mapping", "stuck"),
    [
        (LINE, "", LINE.replace(b'"ask"', b'"other"'), {}, Stuck("ask", Why.GONE)),
        (LINE, "", LINE, {"ask": "remind"}, Stuck("ask", Why.OTHER_KIND)),
        (SUB, "", LINE, {"sub": "sub"}, Stuck("sub", Why.GONE)),
        (LINE, "", SUB, {"late": ""}, Stuck("ask", Why.OTHER_PLACE)),
        (
            LINE,
            "",
            LINE.replace(
                b'<userTask id="ask" />',
                b'<userTask id="ask"><extensionElements><raadhus:task handler="other"/></extensionElements></userTask>',
            ).replace(
                b'<userTask id="ask"/>',
                b'<userTask id="ask"><extensionElements><raadhus:task handler="other"/></extensionElements></userTask>',
            ),
            {},
            Stuck("ask", Why.OTHER_WORK),
        ),
        (BOTH, "a", BOTH.replace(b"a_join", b"way"), {}, Stuck("join", Why.OTHER_WAY)),
        (BOTH, "a", ONE, {}, Stuck("join", Why.OTHER_WAY)),
        (
            LINE,
            "",
            LINE.replace(b'attachedToRef="ask"', b'attachedToRef="decide"'),
            {},
            Stuck("late", Why.OTHER_PLACE),
        ),
        (MESSAGE, "", MESSAGE.replace(b'name="paid"', b'name="sent"'), {}, Stuck("wait", Why.OTHER_WAIT)),
    ],
)
def test_what_has_no_place_in_the_new_version_stays_with_the_reason(old, steps, new, mapping, stuck):
    course = Course(old).start()
    for step in steps.split():
        course.complete(step)
    assert looked_at(course, new, **mapping) == stuck


def test_what_can_be_taken_back_goes_along():
    source = model('<startEvent id="start"/>' + undone("a") + user("b") + arrows("start > a", "a > b"))
    course = Course(source).start().complete("a")
    moves = looked_at(course, source.replace(b"a_edge", b"z_edge"), a_edge="z_edge")
    assert isinstance(moves, Moves)
    assert sorted(one for one, _way in moves.tokens.values()) == ["b", "z_edge"]


def test_names_that_are_in_neither_version_are_told():
    migrating = Migrating(
        Course(LINE).program, Course(SUB).program, {"ask": "nowhere", "never": "sub", "late": ""}
    )
    assert migrating.unknown_names() == ("never", "nowhere")
