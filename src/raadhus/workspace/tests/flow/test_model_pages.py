"""A process is read, changed step by step, sent, compared and published by another, on pages that need no script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.cases.tests.casekit import ANNE, BO
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import LEADERS, NORDBY, NORDBY_CASEWORKERS, all_of, page
from raadhus.workspace.tests.draftkit import APPROVERS, AUTHORS, state
from raadhus.workspace.tests.modelkit import HOME, KEY, TODAY, begun, published, renamed, sent, step_of


@pytest.fixture
def draft(author):
    """Return the address of a draft of the process that was just begun."""
    return begun(author)


def test_the_process_in_force_is_read_as_a_list_of_steps(author):
    assert KEY in page(author, "/work/models/")
    shown = page(author, HOME)
    for words in (
        "Saml oplysninger",
        "Sagsbehandler afgør",
        "route = &#34;automatic&#34;",
        "partner_answer_by",
        "what we are about to decide, and why",
        "What is done: Let a unit decide the case",
    ):
        assert words in shown
    assert "cases.ask_unit" not in shown
    assert "A task on the party" not in shown
    assert "En opgave på partens Min side" not in shown
    file = author.get(re.search(r'data-source="([^"]+)"', shown)[1])
    assert file.status_code == 200
    assert b"<definitions" in file.content


def test_a_change_goes_from_a_step_to_force_by_two_pairs_of_hands(author, approver, draft):
    assert renamed(author, draft).status_code == 302
    shown = page(author, draft)
    assert "Steps: 0 new, 1 changed, 0 removed." in shown
    assert "<ins>Nogen afgør</ins>" in shown
    answer = published(author, approver, draft)
    assert answer.status_code == 302
    assert "The process is published" in page(approver, answer["Location"])
    assert "Nogen afgør" in page(approver, HOME)
    history = page(approver, f"{HOME}history/")
    assert "Written by Anna Ord, published by Bent Blik" in history
    compare = re.search(r'href="([^"]*compare/[^"]*)"', history)[1].replace("&amp;", "&")
    told = page(approver, compare)
    assert "<ins>Nogen afgør</ins>" in told
    assert "&#34;element&#34;: &#34;ask_unit&#34;" in told  # marked on the drawing too


def test_new_cases_go_by_what_was_published_and_those_begun_stay_on_theirs(desk, author, approver, draft):
    desk.town.move_in(ANNE)
    desk.town.decide_application(ANNE, contested=True)
    (first,) = all_of("processes.Instance")
    renamed(author, draft)
    published(author, approver, draft)
    desk.town.move_in(BO)
    desk.town.decide_application(BO, contested=True)
    old, new = sorted(all_of("processes.Instance"), key=lambda one: one.started_at)
    sources = {one.id: bytes(one.source).decode() for one in all_of("processes.ProcessModel")}
    assert old.id == first.id
    assert "Sagsbehandler afgør" in sources[old.model_id]
    assert "Nogen afgør" in sources[new.model_id]


def test_a_step_is_added_set_and_removed_and_everything_is_undone(author, draft):
    answer = sent(
        author,
        step_of(draft, "decide"),
        act="add",
        **{"new-name": "Read it once more", "new-kind": "userTask", "new-way": "decided_how"},
    )
    assert answer.status_code == 302
    url = answer["Location"].partition("&done")[0]
    assert "The step is added" in page(author, answer["Location"])
    assert (
        sent(
            author, url, act="change", name="Read it", kind="userTask", **{"set-letter": "decision"}
        ).status_code
        == 302
    )
    shown = page(author, draft)
    assert "Read it" in shown
    assert "Steps: 1 new, 1 changed, 0 removed." in shown
    sent(author, f"{draft}undo/", way="undo")
    assert "Read it once more" in page(author, draft)
    sent(author, f"{draft}undo/", way="redo")
    assert sent(author, url, act="remove").status_code == 302
    assert "Read it" not in page(author, draft).partition('id="difference"')[0].partition('id="steps"')[2]


def test_ways_and_deadlines_are_changed(author, draft):
    gateway = step_of(draft, "which_way")
    place = re.search(
        r'name="way-(\d)-condition"[^>]*>\s*route = &#34;hearing&#34;</textarea>', page(author, gateway)
    )
    assert place, page(author, gateway)
    new = {
        f"way-{place[1]}-{name}": value
        for name, value in (("name", "Hør først"), ("target", "ask_unit"), ("condition", 'route = "x"'))
    }
    assert sent(author, gateway, act="way:to_hearing", **new).status_code == 302
    assert sent(author, gateway, act="lead", **{"lead-target": "done"}).status_code == 302
    late = {"late-name": "Too late", "late-time": "P7D", "late-target": "done", "late-ends": "yes"}
    assert sent(author, step_of(draft, "ask_unit"), act="deadline", **late).status_code == 302
    shown = page(author, draft)
    assert "Hør først" in shown
    assert "Too late" in shown


def test_what_cannot_be_done_is_said_and_nothing_changes(author, draft):
    before = state()
    answer = sent(author, step_of(draft, "which_way"), act="remove")
    assert answer.status_code == 422
    assert "Several ways lead on" in answer.content.decode()
    assert author.get(step_of(draft, "nowhere")).status_code == 404
    assert sent(author, step_of(draft, "which_way"), act="dance").status_code == 404
    assert sent(author, step_of(draft, "which_way"), act="way:nowhere").status_code == 404
    assert state() == before


def test_an_old_page_changes_nothing(author, draft):
    renamed(author, draft)
    before = state()
    answer = author.post(
        step_of(draft, "ask_unit"), {"read": "0" * 64, "act": "change", "name": "x", "kind": "userTask"}
    )
    assert answer.status_code == 409
    assert state() == before


def test_a_model_that_waits_for_ever_is_found_and_not_sent(author, draft):
    sent(author, step_of(draft, "party_said"), act="change", name="Begge", kind="parallelGateway")
    shown = page(author, draft)
    assert "This keeps the draft from being sent for review:" in shown
    assert "Send for review" not in shown
    before = state()
    assert sent(author, f"{draft}submit/", note="x").status_code == 422
    assert state() == before


def test_a_file_takes_the_place_of_the_draft(author, draft):
    source = author.get(f"{draft}file/").content
    other = source.replace("Partshøring".encode(), "Høring".encode())
    answer = sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", other))
    assert answer.status_code == 302
    assert author.get(f"{draft}file/").content == other
    before = state()
    assert sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", b"<x/>")).status_code == 422
    assert state() == before


def test_a_reviewer_returns_it_and_its_author_withdraws_it(author, approver, draft):
    renamed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    assert author.get(step_of(draft, "ask_unit"))["Location"].endswith("?done=closed")
    assert sent(approver, f"{draft}return/", reason="The name.").status_code == 302
    assert "The name." in page(author, draft)
    assert sent(author, f"{draft}withdraw/").status_code == 302


def test_the_list_of_services_says_what_waits_for_review(author, draft):
    assert "1 being written" in page(author, "/work/models/")
    renamed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    begun(author)
    assert "1 waits for review, 1 being written" in page(author, "/work/models/")


def test_a_draft_that_changes_nothing_is_not_sent_and_its_page_says_what_to_do(author, draft):
    before = state()
    answer = sent(author, f"{draft}submit/", note="I have looked at it.")
    assert answer.status_code == 422
    assert "The draft is the same as what is in force" in answer.text
    assert "Change something in it first, or withdraw it." in answer.text
    assert "I have looked at it.</textarea>" in answer.text
    assert state() == before


def test_whoever_wrote_does_not_publish(author, draft):
    renamed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    before = state()
    assert "It waits for somebody who has not written on it." in page(author, draft)
    assert sent(author, f"{draft}publish/", **TODAY).status_code == 403
    assert state() == before


def test_a_process_whose_day_has_not_come_is_stopped(author, approver, draft):
    renamed(author, draft)
    published(author, approver, draft, **{"from-day": "9"})
    history = page(approver, f"{HOME}history/")
    assert "Comes into force" in history
    assert "Sagsbehandler afgør" in page(approver, HOME)
    answer = approver.post(f"{HOME}history/stop/", {"reason": "Too early."})
    assert answer.status_code == 302
    assert "Stopped before they came into force" in page(approver, f"{HOME}history/")


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 302), ("frontdesk", 403), ("leader", 403), ("nordby", 403)]
)
def test_nobody_else_changes_anything(desk, author, draft, who, status):
    browser = {
        "stranger": desk.stranger,
        "frontdesk": lambda: desk.staff("Borgerservice-Medarbejdere", name="Finn Front"),
        "leader": lambda: desk.staff(LEADERS, name="Lis Leder"),
        "nordby": lambda: desk.staff(NORDBY_CASEWORKERS, name="Nina Nord", tenant=NORDBY),
    }[who]()
    before = state()
    for act in ("undo", "upload", "submit", "return", "withdraw", "publish"):
        assert browser.post(f"{draft}{act}/", {"read": "x"}).status_code == status
    assert browser.post(step_of(draft, "decide"), {"read": "x", "act": "remove"}).status_code == status
    assert browser.post(f"{HOME}drafts/begin/", {"title": "x"}).status_code == status
    assert browser.post(f"{HOME}history/stop/", {"reason": "x"}).status_code == status
    assert state() == before


def test_a_draft_of_a_process_has_no_page_among_rules(author, draft):
    before = state()
    twin = draft.replace("/work/models/", "/work/rules/")
    assert author.get(twin).status_code == 404
    assert author.post(f"{twin}undo/", {"read": "x", "way": "undo"}).status_code == 404
    assert state() == before


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_pages_are_well_made_in_every_language(author, approver, draft, language):
    author.cookies["django_language"] = language
    renamed(author, draft)
    sent(author, step_of(draft, "party_said"), act="change", name="Begge", kind="parallelGateway")
    for url in (
        "/work/models/", HOME, f"{HOME}drafts/", draft, step_of(draft, "decide"), step_of(draft, "which_way"),
        step_of(draft, "partner_late"), f"{HOME}history/",
    ):  # fmt: skip
        assert not page_problems(page(author, url)), url


def test_somebody_who_may_both_write_and_publish_publishes_anothers(desk, author, draft):
    renamed(author, draft)
    other = desk.staff(AUTHORS, APPROVERS, name="Carla Co")
    assert published(author, other, draft).status_code == 302
