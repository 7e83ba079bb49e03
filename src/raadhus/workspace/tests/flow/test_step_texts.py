"""The outline's step page changes what a step says beside its settings: by plain forms, refused with words, undone."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import page
from raadhus.workspace.tests.draftkit import state
from raadhus.workspace.tests.modelkit import begun, sent, step_of


@pytest.fixture
def draft(author):
    """Return the address of a draft of the process that was just begun."""
    return begun(author)


def area(shown, name):
    """Return what stands in a text area of a page."""
    found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\n?([^<]*)</textarea>', shown)
    assert found, name
    return html.unescape(found[1])


def file_of(author, draft):
    return author.get(f"{draft}file/").content


def test_a_calculation_is_written_and_read_without_script(author, draft):
    sent(
        author,
        step_of(draft, "decide"),
        act="add",
        **{"new-name": "Sum", "new-kind": "scriptTask", "new-way": "decided_how"},
    )
    url = step_of(draft, "sum")
    assert area(page(author, url), "script") == "null"
    answer = sent(
        author, url, act="change", name="Sum", kind="scriptTask", script="if a then\r\n  1\r\nelse 2"
    )
    assert answer.status_code == 302
    assert area(page(author, url), "script") == "if a then\n  1\nelse 2"
    sent(author, f"{draft}undo/", way="undo")
    assert area(page(author, url), "script") == "null"


def test_repetition_bindings_and_what_it_is_for_fold_and_are_changed(author, draft):
    url = step_of(draft, "ask_unit")
    before = page(author, url)
    assert not page_problems(before)
    for title in ("Repetition", "What it gets and gives", "What it is for"):
        assert title in before
    typed = {
        "repeat": "sequential",
        "collection": "units",
        "item": "one",
        "inputs": "unit = one",
        "about-en": "Somebody decides.",
    }
    answer = sent(author, url, act="change", name="Ask", kind="userTask", **typed)
    assert answer.status_code == 302
    after = page(author, url)
    assert not page_problems(after)
    assert area(after, "inputs") == "unit = one"
    assert area(after, "about-en") == "Somebody decides."
    assert re.search(r'<option value="sequential"[^>]* selected', after)
    assert b'isSequential="true"' in file_of(author, draft)


def test_a_box_that_is_not_ticked_any_more_is_read_as_that(author, draft):
    url = step_of(draft, "partner_late")
    shown = page(author, url)
    boxes = re.search(r'name="boxes" value="([^"]*)"', shown)[1]
    assert boxes.split() == ["working-days", "leaves"]
    typed = {"name": "Late", "kind": "boundaryEvent", "time": "P3D", "boxes": boxes}
    assert sent(author, url, act="change", **typed, **{"working-days": "yes"}).status_code == 302
    source = file_of(author, draft)
    assert b'cancelActivity="false"' in source
    assert b'days="working"' in source
    assert sent(author, url, act="change", **typed, leaves="yes").status_code == 302
    source = file_of(author, draft)
    assert b'cancelActivity="false"' not in source
    assert b'days="working"' not in source


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"inputs": "no formula"}, "name = formula"),
        ({"collection": "units"}, "how often it is done"),
        ({"repeat": "often"}, "no such choice"),
        ({"about-en": "a\x01b"}, "cannot be written in a file"),
        ({"inputs": "a = " + "x" * 10_000}, "too long"),
        ({"set-assign": "x" * 10_001}, "too long"),
    ],
)
def test_what_cannot_be_is_refused_with_words_and_nothing_changes(author, draft, typed, words):
    before = state()
    answer = sent(author, step_of(draft, "ask_unit"), act="change", name="Ask", kind="userTask", **typed)
    assert answer.status_code == 422
    assert words in html.unescape(answer.content.decode())
    assert state() == before


def test_a_condition_of_many_lines_and_signs_keeps_them_all(author, draft):
    url = step_of(draft, "which_way")
    long = "a = 1\r\nor b = " + "2 + " * 600 + "2"
    place = re.search(r'value="way:to_hearing"', page(author, url))
    assert place
    at = next(
        number
        for number in range(5)
        if 'route = "hearing"' in area(page(author, url), f"way-{number}-condition")
    )
    typed = {f"way-{at}-name": "Høring", f"way-{at}-condition": long, f"way-{at}-target": "hear_party"}
    assert sent(author, url, act="way:to_hearing", **typed).status_code == 302
    assert area(page(author, url), f"way-{at}-condition") == long.replace("\r\n", "\n")


def test_a_name_and_a_list_that_a_drawing_breaks_into_lines_keep_them(author, draft):
    url = step_of(draft, "ask_unit")
    typed = {"name": "Ask\r\nthem", "repeat": "parallel", "collection": "a\r\n+ b", "item": "one"}
    assert sent(author, url, act="change", kind="userTask", **typed).status_code == 302
    shown = page(author, url)
    assert area(shown, "name") == "Ask\nthem"
    assert area(shown, "collection") == "a\n+ b"


def test_a_lane_is_named_and_gets_its_unit_at_a_step_that_lies_in_it(author, draft):
    source = file_of(author, draft)
    lanes = (
        b'<laneSet id="ls"><lane id="desk" name="Desk"><flowNodeRef>ask_unit</flowNodeRef></lane></laneSet>'
    )
    prefix = re.search(rb"<(\w+:)?process ", source)[1] or b""
    lanes = re.sub(rb"<(/?)", rb"<\1" + prefix, lanes)
    laned = re.sub(rb"(<(?:\w+:)?startEvent )", lanes + rb"\1", source, count=1)
    sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", laned))
    url = step_of(draft, "ask_unit")
    shown = page(author, url)
    assert "Its lane: Desk" in shown
    assert not page_problems(shown)
    typed = {"lane-desk-name": "Table", "lane-desk-set-deadline": "P5D"}
    assert sent(author, url, act="lane:desk", **typed).status_code == 302
    assert "Its lane: Table" in page(author, url)
    assert b'deadline="P5D"' in file_of(author, draft)
    before = state()
    assert sent(author, url, act="lane:other", **typed).status_code == 422
    assert state() == before


def test_what_is_refused_of_a_step_stands_in_its_form_as_it_was_typed(author, draft):
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(author, draft))
    assert mark is not None
    typed = {"late-name": "Seks uger", "late-time": "in six (", "late-target": "nowhere"}
    answer = author.post(step_of(draft, "ask_unit"), {"act": "deadline", "read": mark[1], **typed})

    assert answer.status_code == 422
    assert 'value="Seks uger"' in answer.text
    assert "in six (</textarea>" in answer.text
    assert re.search(r'name="late-ends"(?![^>]* checked)', answer.text)
    assert "in six (" not in page(author, step_of(draft, "ask_unit"))


def test_a_remark_that_was_refused_stands_in_its_form_as_it_was_typed(author, draft):
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(author, draft))
    assert mark is not None
    typed = {
        "act": "add-note",
        "read": "0" * len(mark[1]),
        "note-kind": "textAnnotation",
        "note-new": "Ask Birgit first",
    }
    answer = author.post(step_of(draft, "ask_unit"), typed)

    assert answer.status_code == 409
    assert "Ask Birgit first</textarea>" in answer.text
