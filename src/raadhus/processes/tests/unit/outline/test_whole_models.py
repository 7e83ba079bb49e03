"""Whatever the engine carries out is told, renamed, removed and built in the outline alone."""

import itertools

import pytest

from raadhus.processes.domain.document.diagram import Shape
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.flow import FlowNode
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.library import check
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.edits import ChangeStep, RemoveStep, RemoveWay, edit_model
from raadhus.processes.domain.outline.geometry import Box, box_of
from raadhus.processes.domain.outline.outline import Step, outline_of
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.constructkit import Construct
from raadhus.processes.tests.unit.constructs import CONSTRUCTS
from raadhus.processes.tests.unit.drawing import Course
from raadhus.processes.tests.unit.outline.sketches import CALLED_OTHERWISE, EVERYWHERE, SKETCHES
from raadhus.processes.tests.unit.outline.test_outline import undrawn
from raadhus.processes.tests.unit.taking_back import TAKING_BACK
from raadhus.processes.tests.unit.test_constructs import act

ALL = (*CONSTRUCTS, *TAKING_BACK)


def steps_of(source: bytes) -> dict[str, Step]:
    return {one.id: one for one in outline_of(read_document(source)).steps}


def errors_of(source: bytes) -> list[str]:
    return [one.sentence for one in check(source, tinyfeel.parse, None) if one.is_error]


@pytest.mark.parametrize("construct", ALL, ids=str)
def test_every_step_of_a_construct_is_told_and_can_be_renamed(construct: Construct) -> None:
    source = construct.source
    nodes = [one.id or "" for one in walk(read_document(source).definitions) if isinstance(one, FlowNode)]
    assert sorted(nodes) == sorted(steps_of(source))
    for one in nodes:
        step = steps_of(source)[one]
        source = edit_model(source, ChangeStep(step=step.id, name=f"New {step.id}", kind=step.kind))
    assert {step.name for step in steps_of(source).values()} == {f"New {one}" for one in nodes}
    assert not errors_of(source)


@pytest.mark.parametrize("construct", ALL, ids=str)
def test_every_step_of_a_construct_can_be_removed_but_the_last_start(construct: Construct) -> None:
    for step in steps_of(construct.source).values():
        source = construct.source
        for way in step.ways[1:]:
            source = edit_model(source, RemoveWay(way=way.id))
        if step.kind == "startEvent":
            with pytest.raises(CannotEdit):
                edit_model(source, RemoveStep(step=step.id))
            continue
        after = edit_model(source, RemoveStep(step=step.id))
        left = steps_of(after)
        assert step.id not in left
        assert not [one for one in left.values() if step.id in {one.attached_to, one.within}]
        ends = {way.target for one in left.values() for way in one.ways}
        assert ends <= left.keys()


@pytest.mark.parametrize("construct", [one for one in ALL if one.name in SKETCHES], ids=str)
def test_a_construct_is_built_in_the_outline_and_takes_its_course(construct: Construct) -> None:
    source = SKETCHES[construct.name]().source
    assert not errors_of(source)
    names = EVERYWHERE | CALLED_OTHERWISE.get(construct.name, {})
    course = Course(source, construct.variables).start()
    for text in construct.acts:
        act(course, " ".join(names.get(word, word) for word in text.split()))
    assert course.incidents == []
    assert course.path == [names.get(word, word) for word in construct.path.split()]
    assert course.state.status == construct.status
    if construct.after is not None:
        assert course.state.variables == construct.after


def test_all_constructs_are_built_but_the_call_of_another_process_of_the_file() -> None:
    assert {one.name for one in ALL} - SKETCHES.keys() == {
        "another process of the file is called, with what goes in and what comes out"
    }


@pytest.mark.parametrize("name", SKETCHES)
def test_what_is_built_in_the_outline_is_drawn_whole_and_nothing_lies_over_another(name: str) -> None:
    source = SKETCHES[name]().source
    assert undrawn(source) == set()
    steps = steps_of(source)
    boxes = boxes_of(source)
    for one, other in itertools.combinations(boxes, 2):
        if {steps[one].attached_to, steps[other].attached_to} & {one, other}:
            assert boxes[one].overlaps(boxes[other], 0)
        elif holds(steps, one, other) or holds(steps, other, one):
            inner, outer = (other, one) if holds(steps, one, other) else (one, other)
            assert contains(boxes[outer], boxes[inner]) or steps[inner].attached_to, (one, other)
        else:
            assert not boxes[one].overlaps(boxes[other], 0), (one, other)


def boxes_of(source: bytes) -> dict[str, Box]:
    return {
        one.bpmn_element.local: box
        for one in walk(read_document(source).definitions)
        if isinstance(one, Shape) and one.bpmn_element and (box := box_of(one.bounds))
    }


def holds(steps: dict[str, Step], outer: str, inner: str) -> bool:
    """Tell whether a sub-process holds a step, however deep."""
    while inner in steps:
        inner = steps[inner].within
        if inner == outer:
            return True
    return False


def contains(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
    )
