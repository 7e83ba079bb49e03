"""Whatever a process may hold is added, changed and taken away on the page of a step: by plain forms, in words."""

import html
import re

import pytest

from raadhus.processes.public.outline import AFTER, outline
from raadhus.processes.tests.unit.constructs import CONSTRUCTS
from raadhus.processes.tests.unit.taking_back import TAKING_BACK
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import page
from raadhus.workspace.tests.draftkit import state
from raadhus.workspace.tests.modelkit import begun, sent, step_of
from raadhus.workspace.web.model_pages import words

FINE = "The check finds nothing that keeps this process from being used."
WORK = {"set-handler": "cases.ask_unit"}
WHY = re.compile(
    "No way leads on from|of this kind cannot stand there|have events on its edge|is not there|last start"
)


@pytest.fixture
def draft(author):
    """Return the address of a draft of the process that was just begun."""
    return begun(author)


def check_of(author, draft):
    """Return what the check says of a draft, in words."""
    shown = page(author, draft)
    told = shown[shown.index('id="check"') : shown.index('id="drawn"')].partition("<details")[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", told)))


def added(author, draft, step, act, **typed):
    """Post a form of a step that adds one; return the id of what was added."""
    answer = sent(author, step_of(draft, step), act=act, **typed)
    assert answer.status_code == 302, html.unescape(re.sub("<[^>]+>", " ", answer.content.decode()))
    assert not page_problems(page(author, answer["Location"]))
    return re.search(r"step=([^&]+)", answer["Location"])[1]


def changed(author, draft, step, **typed):
    """Post the form of a step as its page has it, with these fields changed."""
    shown = page(author, step_of(draft, step))
    name = re.search(r'<input[^>]* name="name"[^>]* value="([^"]*)"', shown)
    kind = re.search(r'<select[^>]* name="kind".*?<option value="([^"]*)" selected', shown, re.S)
    fields = {"name": html.unescape(name[1]) if name else "", "kind": kind[1] if kind else ""} | typed
    answer = sent(author, step_of(draft, step), act="change", **fields)
    assert answer.status_code == 302, html.unescape(re.sub("<[^>]+>", " ", answer.content.decode()))


def test_a_sub_process_with_a_deadline_and_what_begins_by_itself_is_written_in_the_outline(author, draft):
    new = {"new-name": "Visit", "new-kind": "subProcess:", "new-way": "decided_how"}
    sub = added(author, draft, "decide", "add", **new)
    inner = {"new-name": "Go there", "new-kind": "userTask:", "new-way": ""}
    changed(author, draft, added(author, draft, f"{sub}_begins", "add", **inner), **WORK)
    late = {"late-name": "Storm", "late-what": "signalEventDefinition", "late-target": "which_way"}
    storm = added(author, draft, sub, "deadline", **late, **{"late-ends": "yes"})
    changed(author, draft, storm, signal="storm")
    alone = {"by-name": "Withdrawn", "by-kind": "subProcess:messageEventDefinition"}
    watch = added(author, draft, "decide", "beside:by", **alone)
    changed(author, draft, f"{watch}_begins", message="withdrawn", boxes="interrupts")
    stop = {"new-name": "Noted", "new-kind": "endEvent:", "new-way": ""}
    added(author, draft, f"{watch}_begins", "add", **stop)

    shown = page(author, draft)

    assert FINE in check_of(author, draft)
    assert "Sub-process (begun by an event)" in shown
    assert "Event on the edge (signal)" in shown
    assert "What goes on is stopped then" in page(author, step_of(draft, f"{watch}_begins"))
    assert sent(author, step_of(draft, sub), act="remove").status_code == 302
    assert sent(author, step_of(draft, watch), act="remove").status_code == 302
    left = page(author, draft)
    assert FINE in check_of(author, draft)
    assert "Go there" not in left
    sent(author, f"{draft}undo/", way="undo")
    sent(author, f"{draft}undo/", way="undo")
    assert "Go there" in page(author, draft)


def test_what_a_step_did_is_taken_back_by_a_task_that_the_outline_adds(author, draft):
    late = {"late-name": "Call it off", "late-what": "compensateEventDefinition"}
    added(author, draft, "ask_unit", "deadline", **late)
    changed(author, draft, "call_it_off", **WORK)
    new = {"new-name": "Back", "new-kind": "intermediateThrowEvent:compensateEventDefinition"}
    way = re.search(r'<option value="([^"]+)"[^>]*>On the way to', page(author, step_of(draft, "ask_unit")))
    back = added(author, draft, "ask_unit", "add", **new, **{"new-way": way[1]})
    changed(author, draft, back, **{"takes-back": "ask_unit"})

    shown = page(author, draft)

    assert FINE in check_of(author, draft)
    assert "A person’s task (takes back)" in shown
    assert re.search(r'<option value="ask_unit" selected', page(author, step_of(draft, back)))
    assert "Lead to another step too" not in page(author, step_of(draft, "call_it_off"))


def test_tasks_in_any_order_stand_within_without_ways(author, draft):
    new = {"new-name": "Look at", "new-kind": "adHocSubProcess:", "new-way": "decided_how"}
    sub = added(author, draft, "decide", "add", **new)
    for name in ("Map", "Plan"):
        task = added(author, draft, sub, "inside:in", **{"in-name": name, "in-kind": "userTask:"})
        changed(author, draft, task, **WORK)
    changed(author, draft, sub, ordering="Sequential", enough="enough", boxes="stops-rest")

    shown = page(author, draft)

    assert FINE in check_of(author, draft)
    assert "Tasks in any order" in shown
    told = page(author, step_of(draft, sub))
    assert '<option value="Sequential" selected' in told
    assert "enough</textarea>" in told


def test_an_event_waits_for_something_else_and_keeps_its_ways(author, draft):
    before = page(author, step_of(draft, "partner_late"))
    assert "timerEventDefinition" in before
    changed(author, draft, "partner_late", kind="boundaryEvent:messageEventDefinition", time="ignored")
    changed(author, draft, "partner_late", message="gave up")
    shown = page(author, draft)
    assert "Event on the edge (message)" in shown
    assert FINE in check_of(author, draft)


def test_lanes_are_added_filled_and_taken_away(author, draft):
    first = {"lane-new": "Caseworkers"}
    assert sent(author, step_of(draft, "ask_unit"), act="add-lane", **first).status_code == 302
    assert "Its lane: Caseworkers" in page(author, step_of(draft, "hear_party"))
    assert (
        sent(author, step_of(draft, "ask_unit"), act="add-lane", **{"lane-new": "Leaders"}).status_code == 302
    )
    put = {"lane-put": "lane_leaders"}
    assert sent(author, step_of(draft, "ask_unit"), act="put-in-lane", **put).status_code == 302
    assert "Its lane: Leaders" in page(author, step_of(draft, "ask_unit"))
    assert "Its lane: Caseworkers" in page(author, step_of(draft, "hear_party"))
    assert FINE in check_of(author, draft)
    assert not page_problems(page(author, step_of(draft, "ask_unit")))

    assert sent(author, step_of(draft, "ask_unit"), act="remove-lane:lane_leaders").status_code == 302
    assert "Its lane: Caseworkers" in page(author, step_of(draft, "ask_unit"))
    assert sent(author, step_of(draft, "ask_unit"), act="remove-lane:lane_caseworkers").status_code == 302
    assert "Its lane" not in page(author, step_of(draft, "ask_unit"))
    assert b"laneSet" not in author.get(f"{draft}file/").content


def test_data_and_remarks_are_written_beside_a_step(author, draft):
    url = step_of(draft, "ask_unit")
    remark = {"note-kind": "textAnnotation", "note-new": "Only in May"}
    assert sent(author, url, act="add-note", **remark).status_code == 302
    data = {"note-kind": "dataObjectReference", "note-new": "Plan"}
    assert sent(author, url, act="add-note", **data).status_code == 302
    assert "Remark: Only in May" in page(author, draft)
    assert "Data: Plan" in page(author, draft)
    assert FINE in check_of(author, draft)
    assert not page_problems(page(author, url))
    assert not page_problems(page(author, draft))
    assert sent(author, url, act="note:plan", **{"note-plan-name": "Map"}).status_code == 302
    assert "Data: Map" in page(author, url)
    assert sent(author, url, act="remove-note:plan").status_code == 302
    assert "Data: Map" not in page(author, draft)
    sent(author, f"{draft}undo/", way="undo")
    assert "Data: Map" in page(author, draft)


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("done", {"act": "add", "new-kind": "userTask:", "new-name": "x"}),
        ("decide", {"act": "add", "new-kind": "complexGateway:", "new-name": "x"}),
        ("decide", {"act": "beside:by", "by-kind": "userTask:", "by-name": "x"}),
        ("decide", {"act": "inside:in", "in-kind": "userTask:", "in-name": "x"}),
        ("which_way", {"act": "deadline", "late-what": "signalEventDefinition", "late-target": "done"}),
        ("decide", {"act": "deadline", "late-what": "cancelEventDefinition", "late-target": "done"}),
        ("decide", {"act": "put-in-lane", "lane-put": "nowhere"}),
        ("decide", {"act": "remove-lane:nowhere"}),
        ("partner_late", {"act": "change", "kind": "boundaryEvent:cancelEventDefinition"}),
        ("sent", {"act": "remove"}),
        ("decide", {"act": "remove-note:decide"}),
        ("decide", {"act": "add-note", "note-kind": "group", "note-new": "x"}),
    ],
)
def test_what_cannot_stand_there_is_refused_and_changes_nothing(author, draft, step, typed):
    before = state()
    answer = sent(author, step_of(draft, step), **typed)
    assert answer.status_code == 422
    assert WHY.search(answer.content.decode())
    assert state() == before


def test_every_kind_that_can_be_added_is_offered_in_words(author, draft):
    shown = page(author, step_of(draft, "decide"))
    options = re.findall(r"<option value=\"(\w+):(\w*)\"[^>]*>([^<]+)<", shown)
    assert {(kind, trigger) for kind, trigger, _words in options} >= {tuple(one) for one in AFTER}
    said = [words for _kind, _trigger, words in options]
    assert not [one for one in said if re.search("[a-z][A-Z]|Definition", one)]


@pytest.mark.parametrize("construct", [*CONSTRUCTS, *TAKING_BACK], ids=str)
def test_every_step_the_engine_carries_out_is_told_in_words(construct):
    told = [words.kind_in_words(one.kind, one.trigger) for one in outline(construct.source).steps]
    assert told
    assert not [one for one in told if re.search("[a-z][A-Z]|Definition", one)]
