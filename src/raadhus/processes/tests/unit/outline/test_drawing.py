"""What is added in the outline is drawn where nothing lies; what holds it grows, and lines stay on what they join."""

from pathlib import Path

import pytest

from raadhus.processes.domain.document.activities import Lane
from raadhus.processes.domain.document.diagram import Edge
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.flow import SequenceFlow
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.edits import (
    AddLane,
    ChangeStep,
    Edit,
    PutInLane,
    RemoveLane,
    edit_model,
)
from raadhus.processes.domain.outline.geometry import Box, stretches
from raadhus.processes.tests.unit.outline.sketches import SKETCHES
from raadhus.processes.tests.unit.outline.sketching import SUB, TASK, Sketch
from raadhus.processes.tests.unit.outline.test_outline import FREE_PLACE
from raadhus.processes.tests.unit.outline.test_whole_models import boxes_of, contains, errors_of

PERMIT = (Path(__file__).parents[6] / "services/dk/building-permit/process.bpmn").read_bytes()
TRANSACTION = "a transaction that is cancelled takes back what was done and leaves by its edge"


def lines_of(source: bytes) -> dict[str, list[tuple[tuple[float, float], tuple[float, float]]]]:
    return {
        one.bpmn_element.local: list(stretches(one))
        for one in walk(read_document(source).definitions)
        if isinstance(one, Edge) and one.bpmn_element
    }


def loose_ends(source: bytes) -> list[str]:
    """Return the arrows whose line does not begin and end on the steps that they join."""
    boxes, lines = boxes_of(source), lines_of(source)
    flows = [one for one in walk(read_document(source).definitions) if isinstance(one, SequenceFlow)]
    ends = [
        (one.id or "", str(one.source_ref), str(one.target_ref), lines[one.id or ""])
        for one in flows
        if one.id in lines
    ]
    return [
        key
        for key, start, end, line in ends
        if not (touches(boxes[start], line[0][0]) and touches(boxes[end], line[-1][1]))
    ]


def touches(box: Box, point: tuple[float, float]) -> bool:
    around = Box(box.left - 2, box.top - 2, box.width + 4, box.height + 4)
    return contains(around, Box(*point, 0, 0))


def lanes_of(source: bytes) -> dict[str, set[str]]:
    return {
        one.id or "": {ref.target.local for ref in one.flow_node_refs}
        for one in walk(read_document(source).definitions)
        if isinstance(one, Lane)
    }


@pytest.mark.parametrize("step", ["ask_partner", "hear_party", "ask_unit", "decide"])
def test_a_deadline_lies_on_no_arrow_and_on_no_other_event(step: str) -> None:
    source = Sketch(FREE_PLACE).edge(step, "timer", "late", to="send_decision").source
    late = boxes_of(source)["late"]
    others = [line for key, line in lines_of(source).items() if not key.startswith("late")]
    assert not [part for line in others for part in line if late.is_crossed(*part)]
    assert not [
        key for key, box in boxes_of(source).items() if key not in {"late", step} and box.overlaps(late, 0)
    ]


@pytest.mark.parametrize("name", SKETCHES)
def test_lines_begin_and_end_on_what_they_join(name: str) -> None:
    assert loose_ends(SKETCHES[name]().source) == []


def test_a_sub_process_within_another_makes_it_grow_and_nothing_is_torn_apart() -> None:
    assert loose_ends(PERMIT) == []
    sketch = Sketch(PERMIT)
    on = sketch.steps()["ask_neighbour"].ways[0].target
    sketch.after("ask_neighbour", SUB, "inner", on=on).after("inner_begins", TASK, "one")
    sketch.after("one", TASK, "two").after("one", TASK, "three").after("one", TASK, "four")
    boxes = boxes_of(sketch.source)
    assert contains(boxes["hear_neighbours_all"], boxes["inner"])
    for one in ("one", "two", "three", "four"):
        assert contains(boxes["inner"], boxes[one])
    assert not boxes["hear_neighbours_all"].overlaps(boxes["ask_unit"], 0)
    assert loose_ends(sketch.source) == []


def test_the_first_lane_holds_everything_and_others_what_is_put_there() -> None:
    sketch = SKETCHES[TRANSACTION]().do(AddLane(within="P", name="One")).do(AddLane(within="P", name="Two"))
    assert lanes_of(sketch.source)["lane_two"] == set()
    sketch.edge("tell", "timer", "late").do(PutInLane(step="tell", lane="lane_two"))
    sketch.after("tell", SUB, "more")
    lanes, boxes = lanes_of(sketch.source), boxes_of(sketch.source)
    assert lanes["lane_two"] == {"tell", "late", "more"}
    assert lanes["lane_one"] == {"start", "sub", "cancelled", "end"}
    for lane, nodes in lanes.items():
        assert not [one for one in nodes if not contains(boxes[lane], boxes[one])]
    assert boxes["lane_one"].bottom == boxes["lane_two"].top
    assert boxes["lane_one"].right == boxes["lane_two"].right
    assert loose_ends(sketch.source) == []
    assert not errors_of(sketch.source)


def test_what_lay_in_a_lane_that_is_removed_lies_in_the_one_beside_it() -> None:
    sketch = SKETCHES[TRANSACTION]().do(AddLane(within="P", name="One")).do(AddLane(within="P", name="Two"))
    before = sketch.do(PutInLane(step="tell", lane="lane_two")).source
    for gone, left in (("lane_one", "lane_two"), ("lane_two", "lane_one")):
        source = edit_model(before, RemoveLane(lane=gone))
        assert lanes_of(source) == {left: {"start", "sub", "cancelled", "end", "tell"}}
        old, new = boxes_of(before), boxes_of(source)
        assert new[left].height == old["lane_one"].height + old["lane_two"].height
        assert gone not in new
    none = Sketch(source).do(RemoveLane(lane="lane_one")).source
    assert lanes_of(none) == {}
    assert b"laneSet" not in none


def test_what_lay_in_the_last_lane_within_another_lies_in_that_one_and_lanes_go_with_what_they_hold() -> None:
    sketch = SKETCHES[TRANSACTION]().do(AddLane(within="P", name="One")).do(AddLane(within="P", name="Two"))
    tell = b"<flowNodeRef>tell</flowNodeRef>"
    within = b'<childLaneSet id="inner"><lane id="within">' + tell + b"</lane></childLaneSet></lane>"
    nested = sketch.source.replace(tell, b"").replace(b"</lane>", within, 1)
    assert lanes_of(nested)["within"] == {"tell"}

    source = edit_model(nested, RemoveLane(lane="within"))
    assert lanes_of(source)["lane_one"] == {"start", "sub", "cancelled", "end", "tell"}
    assert b"childLaneSet" not in source
    outer = edit_model(nested, RemoveLane(lane="lane_one"))
    assert lanes_of(outer) == {"lane_two": {"start", "sub", "cancelled", "end", "tell"}}


@pytest.mark.parametrize("kind", ["adHocSubProcess", "userTask"])
def test_what_has_a_start_becomes_nothing_that_has_none(kind: str) -> None:
    source = SKETCHES[TRANSACTION]().source
    with pytest.raises(CannotEdit) as refused:
        edit_model(source, ChangeStep(step="sub", name="", kind=kind))
    assert refused.value.code == "unknown-kind"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (AddLane(within="sub", name="x"), "no-lanes"),
        (AddLane(within="nowhere", name="x"), "gone"),
        (PutInLane(step="pay", lane="lane_one"), "no-lanes"),
        (PutInLane(step="tell", lane="nowhere"), "gone"),
        (RemoveLane(lane="nowhere"), "gone"),
    ],
)
def test_what_cannot_be_done_with_a_lane_says_why(edit: Edit, code: str) -> None:
    source = SKETCHES[TRANSACTION]().do(AddLane(within="P", name="One")).source
    with pytest.raises(CannotEdit) as refused:
        edit_model(source, edit)
    assert refused.value.code == code
