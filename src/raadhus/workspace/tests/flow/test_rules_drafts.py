"""Rules are changed on pages: begun, written in a table, sent, compared, published by another, undone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import page
from raadhus.workspace.tests.draftkit import (
    APPROVERS,
    AUTHORS,
    FIGURE,
    HOME,
    SCALE,
    WORDING,
    changed,
    sent,
    state,
    table,
)


def test_a_change_goes_from_a_cell_to_force_by_two_pairs_of_hands(desk, author, approver, draft):
    page(author, table(draft))
    answer = changed(author, draft)
    assert answer.status_code == 302
    assert "Saved" in page(author, answer["Location"].partition("#")[0])
    shown = page(author, draft)
    assert "1 row changed." in shown
    assert "<ins>We used the scale of 2024.</ins>" in shown
    assert "All 1" in shown or "come out as before" in shown
    assert sent(author, f"{draft}submit/", note="The words were stiff.").status_code == 302

    looked = page(approver, draft)
    assert "The words were stiff." in looked
    answer = sent(
        approver,
        f"{draft}publish/",
        words="Good.",
        **{"from-day": "5", "from-month": "11", "from-year": "2024"},
    )
    assert answer.status_code == 302
    published = page(approver, answer["Location"])
    assert "The rules are published" in published
    assert "<ins>We used the scale of 2024.</ins>" in published  # what changed can be read afterwards too
    history = page(approver, f"{HOME}history/")
    assert "Written by Anna Ord, published by Bent Blik" in history
    assert "In force" in history
    compare = re.search(r'href="([^"]*compare/[^"]*)"', history)[1].replace("&amp;", "&")
    assert "We used the scale of 2024." in page(approver, compare)


def test_a_draft_that_changes_nothing_is_not_sent_and_its_page_says_what_to_do(author, draft):
    before = state()
    answer = sent(author, f"{draft}submit/", note="I have looked at it.")
    assert answer.status_code == 422
    assert "The draft is the same as what is in force" in answer.text
    assert "I have looked at it.</textarea>" in answer.text
    assert state() == before


def test_whoever_wrote_does_not_publish_even_with_the_role(author, draft):
    changed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    before = state()
    assert "It waits for somebody who has not written on it." in page(author, draft)
    answer = sent(author, f"{draft}publish/", **{"from-day": "5", "from-month": "11", "from-year": "2024"})

    assert answer.status_code == 403
    assert state() == before


@pytest.mark.parametrize("act", [{"way": "undo"}, {"note": "x"}], ids=["undoes", "sends"])
def test_whoever_undoes_or_sends_what_another_wrote_does_not_publish_it(desk, author, draft, act):
    changed(author, draft)
    changed(author, draft, **{FIGURE: "200301"})
    other = desk.staff(AUTHORS, APPROVERS, name="Carla Co")
    if "way" in act:
        sent(other, f"{draft}undo/", **act)
    assert sent(author if "way" in act else other, f"{draft}submit/", note="x").status_code == 302
    before = state()
    answer = sent(other, f"{draft}publish/", **{"from-day": "5", "from-month": "11", "from-year": "2024"})

    assert answer.status_code == 403
    assert state() == before


def test_rows_are_added_copied_moved_and_deleted(author, draft):
    def numbers():
        return re.findall(r'<tbody id="edit-([^"]+)"', page(author, table(draft)))

    first = numbers()
    added = sent(author, table(draft), act="copy:scale-2024")
    new = added["Location"].partition("#edit-")[2]
    assert numbers() == [*first, new]
    sent(author, table(draft), act=f"up:{new}")
    assert numbers() == [*first[:2], new, first[2]]
    sent(author, table(draft), act="delete:scale-2020")
    assert "scale-2020" not in numbers()
    assert 'href="#f-' not in page(author, table(draft))


def test_every_step_is_undone_and_done_again(author, draft):
    changed(author, draft)
    assert "1 row changed." in page(author, draft)
    sent(author, f"{draft}undo/", way="undo")
    assert "There is no difference." in page(author, draft)
    sent(author, f"{draft}undo/", way="redo")
    assert "1 row changed." in page(author, draft)


def test_a_finding_stands_at_its_cell_and_the_draft_is_kept(author, draft):
    changed(author, draft, **{FIGURE: "200300 +"})
    shown = page(author, table(draft))

    assert 'aria-invalid="true"' in shown
    assert "Table Scale of the year, row 3, column Lower limit" in shown
    assert "Send for review" not in page(author, draft)
    assert sent(author, f"{draft}submit/", note="x").status_code == 422


def test_two_editors_do_not_write_over_one_another(desk, author, draft):
    other = desk.staff(AUTHORS, name="Carla Co")
    old = re.search(r'name="read" value="([0-9a-f]+)"', page(author, table(draft)))[1]
    changed(other, draft, **{FIGURE: "200299"})
    before = state()
    answer = author.post(table(draft), {"read": old, FIGURE: "200301", WORDING: "Mine."})

    assert answer.status_code == 409
    assert page_problems(answer.text) == ()
    assert "What stands there now" in answer.text
    assert "<del>200299</del>" in answer.text
    assert "<ins>200301</ins>" in answer.text
    assert "<ins>Mine.</ins>" in answer.text
    assert state() == before


@pytest.mark.parametrize("editor", [f"table/?table={SCALE}", "modeller/"])
def test_the_editors_of_a_draft_that_was_sent_lead_to_its_page(author, draft, editor):
    changed(author, draft)
    sent(author, f"{draft}submit/", note="x")

    answer = author.get(f"{draft}{editor}")

    assert (answer.status_code, answer["Location"]) == (302, f"{draft}?done=closed")
    assert "Nobody writes on this draft now" in page(author, answer["Location"])


def test_a_file_is_uploaded_and_downloaded(author, draft):
    got = author.get(f"{draft}file/")
    assert got["Content-Disposition"].startswith("attachment")
    mine = got.content.replace(b"<text>200300</text>", b"<text>200301</text>")
    assert sent(author, f"{draft}upload/", file=SimpleUploadedFile("r.dmn", mine)).status_code == 302
    assert "<ins>200301</ins>" in page(author, draft)


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", b"x" * 1_500_000],
)
def test_a_hostile_file_is_refused_on_the_drafts_page(author, draft, content):
    before = state()
    answer = sent(author, f"{draft}upload/", file=SimpleUploadedFile("r.dmn", content))

    assert answer.status_code == 422
    assert page_problems(answer.text) == ()
    assert "/root:" not in answer.text
    assert state() == before


def test_names_in_a_model_are_shown_as_text(author, draft):
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;"
    source = author.get(f"{draft}file/").content
    for name in (b'name="Scale"', b'name="first limit"', b'label="Year"'):
        source = source.replace(name, name[:-1] + evil.encode() + b'"')
    sent(author, f"{draft}upload/", file=SimpleUploadedFile("r.dmn", source))
    for url in (draft, table(draft)):
        shown = page(author, url)
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_an_earlier_version_begins_a_draft(desk, author, approver, draft):
    changed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    sent(approver, f"{draft}publish/", **{"from-day": "5", "from-month": "11", "from-year": "2024"})
    answer = author.post(f"{HOME}drafts/begin/", {"title": "Back", "version": desk.town.package_hash})

    assert answer.status_code == 302
    assert "<del>We used the scale of 2024.</del>" in page(author, answer["Location"].partition("?")[0])


def test_rules_of_a_later_day_are_shown_and_stopped(author, approver, draft):
    changed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    answer = sent(approver, f"{draft}publish/", **{"from-day": "1", "from-month": "1", "from-year": "2025"})
    said = page(approver, answer["Location"])
    assert "Version 1.0.1 comes into force on 1\u00a0January 2025; until then version 1.0.0 holds" in said
    history = page(approver, f"{HOME}history/")
    assert "Comes into force" in history
    for place in ("/work/rules/", f"{HOME}tables/", f"{HOME}history/"):
        assert "Version 1.0.1 from 1\u00a0January 2025" in page(author, place)

    assert approver.post(f"{HOME}history/stop/", {"reason": "A slip."}).status_code == 302

    history = page(approver, f"{HOME}history/")
    assert "Comes into force" not in history
    assert "Version 1.0.1 from 1\u00a0January 2025" not in history
    for word in (
        "Never held",
        "It was to hold from 1\u00a0January 2025.",
        "Stopped by Bent Blik.",
        "A slip.",
    ):
        assert word in history
    assert "A slip." in page(approver, draft)


@pytest.mark.parametrize("day", [{}, {"from-day": "31", "from-month": "2", "from-year": "2025"}])
def test_a_day_that_is_none_is_told(author, approver, draft, day):
    changed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    before = state()
    answer = sent(approver, f"{draft}publish/", **day)

    assert answer.status_code == 422
    assert page_problems(answer.text) == ()
    assert state() == before


def test_a_refused_publication_keeps_the_day_that_was_chosen(author, approver, draft):
    changed(author, draft, **{FIGURE: "210300"})
    sent(author, f"{draft}submit/", note="x")
    day = {"from-day": "1", "from-month": "1", "from-year": "2025"}

    unmeant = sent(approver, f"{draft}publish/", words="As the council decided.", **day)
    assert unmeant.status_code == 422
    assert typed(unmeant.text) == {"from-day": "1", "from-month": "1", "from-year": "2025"}
    assert "As the council decided." in unmeant.text

    too_late = sent(approver, f"{draft}publish/", meant="yes", **day | {"from-year": "2045"})
    assert too_late.status_code == 422
    assert typed(too_late.text) == {
        "from-day": "1",
        "from-month": "1",
        "from-year": "2045",
        "meant": "checked",
    }


def typed(text):
    """Return the day in the form of a page, and whether the changed examples are said to be meant."""
    fields = re.findall(r"<input[^>]*name=\"(from-[a-z]+|meant)\"[^>]*>", text)
    found = {name: re.search(rf'<input[^>]*name="{name}"[^>]*>', text)[0] for name in fields}
    days = {name: re.search(r'value="([^"]*)"', one)[1] for name, one in found.items() if name != "meant"}
    return days | ({"meant": "checked"} if " checked" in found.get("meant", "") else {})
