"""The modeller of processes: what its page offers, what it saves, what is refused."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import LEADERS, NORDBY, NORDBY_CASEWORKERS, page
from raadhus.workspace.tests.draftkit import APPROVERS, state
from raadhus.workspace.tests.modelkit import KEY, begun, renamed, sent


@pytest.fixture
def draft(author):
    """Return the address of a draft of the process that was just begun."""
    return begun(author)


def drawn(browser, draft, *edit, opened=b"", mark=""):
    """Save a drawing in which some bytes of what was opened became others; return the answer."""
    was = opened or browser.get(f"{draft}modeller/file/").content
    now = was.replace(*edit) if edit else was
    read = mark or re.search(r'name="read" value="([0-9a-f]*)"', page(browser, f"{draft}modeller/"))[1]
    files = {name: SimpleUploadedFile(f"{name}.bpmn", one) for name, one in (("opened", was), ("drawn", now))}
    return browser.post(f"{draft}modeller/save/", {"read": read} | files)


def offered(shown, name):
    return json.loads(html.unescape(re.search(f'data-{name}="([^"]*)"', shown)[1]))


def test_the_page_offers_what_this_town_and_package_have(author, draft):
    answer = author.get(f"{draft}modeller/")
    assert page_problems(answer.text) == ()
    offers = offered(answer.text, "offers")
    assert offers["elements"]["userTask"] == "task"
    assert offers["languages"] == ["da", "nb", "en"]
    assert "unit" in offers["settings"]["userTask"]
    for value in ("cases.ask_unit", "decision", "Route"):
        assert f'<option value="{value}"' in answer.text
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert offered(answer.text, "findings") == []
    assert f"{draft}modeller/" in page(author, draft)


def test_what_is_drawn_is_one_step_of_the_draft_that_can_be_undone(author, draft):
    answer = drawn(author, draft, b'name="Sagsbehandler afg\xc3\xb8r"', b'name="Nogen afg\xc3\xb8r"')
    assert answer.status_code == 200
    assert answer.json()["sentence"] == "Saved."
    assert "Steps: 0 new, 1 changed, 0 removed." in page(author, draft)
    assert f'value="{answer.json()["read"]}"' in page(author, f"{draft}modeller/")
    sent(author, f"{draft}undo/", way="undo")
    assert "There is no difference." in page(author, draft)


def test_nothing_drawn_changes_nothing(author, draft):
    before = state()
    assert drawn(author, draft).status_code == 200
    assert state() == before


def test_what_the_check_finds_is_told_with_its_place(author, draft):
    told = drawn(author, draft, b'handler="cases.ask_unit"', b'handler="nobody"').json()
    assert told["sentence"] == "Saved. The check finds 1 thing to mend."
    (finding,) = [one for one in told["findings"] if one["refuses"]]
    assert finding["element"] == "ask_unit"
    assert finding["sentence"]


def test_a_drawing_of_an_old_page_is_refused_and_nothing_changes(author, draft):
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(author, f"{draft}modeller/"))[1]
    opened = author.get(f"{draft}modeller/file/").content
    renamed(author, draft)
    before = state()
    answer = drawn(author, draft, b"Afgjort", b"Ude", opened=opened, mark=mark)
    assert answer.status_code == 409
    assert "Somebody has changed this draft" in answer.json()["sentence"]
    assert state() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", b"x" * 1_500_000],
)
@pytest.mark.parametrize("which", ["opened", "drawn"])
def test_a_hostile_drawing_is_refused_and_nothing_changes(author, draft, content, which):
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(author, f"{draft}modeller/"))[1]
    good = author.get(f"{draft}modeller/file/").content
    before = state()
    files = {
        name: SimpleUploadedFile("a.bpmn", content if name == which else good) for name in ("opened", "drawn")
    }
    answer = author.post(f"{draft}modeller/save/", {"read": mark} | files)
    assert answer.status_code == 422
    assert "The file could not be read as a process." in answer.json()["sentence"]
    assert state() == before


def test_a_draft_that_was_sent_is_not_drawn_in(author, draft):
    renamed(author, draft)
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(author, f"{draft}modeller/"))[1]
    opened = author.get(f"{draft}modeller/file/").content
    sent(author, f"{draft}submit/", note="x")
    before = state()
    answer = author.get(f"{draft}modeller/")
    assert (answer.status_code, answer["Location"]) == (302, f"{draft}?done=closed")
    assert drawn(author, draft, b"Afgjort", b"Ude", opened=opened, mark=mark).status_code == 409
    assert state() == before


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 302), ("approver", 403), ("leader", 403), ("nordby", 403)]
)
def test_only_who_writes_processes_here_draws_them(desk, author, draft, who, status):
    browser = {
        "stranger": desk.stranger,
        "approver": lambda: desk.staff(APPROVERS, name="Bent Blik"),
        "leader": lambda: desk.staff(LEADERS, name="Lis Leder"),
        "nordby": lambda: desk.staff(NORDBY_CASEWORKERS, name="Nina Nord", tenant=NORDBY),
    }[who]()
    before = state()
    assert browser.get(f"{draft}modeller/").status_code == status
    assert browser.get(f"{draft}modeller/file/").status_code == status
    files = {name: SimpleUploadedFile("a.bpmn", b"<a/>") for name in ("opened", "drawn")}
    assert browser.post(f"{draft}modeller/save/", {"read": "x"} | files).status_code == status
    assert state() == before


def test_a_draft_is_drawn_under_its_own_service_only(author, draft):
    twin = draft.replace(KEY, "building-permit")
    assert author.get(f"{twin}modeller/").status_code == 404
    assert author.get(f"{twin}modeller/file/").status_code == 404
    assert author.post(f"{twin}modeller/save/", {"read": "x"}).status_code == 404


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_the_page_is_well_made_in_every_language(author, draft, language):
    author.cookies["django_language"] = language
    assert page_problems(author.get(f"{draft}modeller/").text) == ()
