"""A model is read and changed as a list of steps; its drawing follows, and all else stays as it was."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.processes.domain.document.diagram import Edge, Shape
from raadhus.processes.domain.document.editing import walk
from raadhus.processes.domain.document.flow import Association, FlowNode, SequenceFlow
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.library import check
from raadhus.processes.domain.outline.changing import CannotEdit, node_of, scope_of
from raadhus.processes.domain.outline.edits import (
    AddEdge,
    AddStep,
    AddWay,
    AddWithin,
    ChangeStep,
    ChangeWay,
    Edit,
    MoveStep,
    RemoveStep,
    RemoveWay,
    edit_model,
)
from raadhus.processes.domain.outline.kinds import AFTER, TIMER, alone_in, edges_of, kinds_like
from raadhus.processes.domain.outline.outline import Outline, Step, outline_of
from raadhus.processes.public.outline import texts_of_step
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import arrows, model, user

FREE_PLACE = (Path(__file__).parents[6] / "services/dk/free-place-subsidy/process.bpmn").read_bytes()


def outline(source: bytes) -> Outline:
    return outline_of(read_document(source))


def step(source: bytes, identity: str) -> Step:
    return next(one for one in outline(source).steps if one.id == identity)


def way_ids(source: bytes, identity: str) -> dict[str, str]:
    return {way.target: way.id for way in step(source, identity).ways}


def undrawn(source: bytes) -> set[str]:
    """Return the nodes and arrows that the drawing lacks, and what it draws that is not there."""
    parts = list(walk(read_document(source).definitions))
    there = {one.id or "" for one in parts if isinstance(one, FlowNode | SequenceFlow | Association)}
    drawn = {one.bpmn_element.local for one in parts if isinstance(one, Shape | Edge) and one.bpmn_element}
    return there ^ drawn


def edited(*edits: Edit, source: bytes = FREE_PLACE) -> bytes:
    for edit in edits:
        source = edit_model(source, edit)
    return source


def test_steps_are_told_in_the_order_of_the_course_with_events_beside_what_they_stand_on() -> None:
    names = [one.id for one in outline(FREE_PLACE).steps]
    assert names[:3] == ["sent", "gather", "partner_to_ask"]
    assert names.index("partner_late") - names.index("ask_partner") in {1, 2}
    assert names[-1] == "done"
    assert set(names) == {
        "sent", "gather", "partner_to_ask", "ask_partner", "partner_late", "no_partner", "decide", "which_way",
        "hear_party", "hearing_over", "party_said", "ask_unit", "send_decision", "done",
    }  # fmt: skip


def test_a_step_tells_its_ways_conditions_settings_and_time() -> None:
    gateway = step(FREE_PLACE, "which_way")
    assert {(way.target, way.condition, way.is_default) for way in gateway.ways} == {
        ("send_decision", 'route = "automatic"', False),
        ("hear_party", 'route = "hearing"', False),
        ("ask_unit", "", True),
    }
    assert step(FREE_PLACE, "decide").settings == (("handler", "cases.decide"),)
    late = step(FREE_PLACE, "partner_late")
    assert (late.attached_to, late.time, late.trigger) == (
        "ask_partner",
        "partner_answer_by",
        "timerEventDefinition",
    )


def test_a_step_stands_between_what_was_before_and_after_it_and_is_drawn() -> None:
    after = edited(AddStep(after="decide", kind="userTask", name="Læs igennem", way="decided_how"))
    assert way_ids(after, "decide") == {"l_s_igennem": "decided_how"}
    assert set(way_ids(after, "l_s_igennem")) == {"which_way"}
    assert undrawn(after) == undrawn(FREE_PLACE) == set()
    assert not [one for one in check(after, tinyfeel.parse, None) if one.code]


def test_a_new_shape_lies_on_no_other() -> None:
    after = edited(
        AddStep(after="decide", kind="userTask", name="One", way="decided_how"),
        AddStep(after="which_way", kind="manualTask", name="Two"),
        AddStep(after="which_way", kind="endEvent", name="Three"),
    )
    looked_at = {"one", "two", "three", "which_way", "hear_party", "ask_unit"}
    boxes = [
        tuple(float(number) for number in (one.bounds.x, one.bounds.y, one.bounds.width, one.bounds.height))
        for one in walk(read_document(after).definitions)
        if isinstance(one, Shape) and one.bounds and (one.bpmn_element or "") in looked_at
    ]
    for at, (x, y, width, height) in enumerate(boxes):
        for x2, y2, width2, height2 in boxes[at + 1 :]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y


def test_an_end_stands_on_a_way_of_its_own() -> None:
    after = edited(AddStep(after="party_said", kind="endEvent", name="Trukket", way="agreed"))
    assert {"send_decision", "ask_unit", "trukket"} == set(way_ids(after, "party_said"))


def test_only_what_is_changed_changes() -> None:
    after = edited(ChangeStep(step="decide", name="Regn", kind="serviceTask"))
    back = edited(ChangeStep(step="decide", name="Beregn og vælg vej", kind="serviceTask"), source=after)
    assert back == edited(ChangeStep(step="done", name="Afgjort", kind="endEvent"))
    assert step(after, "decide").name == "Regn"
    assert step(after, "decide").settings == step(FREE_PLACE, "decide").settings


def test_another_kind_keeps_name_and_arrows_and_loses_what_has_no_meaning_there() -> None:
    after = edited(
        ChangeStep(
            step="decide",
            name="Regler",
            kind="businessRuleTask",
            settings=(("ref", "Route"), ("result", "r")),
        )
    )
    found = step(after, "decide")
    assert (found.kind, found.settings) == ("businessRuleTask", (("ref", "Route"), ("result", "r")))
    assert way_ids(after, "decide") == way_ids(FREE_PLACE, "decide")
    assert found.about == step(FREE_PLACE, "decide").about
    assert undrawn(after) == set()


def test_settings_are_set_and_taken_away() -> None:
    set_so = edited(
        ChangeStep(
            step="ask_unit", name="x", kind="userTask", settings=(("unit", "byg"), ("letter", "decision"))
        )
    )
    assert dict(step(set_so, "ask_unit").settings) == {
        "handler": "cases.ask_unit", "unit": "byg", "letter": "decision",
    }  # fmt: skip
    cleared = edited(
        ChangeStep(step="ask_unit", name="x", kind="userTask", settings=(("unit", ""),)), source=set_so
    )
    assert dict(step(cleared, "ask_unit").settings) == {"handler": "cases.ask_unit", "letter": "decision"}


def test_a_way_gets_a_condition_another_target_and_becomes_the_default() -> None:
    condition = edited(
        ChangeWay(
            way="at_once", name="Straks", target="send_decision", condition='route = "x"', is_default=False
        )
    )
    assert (
        next(way for way in step(condition, "which_way").ways if way.id == "at_once").condition
        == 'route = "x"'
    )
    default = edited(
        ChangeWay(way="at_once", name="", target="ask_unit", condition="ignored", is_default=True)
    )
    ways = {way.id: way for way in step(default, "which_way").ways}
    assert (ways["at_once"].target, ways["at_once"].condition, ways["at_once"].is_default) == (
        "ask_unit",
        "",
        True,
    )
    assert not ways["to_person"].is_default
    assert undrawn(default) == set()


def test_ways_are_added_and_removed() -> None:
    more = edited(AddWay(source="party_said", target="decide"))
    assert "decide" in way_ids(more, "party_said")
    less = edited(RemoveWay(way=way_ids(more, "party_said")["decide"]), source=more)
    assert way_ids(less, "party_said") == way_ids(FREE_PLACE, "party_said")
    assert undrawn(more) == undrawn(less) == set()


def test_a_deadline_stands_on_the_edge_and_leads_on() -> None:
    after = edited(
        AddEdge(
            trigger=TIMER, step="ask_unit", name="For længe", time="P7D", target="decide", ends_step=False
        )
    )
    (late,) = [one for one in outline(after).steps if one.attached_to == "ask_unit"]
    assert (late.time, late.ways[0].target) == ("P7D", "decide")
    assert undrawn(after) == set()
    assert not [one for one in check(after, tinyfeel.parse, None) if one.is_error]


def test_the_time_of_a_timer_is_another() -> None:
    late = step(FREE_PLACE, "partner_late")
    after = edited(ChangeStep(step="partner_late", name=late.name, kind="boundaryEvent", time="P14D"))
    assert step(after, "partner_late").time == "P14D"
    assert b"timeDuration" in after


def test_a_step_taken_away_leaves_its_neighbours_connected_and_takes_its_events_along() -> None:
    after = edited(RemoveStep(step="hear_party"))
    assert "party_said" in way_ids(after, "which_way")
    assert not {"hear_party", "hearing_over"} & {one.id for one in outline(after).steps}
    assert undrawn(after) == set()


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (RemoveStep(step="which_way"), "several-ways"),
        (RemoveStep(step="sent"), "start"),
        (RemoveStep(step="nowhere"), "gone"),
        (MoveStep(step="sent", way="agreed"), "stays"),
        (MoveStep(step="done", way="agreed"), "stays"),
        (MoveStep(step="hearing_over", way="agreed"), "stays"),
        (MoveStep(step="which_way", way="agreed"), "several-ways"),
        (MoveStep(step="decide", way="nowhere"), "gone"),
        (MoveStep(step="decide", way="decided_how"), "there-already"),
        (AddStep(after="done", kind="userTask", name="x"), "after-end"),
        (AddStep(after="decide", kind="textAnnotation", name="x"), "unknown-kind"),
        (AddStep(after="decide", kind="userTask", name="x", way="agreed"), "gone"),
        (AddWay(source="decide", target="sent"), "before-start"),
        (AddWay(source="decide", target="nowhere"), "gone"),
        (ChangeStep(step="decide", name="x", kind="exclusiveGateway"), "unknown-kind"),
        (ChangeStep(step="decide", name="x", kind="serviceTask", time="P1D"), "no-timer"),
        (
            AddEdge(trigger=TIMER, step="which_way", name="x", time="P1D", target="done", ends_step=True),
            "no-activity",
        ),
        (RemoveWay(way="nowhere"), "gone"),
    ],
)
def test_what_cannot_be_done_says_why(edit: Edit, code: str) -> None:
    with pytest.raises(CannotEdit) as refused:
        edit_model(FREE_PLACE, edit)
    assert refused.value.code == code


def test_a_model_without_a_drawing_is_edited_all_the_same() -> None:
    source = model('<startEvent id="s"/><endEvent id="e"/>' + user("a") + arrows("s > a", "a > e"))
    after = edited(AddStep(after="a", kind="userTask", name="B", way="a_e"), source=source)
    assert [one.id for one in outline(after).steps] == ["s", "a", "b", "e"]
    assert b"BPMNDiagram" not in after


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_done_in_whatever_order_the_drawing_shows_every_step_and_no_other(
    data: st.DataObject,
) -> None:
    source = FREE_PLACE
    for _ in range(data.draw(st.integers(1, 6))):
        steps = outline(source).steps
        one = data.draw(st.sampled_from(steps))
        ways = [way.id for way in one.ways]
        document = read_document(source)
        node, scope = node_of(document, one.id), scope_of(document, one.id)
        new, name = data.draw(st.sampled_from(AFTER)), data.draw(st.sampled_from(["", "Ny", "æøå!", "1"]))
        alone, target = data.draw(st.sampled_from(alone_in(scope))), data.draw(st.sampled_from(steps)).id
        edits: list[Edit] = [
            AddStep(
                after=one.id,
                kind=new.kind,
                trigger=new.trigger,
                name=name,
                way=data.draw(st.sampled_from(["", *ways])),
            ),
            AddWithin(within=scope.id or "", kind=alone.kind, trigger=alone.trigger, name=name),
            RemoveStep(step=one.id),
            MoveStep(
                step=one.id, way=data.draw(st.sampled_from([way.id for at in steps for way in at.ways]))
            ),
            AddWay(source=one.id, target=target),
            *(AddEdge(step=one.id, trigger=at, name="D", target=target) for at in edges_of(node)),
            *(RemoveWay(way=way) for way in ways),
            *(
                ChangeStep(step=one.id, name="K", kind=kind.kind, trigger=kind.trigger)
                for kind in kinds_like(node, scope)
            ),
        ]
        try:
            source = edit_model(source, data.draw(st.sampled_from(edits)))
        except CannotEdit:
            continue
        assert undrawn(source) == set()
        assert not [hit for hit in check(source, tinyfeel.parse, None) if "used twice" in hit.sentence]


def test_a_step_tells_what_it_is_for_in_the_languages_of_its_model_and_keeps_it_when_changed() -> None:
    told = step(FREE_PLACE, "hear_party").told
    assert [language for language, _text in told] == ["da", "nb", "en"]
    assert "Min side" in dict(told)["da"]

    after = edited(
        ChangeStep(step="hear_party", name="Høring", kind="userTask", settings=(("handler", "x"),))
    )
    assert step(after, "hear_party").told == told
    assert step(re.sub(rb"<raadhus:about[^>]*/>", b"", FREE_PLACE), "done").told == ()


def test_a_step_is_changed_where_it_stands_also_in_files_whose_ids_are_missing_or_stand_twice() -> None:
    two = model(user("a") + '</process><process><startEvent id="b"/>' + user("c")).replace(
        b'<process id="P"', b"<process"
    )
    after = edit_model(two, ChangeStep(step="c", name="Third", kind="userTask"))
    assert {one.id for one in outline_of(read_document(after)).steps} == {"a", "b", "c"}
    assert {one.id: one.name for one in outline_of(read_document(after)).steps}["c"] == "Third"

    shared = model(
        '<startEvent id="s"/><dataObject id="u"/><sequenceFlow id="t" sourceRef="s" targetRef="u"/>'
        + user("u")
    )
    assert texts_of_step(shared, "u").texts
