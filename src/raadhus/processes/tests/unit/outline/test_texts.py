"""What a step says beside its settings is read and changed as texts, and nothing else of the file changes."""

import pytest

from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.library import check
from raadhus.processes.domain.outline.changing import CannotEdit
from raadhus.processes.domain.outline.edits import LONGEST_TEXT, ChangeLane, ChangeStep, ChangeWay, edit_model
from raadhus.processes.domain.outline.outline import outline_of
from raadhus.processes.public.outline import texts_of_step
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import arrows, model

BODY = (
    '<laneSet id="ls"><lane id="roads" name="Roads"><flowNodeRef>u</flowNodeRef></lane></laneSet>'
    '<startEvent id="s"/>'
    '<userTask id="u" name="Look"><extensionElements><raadhus:about lang="da" text="Se på den."/>'
    '<raadhus:task handler="h"><raadhus:input name="a" value="x +&#10;  1" note="kept"/><!-- ours --></raadhus:task>'
    "</extensionElements></userTask>"
    '<scriptTask id="c"><script>1 + 1</script>'
    '<extensionElements><raadhus:script result="two"/></extensionElements></scriptTask>'
    '<callActivity id="call" calledElement="Q"/>'
    '<receiveTask id="r" messageRef="M"/>'
    '<intermediateCatchEvent id="t"><timerEventDefinition>'
    "<timeDuration>wait_for</timeDuration></timerEventDefinition></intermediateCatchEvent>"
    '<intermediateCatchEvent id="w"><conditionalEventDefinition>'
    "<condition>x &gt; 1</condition></conditionalEventDefinition></intermediateCatchEvent>"
    '<intermediateThrowEvent id="l"><linkEventDefinition name="on"/></intermediateThrowEvent>'
    '<boundaryEvent id="b" attachedToRef="u"><escalationEventDefinition escalationRef="E"/></boundaryEvent>'
    '<intermediateThrowEvent id="g"><signalEventDefinition signalRef="S"/></intermediateThrowEvent>'
    '<endEvent id="e"><errorEventDefinition errorRef="F"/></endEvent>'
)
SOURCE = write_document(
    read_document(
        model(
            BODY
            + arrows("s > u", "u > c", "c > call", "call > r", "r > t", "t > w", "w > g", "g > e", "b > l"),
            declarations='<message id="M" name="answer"/><signal id="S" name="all"/><error id="F" name="bad" errorCode="f"/>'
            '<escalation id="E" name="up" escalationCode="e"/>',
        )
    )
)


def texts(source: bytes, step: str) -> dict[str, str]:
    return dict(texts_of_step(source, step).texts)


def said(step: str, source: bytes = SOURCE, **changes: str) -> bytes:
    """Return the file after one form of a step was sent whole, with these texts changed."""
    found = next(one for one in outline_of(read_document(source)).steps if one.id == step)
    typed = texts(source, step) | {name.replace("_", "-"): text for name, text in changes.items()}
    return edit_model(
        source,
        ChangeStep(
            step=step,
            name=found.name,
            kind=found.kind,
            settings=found.settings,
            time=found.time if found.trigger == "timerEventDefinition" else None,
            texts=tuple(typed.items()),
        ),
    )


@pytest.mark.parametrize("step", ["u", "c", "call", "r", "t", "w", "l", "b", "g", "e"])
def test_a_form_that_is_sent_as_it_came_changes_not_a_byte(step: str) -> None:
    assert said(step) == SOURCE


@pytest.mark.parametrize(
    ("step", "changes"),
    [
        ("c", {"script": "if a then\n  1\nelse 2"}),
        ("u", {"inputs": "a = x\nb = y = 1", "outputs": "c = answer"}),
        ("call", {"inputs": "a = x", "called": "R", "service": "neighbour-hearing"}),
        ("u", {"repeat": "parallel", "collection": "everybody", "item": "one", "completion": "count(all) > 2"}),
        ("u", {"repeat": "parallel", "collection": "everybody", "collect": "all", "collect_value": "one.said"}),
        ("u", {"repeat": "sequential", "collection": "everybody"}),
        ("u", {"repeat": "loop", "loop_condition": "x < 3", "loop_most": "5"}),
        ("r", {"message": "other", "correlation": "case_id"}),
        ("g", {"signal": "some"}),
        ("e", {"error": "worse", "error_code": "w"}),
        ("b", {"escalation": "higher", "escalation_code": "h", "leaves": ""}),
        ("w", {"event_condition": "x > 2\nor y"}),
        ("l", {"link": "off"}),
        ("t", {"time_kind": "timeDate", "working_days": "yes"}),
        ("u", {"about_da": "Andet.", "about_nb": "Noe annet."}),
        ("u", {"about_da": ""}),
    ],
)  # fmt: skip
def test_what_is_written_is_what_the_step_says_and_is_taken_back_whole(
    step: str, changes: dict[str, str]
) -> None:
    after = said(step, **changes)
    found = texts(after, step)
    for name, text in changes.items():
        assert found.get(name.replace("_", "-"), "") == text, name
    for other in {one.id for one in outline_of(read_document(SOURCE)).steps} - {step}:
        assert texts(after, other) == texts(SOURCE, other)


def test_a_repetition_goes_and_takes_what_was_said_of_it() -> None:
    set_so = said("u", repeat="parallel", collection="everybody")
    assert said("u", source=set_so, repeat="") == SOURCE


def test_a_line_that_stays_keeps_its_other_attributes_and_comments() -> None:
    after = said("u", inputs="a = x + 1\nb = 2")
    assert b'value="x +&#10;  1" note="kept"' in after
    assert b"<!-- ours -->" in after


def test_two_steps_of_one_name_share_what_is_declared() -> None:
    after = said("r", message="letter")
    assert after.count(b"<message ") + after.count(b":message ") == 2
    again = said("r", source=after, message="answer")
    assert texts(again, "r")["message"] == "answer"


SHARED = write_document(
    read_document(
        model(
            '<startEvent id="s"/><exclusiveGateway id="x" default="x_late"/>'
            '<endEvent id="bad"><errorEventDefinition errorRef="F"/></endEvent>'
            '<endEvent id="late"><errorEventDefinition errorRef="F"/></endEvent>'
            + arrows("s > x", "x > late", "x > bad ? y"),
            declarations='<error id="F" name="Refused" errorCode="f"/>',
        )
    )
)
"""Two ends that throw one error, declared once."""


def codes(source: bytes) -> dict[str, tuple[str, str]]:
    return {
        step: (texts(source, step)["error"], texts(source, step)["error-code"]) for step in ("bad", "late")
    }


def test_the_code_of_an_error_that_several_steps_share_is_changed_for_one_step_only() -> None:
    after = said("late", SHARED, error_code="l")
    assert codes(after) == {"bad": ("Refused", "f"), "late": ("Refused", "l")}

    again = said("late", after, error_code="l2")
    assert codes(again) == {"bad": ("Refused", "f"), "late": ("Refused", "l2")}
    assert again.count(b"errorCode=") == 2


def test_a_code_that_is_taken_back_is_what_the_steps_share_again() -> None:
    after = said("late", said("late", SHARED, error_code="l"), error_code="f")
    assert codes(after) == codes(SHARED)

    both = said("bad", said("late", SHARED, error_code="l"), error_code="l")
    assert codes(both) == {"bad": ("Refused", "l"), "late": ("Refused", "l")}


def test_a_step_that_takes_a_name_with_another_code_leaves_the_others_as_they_are() -> None:
    alone = said("late", SHARED, error="Late", error_code="l")
    assert codes(alone) == {"bad": ("Refused", "f"), "late": ("Late", "l")}

    after = said("late", alone, error="Refused", error_code="r")
    assert codes(after) == {"bad": ("Refused", "f"), "late": ("Refused", "r")}


def test_feel_stays_the_kind_of_time_it_was_and_a_text_that_says_its_kind_is_of_that() -> None:
    def timed(text: str, source: bytes = SOURCE) -> bytes:
        return edit_model(source, ChangeStep(step="t", name="", kind="intermediateCatchEvent", time=text))

    assert texts(timed("wait_longer"), "t")["time-kind"] == "timeDuration"
    assert texts(timed("2026-12-24"), "t")["time-kind"] == "timeDate"
    assert texts(timed("R3/P1D"), "t")["time-kind"] == "timeCycle"
    assert timed("wait_for") == SOURCE


def test_a_kind_of_time_that_is_chosen_before_the_time_is_written_stays_chosen() -> None:
    empty = SOURCE.replace(b"<timeDuration>wait_for</timeDuration>", b"")
    assert empty != SOURCE
    for kind in ("timeDate", "timeCycle"):
        chosen = said("t", source=empty, time_kind=kind)
        assert texts(chosen, "t")["time-kind"] == kind
        told = check(chosen, tinyfeel.parse, None)
        assert "empty-expression" in {one.code for one in told if one.is_error}, kind


@pytest.mark.parametrize(
    ("step", "changes", "code"),
    [
        ("u", {"repeat": "often"}, "unknown-choice"),
        ("t", {"time_kind": "timeNever"}, "unknown-choice"),
        ("u", {"collection": "everybody"}, "no-meaning"),
        ("u", {"repeat": "loop", "collection": "everybody"}, "no-meaning"),
        ("u", {"script": "1"}, "no-meaning"),
        ("u", {"message": "x"}, "no-meaning"),
        ("g", {"error_code": "x"}, "no-meaning"),
        ("u", {"inputs": "no formula"}, "no-binding"),
        ("u", {"outputs": "= 1"}, "no-binding"),
        ("c", {"script": "a\x00b"}, "no-text"),
        ("u", {"about_da": "\ud800"}, "no-text"),
        ("c", {"script": "x" * (LONGEST_TEXT + 1)}, "too-long"),
    ],
)
def test_what_has_no_meaning_is_refused(step: str, changes: dict[str, str], code: str) -> None:
    with pytest.raises(CannotEdit) as refused:
        said(step, **changes)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("step", "kind", "trigger", "text"),
    [
        ("g", "intermediateThrowEvent", "messageEventDefinition", ("signal", "others")),
        ("e", "endEvent", "escalationEventDefinition", ("error-code", "x")),
        ("e", "endEvent", "", ("error", "worse")),
        ("r", "userTask", "", ("message", "other")),
    ],
)
def test_what_the_kind_before_named_is_not_named_by_the_kind_after(
    step: str, kind: str, trigger: str, text: tuple[str, str]
) -> None:
    with pytest.raises(CannotEdit) as refused:
        edit_model(SOURCE, ChangeStep(step=step, name="", kind=kind, trigger=trigger, texts=(text,)))
    assert refused.value.code == "no-meaning"


def test_what_looks_like_a_file_stays_a_text() -> None:
    hostile = '"/><script>1</script><!-- ]]> &amp; <raadhus:task handler="x"/>'
    after = said("u", about_da=hostile, inputs=f"a = {hostile}")
    assert texts(after, "u")["about-da"] == hostile
    assert texts(after, "u")["inputs"] == f"a = {hostile}"
    assert texts(said("r", message=hostile), "r")["message"] == hostile


def test_a_lane_is_named_and_set_and_its_tasks_follow() -> None:
    (lane,) = texts_of_step(SOURCE, "u").lanes
    assert (lane.id, lane.name, lane.settings) == ("roads", "Roads", ())
    after = edit_model(
        SOURCE, ChangeLane(lane="roads", name="Vej", settings=(("unit", "roads"), ("assign", "")))
    )
    (lane,) = texts_of_step(after, "u").lanes
    assert (lane.name, lane.settings) == ("Vej", (("unit", "roads"),))
    assert not [one for one in check(after, tinyfeel.parse, None) if one.code == "extension-without-meaning"]
    assert edit_model(after, ChangeLane(lane="roads", name="Roads", settings=(("unit", ""),))) == SOURCE
    with pytest.raises(CannotEdit):
        edit_model(SOURCE, ChangeLane(lane="nowhere", name="", settings=()))


def test_a_way_keeps_a_condition_of_several_lines() -> None:
    text = "a = 1\nor b = 2"
    way = ChangeWay(way="u_c", name="so", target="c", condition=text, is_default=False)
    after = edit_model(SOURCE, way)
    found = next(one for one in outline_of(read_document(after)).steps if one.id == "u")
    assert found.ways[0].condition == text
