"""What the pages of a draft of rules say: numbers, formulas and examples in words, in the reader's language."""

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
    WORDING,
    changed,
    sent,
    table,
)
from raadhus.workspace.web.rules_pages.drafts import looks


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
