"""Every construct takes the course that the standard says, in memory."""

import ast

import pytest

from raadhus.processes.domain.state import State
from raadhus.processes.tests.unit.constructkit import Construct
from raadhus.processes.tests.unit.constructs import CONSTRUCTS
from raadhus.processes.tests.unit.drawing import Course
from raadhus.processes.tests.unit.taking_back import TAKING_BACK


def values_of(words: list[str]) -> dict[str, object]:
    """Return the values of texts as ``name=literal``."""
    return {name: ast.literal_eval(text) for name, _, text in (word.partition("=") for word in words)}


def waits_at(state: State, course: Course, event: str) -> int:
    return sum(course.name(one.node) == event for waits in state.waits.values() for one in waits)


def act(course: Course, text: str) -> None:
    """Do what an act of a construct says."""
    verb, element, *rest = text.split()
    if verb == "complete":
        course.complete(element, **values_of(rest))
    elif verb == "fire":
        course.fire(element)
    elif verb == "begin":
        scope, node = course.token_at(element), course.program.number_of[rest[0]]
        course.step(lambda run: run.begin(scope, node))
    else:
        assert waits_at(course.state, course, element) == 0


@pytest.mark.parametrize("construct", [*CONSTRUCTS, *TAKING_BACK], ids=str)
def test_a_construct_takes_its_course(construct: Construct):
    course = Course(construct.source, construct.variables).start()
    for text in construct.acts:
        act(course, text)
    assert course.incidents == []
    assert course.path == construct.path.split()
    assert course.state.status == construct.status
    assert course.state.tokens == {} == course.state.waits
    assert course.state.frames == {} == {key: kept for key, kept in course.state.kept.items() if kept}
    if construct.after is not None:
        assert course.state.variables == construct.after
