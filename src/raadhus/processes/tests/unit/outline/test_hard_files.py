"""Files that an outline must bear: drawings that say nonsense, and very long courses."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from raadhus.processes.domain.document.diagram import Shape
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.outline.difference import difference
from raadhus.processes.domain.outline.edits import (
    AddEdge,
    AddStep,
    AddWay,
    ChangeStep,
    Edit,
    RemoveStep,
    edit_model,
)
from raadhus.processes.domain.outline.kinds import TIMER
from raadhus.processes.domain.outline.outline import outline_of
from raadhus.processes.tests.unit.drawing import arrows, user

_NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
)


def _drawn(number: str) -> bytes:
    """Return a file of four steps in whose drawing one number of each part is another text."""
    nodes = ('<startEvent id="s"/>', user("a"), user("b"), '<endEvent id="e"/>')
    flows = arrows("s > a", "a > b", "b > e")
    shapes = "".join(
        f'<bpmndi:BPMNShape id="{one}_di" bpmnElement="{one}"><dc:Bounds x="{place}" y="{number}" width="100"'
        f' height="80"/><bpmndi:BPMNLabel><dc:Bounds x="{number}" y="0" width="10" height="10"/>'
        "</bpmndi:BPMNLabel></bpmndi:BPMNShape>"
        for one, place in (("s", 0), ("a", 150), ("b", 300), ("e", 450))
    )
    edge = (
        f'<bpmndi:BPMNEdge id="b_e_di" bpmnElement="b_e"><di:waypoint x="{number}" y="40"/>'
        '<di:waypoint x="450" y="40"/></bpmndi:BPMNEdge>'
    )
    return (
        f'<definitions {_NAMESPACES} targetNamespace="urn:test"><process id="P" isExecutable="true">'
        f'{"".join(nodes)}{flows}</process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="P">'
        f"{shapes}{edge}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>"
    ).encode()


EDITS: tuple[Edit, ...] = (
    AddStep(after="a", kind="userTask", name="New", way="a_b"),
    AddStep(after="a", kind="exclusiveGateway", name="New"),
    AddWay(source="b", target="a"),
    AddEdge(trigger=TIMER, step="a", name="Late", time="P1D", target="e", ends_step=True),
    ChangeStep(step="a", name="Other", kind="serviceTask"),
    RemoveStep(step="a"),
)


@pytest.mark.parametrize("number", ["", "here", "nan", "-inf", "1e999", "1e300", "1,5", "0x10", "100px"])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_an_edit_is_made_where_the_drawing_has_no_numbers_and_what_it_says_is_kept(
    number: str, edit: Edit
) -> None:
    before = _drawn(number)
    after = edit_model(before, edit)
    assert after != before
    kept = f'y="{number}"'.encode()
    gone = 1 if isinstance(edit, RemoveStep) else 0
    assert after.count(kept) == before.count(kept) - gone
    assert b"nan" not in after or number == "nan"
    assert b"inf" not in after or number == "-inf"


def test_a_step_is_drawn_beside_a_shape_whose_label_lies_nowhere() -> None:
    before = _drawn("0").replace(b'x="0" y="0" width="10"', b'x="here" y="0" width="10"')
    after = edit_model(before, AddStep(after="a", kind="userTask", name="New", way="a_b"))
    assert b'bpmnElement="new"' in after


def test_a_step_is_drawn_below_a_very_high_shape() -> None:
    before = _drawn("0").replace(
        b'x="300" y="0" width="100" height="80"', b'x="300" y="0" width="100" height="9e8"'
    )
    after = edit_model(before, AddStep(after="a", kind="userTask", name="New"))
    assert _box_of(after, "new")[1] > 9e8


def test_a_step_is_drawn_below_everything_that_lies_there() -> None:
    before = edit_model(_drawn("0"), AddStep(after="a", kind="userTask", name="One"))
    after = edit_model(before, AddStep(after="a", kind="userTask", name="Two"))
    tops = [_box_of(after, one)[1] for one in ("b", "one", "two")]
    assert tops == sorted(set(tops))


def _box_of(source: bytes, element: str) -> tuple[float, float]:
    """Return the left and upper edge of a drawn step."""
    shape = next(
        one
        for one in walk(read_document(source).definitions)
        if isinstance(one, Shape) and one.bpmn_element and one.bpmn_element.local == element
    )
    assert shape.bounds
    assert shape.bounds.x
    assert shape.bounds.y
    return shape.bounds.x.value, shape.bounds.y.value


def _course(length: int) -> bytes:
    tasks = [user(f"t{at}", f'name="Task {at}"') for at in range(length)]
    flows = arrows(*(f"t{at} > t{at + 1}" for at in range(length - 1)))
    return (
        f'<definitions {_NAMESPACES} targetNamespace="urn:test"><process id="P">'
        f"{''.join(tasks)}{flows}</process></definitions>"
    ).encode()


def _told(source: bytes) -> object:
    return outline_of(read_document(source))


def _differs(source: bytes) -> object:
    return difference(source, source.replace(b'name="Task 3"', b'name="Other"'))


def _changed(source: bytes) -> object:
    named = source.replace(
        b'<userTask id="t3" name="Task 3"/>', b'<userTask id="t3"><incoming>t2_t3</incoming></userTask>'
    )
    return edit_model(named, AddStep(after="t5", kind="userTask", name="New", way="t5_t6"))


def _calls_of(act: Callable[[bytes], object], source: bytes) -> int:
    """Return how many functions an act calls: what it costs, whatever the machine does beside."""
    count = 0

    def note(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal count
        count += event == "call"

    act(source)  # plans of the kinds of parts are made once
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act(source)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("act", [_told, _differs, _changed])
def test_a_course_twice_as_long_costs_twice_as_much(act: Callable[[bytes], object]) -> None:
    assert _calls_of(act, _course(400)) < 2.2 * _calls_of(act, _course(200))
