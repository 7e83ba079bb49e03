"""What a person does by hand: tokens are put elsewhere, failed work counts as done, all is taken back."""

import pytest

from raadhus.processes.domain.by_hand import cancel_taking_back, go_on_without, move_token, places_for
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.state import InstanceStatus, TokenStatus
from raadhus.processes.domain.work import Outcome, StepFailed
from raadhus.processes.tests.unit.drawing import Course, arrows, model, service, user
from raadhus.processes.tests.unit.taking_back import undone

LINE = model(
    '<startEvent id="start"/>'
    + user("ask")
    + '<boundaryEvent id="late" attachedToRef="ask"><timerEventDefinition><timeDuration>P14D</timeDuration>'
    + "</timerEventDefinition></boundaryEvent>"
    + service("decide")
    + '<parallelGateway id="split"/>'
    + user("a")
    + user("b")
    + '<parallelGateway id="join"/><endEvent id="end"/>'
    + arrows(
        *("start > ask", "ask > decide", "late > decide", "decide > split"),
        *("split > a", "split > b", "a > join", "b > join", "join > end"),
    )
)
WITHIN = model(
    '<startEvent id="start"/>'
    + undone("pay")
    + '<subProcess id="sub"><startEvent id="s"/>'
    + undone("book")
    + user("confirm")
    + arrows("s > book", "book > confirm")
    + "</subProcess>"
    + user("after")
    + arrows("start > pay", "pay > sub", "sub > after")
)


def move(course: Course, source: str, target: str, **values: object) -> Course:
    number, node = course.token_at(source), course.program.number_of[target]
    return course.step(lambda run: move_token(run, number, node, values))


class TestMoving:
    def test_a_token_is_put_before_another_step_and_what_it_asked_for_is_withdrawn(self):
        course = Course(LINE).start()
        move(course, "ask", "a", reason="by phone")
        assert course.standing() == ["a"]
        assert course.world.withdrawn == ["ask"]
        assert course.state.waits == {}
        assert course.visits[-1].outcome is Outcome.MOVED
        assert course.visits[-1].changed == {"reason": "by phone"}

    def test_a_token_that_waits_at_a_join_can_be_taken_from_it(self):
        course = Course(LINE).start().complete("ask").complete("a")
        assert course.standing(TokenStatus.JOINING) == ["join"]
        move(course, "join", "a")
        assert course.standing() == ["a", "b"]
        course.complete("a").complete("b")
        assert course.state.status is InstanceStatus.COMPLETED

    def test_a_sub_process_is_left_with_all_that_is_within(self):
        course = Course(WITHIN).start().complete("pay")
        move(course, "sub", "after")
        assert course.standing() == ["after"]
        assert course.world.withdrawn == ["book"]

    @pytest.mark.parametrize("target", ["start", "late", "join", "nowhere"])
    def test_it_may_not_be_put_where_nothing_can_begin(self, target):
        course = Course(LINE).start()
        node = course.program.number_of.get(target, course.program.canceller)
        number, before = course.token_at("ask"), dict(course.state.waits)
        with pytest.raises(NotWaiting):
            course.step(lambda run: move_token(run, number, node, {"x": 1}))
        assert course.standing() == ["ask"]
        assert course.state.waits == before
        assert course.state.variables == {}

    def test_it_stays_in_its_sub_process(self):
        course = Course(WITHIN).start().complete("pay")
        node = course.program.nodes[course.program.number_of["book"]]
        assert [one.element_id for one in places_for(course.program, node.number)] == ["book", "confirm"]
        with pytest.raises(NotWaiting):
            move(course, "book", "after")
        assert course.standing() == ["book"]


class TestGoingOnWithout:
    def test_failed_work_counts_as_done_with_the_answer_of_a_person(self):
        def work(work):
            raise StepFailed("No answer.")

        course = Course(LINE, work=work).start().complete("ask")
        number = course.token_at("decide")
        course.step(lambda run: go_on_without(run, number, {"share": 5}))
        assert course.standing() == ["a", "b"]
        assert course.state.variables == {"share": 5}
        assert [visit.outcome for visit in course.visits[-2:]] == [Outcome.BY_HAND, Outcome.DONE]

    def test_what_has_not_failed_goes_its_own_way(self):
        course = Course(LINE).start()
        number = course.token_at("ask")
        with pytest.raises(NotWaiting):
            course.step(lambda run: go_on_without(run, number, {}))
        assert course.standing() == ["ask"]


class TestCancellingWithCompensation:
    def test_all_that_is_over_is_taken_back_the_last_first(self):
        course = Course(WITHIN).start().complete("pay").complete("book")
        course.step(cancel_taking_back)
        assert course.world.withdrawn == ["confirm"]
        assert course.world.served == ["un_book", "un_pay"]
        assert course.state.status is InstanceStatus.CANCELLED
        assert course.state.tokens == {}

    def test_where_nothing_can_be_taken_back_it_ends_at_once(self):
        course = Course(LINE).start()
        course.step(cancel_taking_back)
        assert course.state.status is InstanceStatus.CANCELLED
        assert (course.state.tokens, course.state.waits) == ({}, {})

    def test_what_fails_to_be_taken_back_waits_for_a_person(self):
        failing = [True]

        def work(work):
            if failing and work.element_id == "un_book":
                raise StepFailed("The hall does not answer.")
            return {}

        course = Course(WITHIN, work=work).start().complete("pay").complete("book")
        course.step(cancel_taking_back)
        assert course.standing(TokenStatus.INCIDENT) == ["un_book"]
        with pytest.raises(NotWaiting):
            course.step(cancel_taking_back)
        failing.clear()
        course.retry("un_book")
        assert course.world.served == ["un_book", "un_pay"]
        assert course.state.status is InstanceStatus.CANCELLED
