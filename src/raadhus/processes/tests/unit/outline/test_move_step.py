"""A step moves to another place of its course and takes along what belongs to it."""

from raadhus.processes.domain.document.diagram import Shape
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.library import check
from raadhus.processes.domain.outline.edits import AddStep, MoveStep, edit_model
from raadhus.processes.domain.outline.outline import Step
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import arrows, model, user
from raadhus.processes.tests.unit.outline.test_outline import FREE_PLACE, outline, step, undrawn, way_ids


def _bare(one: Step) -> Step:
    """Return a step without its arrows: all that it is and is set to."""
    return Step(**{name: () if name == "ways" else getattr(one, name) for name in Step.__slots__})


def _place(source: bytes, element: str) -> tuple[float, float]:
    for one in walk(read_document(source).definitions):
        if isinstance(one, Shape) and one.bpmn_element and one.bpmn_element.local == element:
            assert one.bounds
            return float(one.bounds.x or 0), float(one.bounds.y or 0)
    raise AssertionError(element)


def test_a_step_stands_on_the_arrow_it_was_moved_to_and_its_neighbours_are_connected() -> None:
    after = edit_model(FREE_PLACE, MoveStep(step="gather", way="decided_how"))
    assert set(way_ids(after, "sent")) == set(way_ids(FREE_PLACE, "gather"))
    assert way_ids(after, "decide") == {"gather": "decided_how"}
    assert set(way_ids(after, "gather")) == {"which_way"}
    assert _bare(step(after, "gather")) == _bare(step(FREE_PLACE, "gather"))
    assert undrawn(after) == set()
    assert not [one for one in check(after, tinyfeel.parse, None) if one.code]


def test_a_moved_step_takes_the_events_on_its_edge_along_and_keeps_what_it_is_set_to() -> None:
    after = edit_model(FREE_PLACE, MoveStep(step="ask_partner", way="decided_how"))
    late = step(after, "partner_late")
    assert late == step(FREE_PLACE, "partner_late")
    assert step(after, "ask_partner").settings == step(FREE_PLACE, "ask_partner").settings
    before, now = _place(FREE_PLACE, "ask_partner"), _place(after, "ask_partner")
    edge_before, edge_now = _place(FREE_PLACE, "partner_late"), _place(after, "partner_late")
    assert (now[0] - before[0], now[1] - before[1]) == (
        edge_now[0] - edge_before[0],
        edge_now[1] - edge_before[1],
    )
    assert now != before
    assert undrawn(after) == set()


def test_moved_there_and_back_the_course_is_as_it_was() -> None:
    source = model(
        '<startEvent id="s"/><endEvent id="e"/>' + user("a") + user("b") + arrows("s > a", "a > b", "b > e")
    )
    there = edit_model(source, MoveStep(step="a", way="b_e"))
    assert [one.id for one in outline(there).steps] == ["s", "b", "a", "e"]
    back = edit_model(there, MoveStep(step="a", way="s_a"))
    assert [(one.id, [way.target for way in one.ways]) for one in outline(back).steps] == [
        (one.id, [way.target for way in one.ways]) for one in outline(source).steps
    ]
    assert b"BPMNDiagram" not in back


def test_a_step_without_a_way_on_gets_one_where_it_is_moved_to() -> None:
    source = model(
        '<startEvent id="s"/><endEvent id="e"/>' + user("a") + user("b") + arrows("s > a", "a > e", "a > b")
    )
    after = edit_model(source, MoveStep(step="b", way="s_a"))
    assert [one.id for one in outline(after).steps] == ["s", "b", "a", "e"]
    assert [way.target for way in step(after, "a").ways] == ["e"]


def test_a_step_that_others_led_to_in_a_loop_leaves_no_arrow_to_itself() -> None:
    source = model(
        '<startEvent id="s"/><endEvent id="e"/>'
        + user("a")
        + user("b")
        + arrows("s > a", "a > b", "b > a", "a > e")
    )
    after = edit_model(source, MoveStep(step="b", way="a_e"))
    assert [way.target for way in step(after, "a").ways] == ["b"]
    assert [way.target for way in step(after, "b").ways] == ["e"]


def test_a_sub_process_moves_with_what_is_drawn_within() -> None:
    inner = '<startEvent id="in"/>' + user("do") + '<endEvent id="out"/>' + arrows("in > do", "do > out")
    body = (
        '<startEvent id="s"/>'
        + user("a")
        + f'<subProcess id="sub">{inner}</subProcess><endEvent id="e"/>'
        + arrows("s > a", "a > sub", "sub > e")
    )
    shapes = "".join(
        f'<bpmndi:BPMNShape xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="{one}_di" bpmnElement="{one}">'
        f'<dc:Bounds xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" x="{x}" y="{y}" width="{wide}" height="{high}"/>'
        "</bpmndi:BPMNShape>"
        for one, x, y, wide, high in (
            ("s", 0, 100, 36, 36), ("a", 100, 80, 100, 80), ("sub", 300, 40, 400, 200),
            ("in", 320, 120, 36, 36), ("do", 400, 100, 100, 80), ("out", 600, 120, 36, 36), ("e", 800, 100, 36, 36),
        )
    )  # fmt: skip
    drawing = (
        '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"><bpmndi:BPMNPlane '
        f'bpmnElement="P">{shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>'
    )
    source = model(body).replace(b"</definitions>", drawing.encode())
    after = edit_model(source, MoveStep(step="sub", way="s_a"))
    assert [one.id for one in outline(after).steps if not one.depth] == ["s", "sub", "a", "e"]
    (left, top), (within_left, within_top) = _place(after, "sub"), _place(after, "do")
    assert (within_left - left, within_top - top) == (100, 60)
    assert left < _place(after, "a")[0]


def test_a_step_added_and_moved_is_drawn_once() -> None:
    more = edit_model(FREE_PLACE, AddStep(after="decide", kind="userTask", name="Read", way="decided_how"))
    after = edit_model(more, MoveStep(step="read", way=way_ids(more, "sent")["gather"]))
    assert way_ids(after, "decide") == {"which_way": way_ids(after, "decide")["which_way"]}
    assert undrawn(after) == set()
