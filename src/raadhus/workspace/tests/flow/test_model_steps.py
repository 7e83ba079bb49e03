"""Steps of a draft where it gets difficult: moved, removed by a colleague meanwhile, drawn strangely, too large."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.cases.tests.casekit import SERVICE
from raadhus.catalogue.public import install_files, only_parts, read_package
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public.drafts import LARGEST
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import page
from raadhus.workspace.tests.draftkit import AUTHORS, state
from raadhus.workspace.tests.modelkit import begun, sent, step_of

PERMIT = SERVICE.with_name("building-permit")


@pytest.fixture
def draft(author):
    """Return the address of a draft of the process that was just begun."""
    return begun(author)


def ids_of(shown):
    """Return the steps of a page in their order."""
    return re.findall(r'<li id="step-([^"]+)"', shown)


def test_a_step_is_moved_keeps_its_settings_and_is_moved_back_by_undo(author, draft):
    before = page(author, draft)
    url = step_of(draft, "gather")
    way = re.search(r'<option value="([^"]+)"[^>]*>Between “Beregn og vælg vej”', page(author, url))
    assert way, page(author, url)

    answer = sent(author, url, act="move", **{"move-way": way[1]})

    assert answer.status_code == 302
    after = page(author, draft)
    assert ids_of(after).index("gather") > ids_of(after).index("decide")
    assert sorted(ids_of(after)) == sorted(ids_of(before))
    assert after.count("cases.gather") == before.count("cases.gather")
    sent(author, f"{draft}undo/", way="undo")
    assert ids_of(page(author, draft)) == ids_of(before)


def test_what_cannot_be_moved_has_no_form_and_is_refused(author, draft):
    assert "Move it" not in page(author, step_of(draft, "which_way"))
    before = state()
    assert sent(author, step_of(draft, "which_way"), act="move", **{"move-way": "agreed"}).status_code == 422
    assert sent(author, step_of(draft, "decide"), act="move", **{"move-way": ""}).status_code == 422
    assert state() == before


def test_a_step_that_a_colleague_removed_meanwhile_is_said_to_be_gone(author, draft):
    url = step_of(draft, "hear_party")
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(author, url))[1]
    assert sent(author, url, act="remove").status_code == 302
    before = state()

    looked = author.get(url)
    typed = author.post(url, {"read": mark, "act": "change", "name": "Hør", "kind": "userTask"})

    for answer in (looked, typed):
        assert answer.status_code == 404
        shown = answer.content.decode()
        assert "is not in the draft any more: somebody has removed it." in shown
        assert 'id="steps"' in shown
        assert not page_problems(shown)
    assert state() == before


def test_a_way_that_a_colleague_removed_meanwhile_is_said_to_be_gone(author, draft):
    url = step_of(draft, "which_way")
    sent(author, url, act="unlead:to_hearing")
    before = state()
    answer = sent(author, url, act="way:to_hearing")
    assert answer.status_code == 404
    assert "or the way on from it, is not in the draft any more" in answer.content.decode()
    assert state() == before


@pytest.fixture
def shared(desk):
    """Return the browser of an association's author, and a draft of the building permit that its members offer."""
    association = Actor.system(ASSOCIATION, purpose="test")
    with transaction(ASSOCIATION), only_parts():
        install_files(association, read_package(PERMIT))
    helle = desk.staff(AUTHORS, name="Helle Kirk", tenant=ASSOCIATION)
    return helle, begun(helle, "building-permit")


def test_an_association_names_units_of_its_members_which_it_does_not_know(shared):
    helle, draft = shared
    assert "There is no unit" not in page(helle, draft)
    assert 'name="note"' in page(helle, draft), "it can be sent for review"
    field = re.search(r'<input[^>]*name="set-unit"[^>]*>', page(helle, step_of(draft, "visit")))
    assert field
    assert 'value="byg-og-miljoe"' in field[0]


@pytest.mark.parametrize("field", ["lead-target", "late-target", "way-0-target"])
def test_only_steps_beside_it_are_offered_to_lead_on_to(shared, field):
    helle, draft = shared
    outside = choices(page(helle, step_of(draft, "visit")), field)
    inside = choices(page(helle, step_of(draft, "ask_neighbour")), field)
    assert "ask_unit" in outside
    assert "neighbour_heard" not in outside
    assert "neighbour_heard" in inside
    assert "ask_unit" not in inside


def choices(shown, field):
    """Return what a field offers."""
    asked = re.search(rf'<select[^>]*name="{field}".*?</select>', shown, re.S)
    assert asked, shown
    return re.findall(r'<option value="([^"]+)"', asked[0])


def test_a_file_whose_drawing_says_nonsense_is_taken_in_and_edited(author, draft):
    source = author.get(f"{draft}file/").content
    odd = re.sub(rb' x="[0-9.]+"', b' x="somewhere"', source)
    assert odd != source
    assert sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", odd)).status_code == 302
    new = {"new-name": "Read", "new-kind": "userTask", "new-way": "decided_how"}
    assert sent(author, step_of(draft, "decide"), act="add", **new).status_code == 302
    assert sent(author, step_of(draft, "decide"), act="lead", **{"lead-target": "done"}).status_code == 302
    late = {"late-name": "Late", "late-time": "P7D", "late-target": "done", "late-ends": "yes"}
    assert sent(author, step_of(draft, "ask_unit"), act="deadline", **late).status_code == 302
    assert "Read" in page(author, draft)


def test_a_draft_that_grows_too_large_says_so_beside_the_step(author, draft):
    source = author.get(f"{draft}file/").content
    filler = b"<documentation>" + b"x" * (LARGEST - len(source) - 200) + b"</documentation>"
    large = re.sub(rb"(<process [^>]*>)", rb"\1" + filler, source, count=1)
    assert sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", large)).status_code == 302
    before = state()
    longer = {"name": "x" * 200, "kind": "userTask", "set-handler": "y" * 1900}
    answer = sent(author, step_of(draft, "ask_unit"), act="change", **longer)
    assert answer.status_code == 422
    assert "could not be read as a process" in answer.content.decode()
    assert state() == before
