"""Rules are changed on pages: begun, written in a table, sent, compared, published by another, undone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.cases.tests.casekit import BO
from raadhus.catalogue.public import PackageFiles, install_files, package
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import EGEBY, LEADERS, NORDBY, NORDBY_CASEWORKERS, page
from raadhus.workspace.tests.draftkit import (
    APPROVERS,
    AUTHORS,
    FIGURE,
    HOME,
    KEY,
    SCALE,
    WORDING,
    changed,
    sent,
    state,
    table,
)
from raadhus.workspace.web.rules_pages.drafts import looks


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


def test_a_number_is_read_back_in_words_beside_its_cell_and_in_the_difference(author, draft):
    changed(author, draft, **{FIGURE: "205.100"})

    told = page(author, table(draft))
    assert "Lower limit" in told
    assert "Exactly one row fits" in told
    assert "DKK\xa0205.10<" in told  # what it would be: not two hundred thousand

    difference = page(author, draft)
    assert "<ins>205.100</ins>" in difference
    assert "DKK\xa0205.10<" in difference
    assert "<del>200300</del>" in difference
    assert "DKK\xa0200,300<" in difference


SHARES = "parents-share-table"
FORMULA = "min(99, 9 + ceiling((Yearly income - Raised limits.first) / Scale.step))"


def test_the_words_of_a_formula_are_written_in_the_table_and_asked_for_when_it_changes(author, draft):
    at = f"{draft}table/?table={SHARES}"
    assert "5% just above {Raised limits.first}" in page(author, at)
    assert sent(author, at, **{"cell:1:share-part": FORMULA}).status_code == 302

    shown = page(author, at)
    assert "Until now: 5% just above {Raised limits.first}" in shown  # to be read, and in no field
    assert shown.count("5% just above {Raised limits.first}") == 1
    assert "Say again in words what it computes." in shown
    assert "Say again in words what it computes." in page(author, draft)

    words = {"how:1:en:share-part": "10% just above {Raised limits.first}", "how:1:da:share-part": "10 %"}
    assert sent(author, at, **words).status_code == 302

    shown = page(author, at)
    assert "Say again in words what it computes." not in shown
    assert "10% just above {Raised limits.first}" in shown
    assert b'en="10% just above {Raised limits.first}"' in author.get(f"{draft}file/").content


def test_words_that_stand_unchanged_beside_a_new_formula_are_told(author, draft):
    before = author.get(f"{draft}file/").content
    file = SimpleUploadedFile("new.dmn", before.replace(b"min(99, 4 + ceiling", b"min(99, 9 + ceiling"))
    assert sent(author, f"{draft}upload/", file=file).status_code == 302

    assert "its words are still the old ones." in page(author, draft)


def test_examples_that_come_out_otherwise_are_rows_of_one_table_in_plain_words(author, draft):
    changed(author, draft, **{FIGURE: "150300"})

    shown = page(author, draft)

    assert page_problems(shown) == ()
    (table,) = re.findall(
        r"<table[^>]*><caption[^>]*>Examples that come out otherwise.*?</table>", shown, re.S
    )
    heads = re.findall(r"<th[^>]*columnheader[^>]*>\s*([^<]+?)\s*<", table)
    assert heads[0] == "Example"
    assert "Share in per cent" in heads
    assert "granted → granted in part" in table
    assert "as before" in table


def test_an_overlap_gives_its_example_once_in_the_words_of_people(author, draft):
    changed(author, draft, act="copy:scale-2024")

    shown = page(author, table(draft))
    assert shown.count("for example Year: 2024; only one may.") == 1
    assert ">Table Scale of the year, row 4</a></strong>" in shown
    assert "Subsidy month.year&#34;" not in shown


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


def test_a_member_reads_what_its_association_proposes_and_changes_nothing(desk, author):
    with transaction(EGEBY):
        files = package(desk.town.package_hash).files
    kl = Actor.system(ASSOCIATION, purpose="test")
    told = files["service.yaml"].replace(b"id: free-place-subsidy", b"id: shared-subsidy")
    install_files(kl, PackageFiles({**files.contents, "service.yaml": told}))
    shown = page(author, "/work/rules/shared-subsidy/drafts/")

    assert "These rules are not ours to change" in shown
    assert "They come from " in shown
    assert author.post("/work/rules/shared-subsidy/drafts/begin/", {"title": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "expected"),
    [("stranger", 302), ("citizen", 403), ("frontdesk", 403), ("leader", 403), ("nordby", 403)],
)
def test_nobody_else_changes_anything(desk, author, draft, who, expected):
    changed(author, draft)
    desk.town.move_in(BO)
    browser = {
        "stranger": desk.stranger,
        "citizen": lambda: desk.citizen(BO),
        "frontdesk": lambda: desk.staff("Borgerservice-Medarbejdere", name="Finn Front"),
        "leader": lambda: desk.staff(LEADERS, name="Lis Leder"),
        "nordby": lambda: desk.staff(NORDBY_CASEWORKERS, name="Nina Nord", tenant=NORDBY),
    }[who]()
    before = state()
    acts = ("undo", "upload", "submit", "return", "withdraw", "publish")
    statuses = {act: browser.post(f"{draft}{act}/", {"read": "x"}).status_code for act in acts}
    statuses["table"] = browser.post(table(draft), {FIGURE: "1"}).status_code
    statuses["begin"] = browser.post(f"{HOME}drafts/begin/", {"title": "x"}).status_code
    statuses["stop"] = browser.post(f"{HOME}history/stop/", {"reason": "x"}).status_code

    assert statuses == dict.fromkeys(statuses, expected)
    assert state() == before


def test_a_draft_is_of_its_own_town_only(desk, author, draft):
    nordby = desk.staff(
        NORDBY_CASEWORKERS, "Regelforfattere", "Regelgodkjennere", name="Nina Nord", tenant=NORDBY
    )
    before = state()
    for act in ("undo", "submit", "publish", "withdraw"):
        assert nordby.post(f"{draft}{act}/", {"read": "x"}).status_code == 404
    assert nordby.get(draft).status_code == 404
    assert nordby.get(f"{draft}file/").status_code == 404
    assert state() == before


def test_a_draft_answers_only_under_its_own_service(author, draft):
    elsewhere = draft.replace(KEY, "building-permit")

    assert author.get(elsewhere).status_code == 404
    assert author.post(f"{elsewhere}undo/", {"read": "x"}).status_code == 404


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_pages_are_well_made_in_every_language(desk, author, draft, language):
    reader = desk.staff(AUTHORS, APPROVERS, name="Anna Ord", language=language)
    changed(author, draft, **{FIGURE: "200301"})
    for url in ("/work/rules/", f"{HOME}drafts/", f"{HOME}history/", draft, table(draft)):
        assert f'<html lang="{language}"' in page(reader, url)


def test_what_was_said_of_a_draft_is_not_worked_out_again(author, draft, monkeypatch):
    changed(author, draft)
    assert "1 row changed" in page(author, draft)

    def refuse(*_arguments):
        raise AssertionError("worked out again")

    monkeypatch.setattr(looks, "difference_part", refuse)
    monkeypatch.setattr(looks, "findings_of", refuse)

    assert "1 row changed" in page(author, draft)


def test_what_is_said_of_a_draft_is_said_in_the_readers_language_and_of_what_it_is_now(desk, author, draft):
    changed(author, draft)
    danish = desk.staff(AUTHORS, name="Dorte Dansk", language="da")

    assert "1 row changed" in page(author, draft)
    assert "1 række ændret" in page(danish, draft).replace("\u00a0", " ")
    changed(author, draft, **{"cell:8:scale-2021": "We used the scale of 2021."})
    assert "2 rows changed" in page(author, draft)


def test_a_draft_seen_again_takes_few_queries(author, draft, django_assert_max_num_queries):
    changed(author, draft)
    page(author, draft)

    with django_assert_max_num_queries(13):  # four of which begin and end the test's transaction
        author.get(draft)


def test_a_reviewer_sees_what_cannot_be_seen_and_letters_that_look_alike(author, approver, draft):
    changed(author, draft, **{WORDING: "We us\u0435d the sc\u200bale of 2024."})
    sent(author, f"{draft}submit/", note="Only the words.")

    shown = page(approver, draft)

    assert "We us\u0435⟨U+0435⟩d the sc⟨U+200B⟩ale of 2024." in shown
