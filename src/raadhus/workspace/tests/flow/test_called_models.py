"""Processes that are called by others of their package, drafted and published by themselves."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.catalogue.public import PackageFiles, install_files, package, service
from raadhus.catalogue.tests.flow.test_called_processes import HEARING, calling
from raadhus.platform.actor import Actor
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import EGEBY, page
from raadhus.workspace.tests.draftkit import state
from raadhus.workspace.tests.modelkit import HOME, KEY, begun, published, renamed, sent, step_of


@pytest.fixture
def called(desk):
    """Let Egeby's process call another of its package; return what is in force."""
    installer = Actor.system(EGEBY, purpose="test")
    with desk.transaction():
        files = dict(package(service(installer, KEY, "en").package.ref.content_hash).files.contents)
    number = re.search(rb"^version: (.*)$", files["service.yaml"], re.MULTILINE)[1]
    told = files["service.yaml"].replace(b"version: " + number, b"version: 7.0.0", 1)
    named = HEARING.replace(b'id="Hearing"', b'id="Hearing" name="Hearing of the party"')
    changed = {"service.yaml": told, "process.bpmn": calling("Hearing"), "processes/hearing.bpmn": named}
    install_files(installer, PackageFiles(files | changed))


@pytest.mark.usefixtures("called")
def test_a_called_process_is_read_drafted_sent_and_published_on_pages(author, approver):
    home = page(author, HOME)
    assert "Hearing of the party (processes/hearing.bpmn)" in home
    assert 'aria-current="page"' in home
    one = f"{HOME}?file=processes%2Fhearing.bpmn"
    assert one.replace("&", "&amp;") in home
    assert "Hear the applicant before a decision" in page(author, one)
    drawn = re.search(r'data-source="([^"]+)"', page(author, one))[1].replace("&amp;", "&")
    assert b'id="Hearing"' in author.get(drawn).content
    assert author.get(f"{HOME}?file=rules.dmn").status_code == 404

    begun_at = author.post(f"{HOME}drafts/begin/", {"title": "Hear them", "file": "processes/hearing.bpmn"})
    draft = begun_at["Location"].partition("?")[0]
    shown = page(author, draft)
    assert "The check finds nothing" in shown
    assert "Hearing of the party (processes/hearing.bpmn)" in shown
    assert "processes/hearing.bpmn" in page(author, f"{HOME}drafts/")
    assert (
        sent(author, step_of(draft, "t"), act="change", name="Hear them", kind="userTask").status_code == 302
    )
    assert published(author, approver, draft).status_code == 302

    assert "Hear them" in page(author, one)
    history = page(author, f"{HOME}history/")
    told = page(author, re.search(r'href="([^"]*compare/[^"]*)"', history)[1].replace("&amp;", "&"))
    assert "<ins>Hear them</ins>" in told
    assert not page_problems(told)


@pytest.mark.usefixtures("called")
def test_a_process_that_calls_others_is_sent_and_published(author, approver):
    draft = begun(author)
    assert "The check finds nothing" in page(author, draft)
    renamed(author, draft)
    assert published(author, approver, draft).status_code == 302
    assert "Nogen afgør" in page(author, HOME)


@pytest.mark.usefixtures("called")
def test_what_a_called_process_breaks_in_its_caller_is_found_and_not_sent(author):
    begun_at = author.post(f"{HOME}drafts/begin/", {"title": "x", "file": "processes/hearing.bpmn"})
    draft = begun_at["Location"].partition("?")[0]
    other = author.get(f"{draft}file/").content.replace(b'id="Hearing"', b'id="Listening"')
    sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", other))
    shown = page(author, draft)
    assert "the process that calls it," in shown
    assert "Send for review" not in shown
    before = state()
    assert sent(author, f"{draft}submit/", note="x").status_code == 422
    assert state() == before
