"""Random small models: no token is lost, none is doubled, every case comes to its end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.processes.domain.state import InstanceStatus, TokenStatus
from raadhus.processes.tests.unit.drawing import Course
from raadhus.processes.tests.unit.random_models import random_model, random_parts


@settings(max_examples=150)
@given(random_parts, st.randoms(use_true_random=False))
def test_every_taken_task_is_done_once_and_the_case_ends(part, chance):
    source, expected = random_model(part)
    course = Course(source).start()
    while waiting := course.standing():
        assert course.state.status is InstanceStatus.RUNNING
        course.complete(chance.choice(waiting))
    assert course.incidents == []
    assert course.state.status is InstanceStatus.COMPLETED
    assert course.state.tokens == {}
    assert course.standing(TokenStatus.JOINING) == []
    done = [element for element in course.path if element.startswith("task")]
    assert sorted(done) == sorted(expected)
    assert course.path.count("end") == 1


@settings(max_examples=100)
@given(random_parts, st.randoms(use_true_random=False), st.integers(0, 6))
def test_a_case_that_is_cancelled_anywhere_leaves_nothing_behind(part, chance, steps):
    course = Course(random_model(part)[0]).start()
    for _ in range(steps):
        if waiting := course.standing():
            course.complete(chance.choice(waiting))
    still_open = course.standing()
    course.step(lambda run: run.cancel_all())
    assert sorted(course.world.withdrawn) == still_open
    assert course.state.tokens == {} == course.state.waits
    assert not any(course.state.joins.values())
    assert not any(course.state.live.values())
