"""Data and remarks stand beside the course: told, added, called otherwise, taken away with the lines that lead to them."""

import pytest

from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.edits import (
    AddNote,
    AddStep,
    ChangeNote,
    Edit,
    RemoveNote,
    RemoveStep,
    edit_model,
)
from raadhus.processes.domain.outline.notes import DATA, REMARK, Note
from raadhus.processes.tests.unit.drawing import arrows, model, user
from raadhus.processes.tests.unit.outline.sketching import SUB, TASK, Sketch
from raadhus.processes.tests.unit.outline.test_outline import outline
from raadhus.processes.tests.unit.outline.test_whole_models import boxes_of, contains, errors_of

DRAWN_ELSEWHERE = model(
    '<dataObject id="d"/><dataObjectReference id="r" name="Plan" dataObjectRef="d"/>'
    '<dataObjectReference id="r2" name="Plan again" dataObjectRef="d"/>'
    '<startEvent id="s"/><userTask id="a"><ioSpecification><inputSet/><outputSet/></ioSpecification>'
    '<dataInputAssociation id="in"><sourceRef>r</sourceRef></dataInputAssociation></userTask>'
    + user("b")
    + arrows("s > a", "a > b")
    + '<textAnnotation id="t"><text>Only in May</text></textAnnotation>'
    '<association id="l" sourceRef="b" targetRef="t"/>'
)


def names(source: bytes) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in outline(source).notes]


def test_data_and_remarks_are_told_added_called_otherwise_and_taken_away() -> None:
    sketch = Sketch().after("start", SUB, "sub", on="end").after("sub_begins", TASK, "ask")
    bare = sketch.source
    sketch.do(AddNote(step="ask", kind=DATA, name="Plan")).do(
        AddNote(step="sub", kind=REMARK, name="Ask first")
    )
    assert outline(sketch.source).notes == (
        Note(id="ask_first", kind=REMARK, name="Ask first", within="P"),
        Note(id="plan", kind=DATA, name="Plan", within="sub"),
    )
    boxes = boxes_of(sketch.source)
    assert contains(boxes["sub"], boxes["plan"])
    assert not boxes["sub"].overlaps(boxes["ask_first"], 0)
    assert not boxes["ask"].overlaps(boxes["plan"], 0)
    assert b'bpmnElement="ask_first_sub"' in sketch.source
    assert not errors_of(sketch.source)
    sketch.do(ChangeNote(note="plan", name="Map")).do(ChangeNote(note="ask_first", name="Ask\nlast"))
    assert names(sketch.source) == [(REMARK, "Ask\nlast"), (DATA, "Map")]
    sketch.do(RemoveNote(note="plan")).do(RemoveNote(note="ask_first"))
    assert names(sketch.source) == []
    for word in (b"dataObject", b"association", b"textAnnotation", b'"plan"', b'"ask_first_sub"'):
        assert word not in sketch.source
    assert outline(sketch.source).steps == outline(bare).steps


def test_data_is_taken_away_with_what_leads_to_it_and_stays_where_it_is_drawn_again() -> None:
    once = edit_model(DRAWN_ELSEWHERE, RemoveNote(note="r"))
    assert names(once) == [(DATA, "Plan again"), (REMARK, "Only in May")]
    assert b"dataInputAssociation" not in once
    assert b'<dataObject id="d"' in once
    twice = edit_model(once, RemoveNote(note="r2"))
    assert b"dataObject" not in twice
    assert outline(twice).steps == outline(DRAWN_ELSEWHERE).steps


def test_a_remark_on_a_step_that_is_removed_stays_without_its_line() -> None:
    after = edit_model(DRAWN_ELSEWHERE, RemoveStep(step="b"))
    assert (REMARK, "Only in May") in names(after)
    assert b"association" not in after.replace(b"dataInputAssociation", b"")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (AddNote(step="start", kind="group", name="x"), "unknown-kind"),
        (AddNote(step="nowhere", kind=DATA, name="x"), "gone"),
        (ChangeNote(note="start", name="x"), "gone"),
        (RemoveNote(note="start"), "gone"),
        (RemoveNote(note="nowhere"), "gone"),
        (AddStep(after="start", kind="dataObjectReference", name="x"), "unknown-kind"),
    ],
)
def test_what_is_no_data_and_no_remark_is_refused(edit: Edit, code: str) -> None:
    with pytest.raises(CannotEdit) as refused:
        edit_model(Sketch().source, edit)
    assert refused.value.code == code
