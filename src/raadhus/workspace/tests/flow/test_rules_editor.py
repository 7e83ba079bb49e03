"""The editor of a table leads whoever writes: back to their row, to the remarks of a new one, one step back beside it."""

import re

from raadhus.catalogue.public import PackageFiles, install_files, package
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.workspace.tests.deskkit import EGEBY, NORDBY, NORDBY_CASEWORKERS, page
from raadhus.workspace.tests.draftkit import AUTHORS, FIGURE, HOME, SCALE, begun, changed, sent, table


def test_saving_leads_back_to_the_row_that_was_changed(author, draft):
    answer = changed(author, draft, **{FIGURE: "200400"})

    address, _, row = answer["Location"].partition("#")
    assert row == "edit-scale-2024"
    assert f'id="{row}"' in page(author, address)
    assert "#" not in changed(author, draft, **{FIGURE: "200400"})["Location"]  # nothing was changed


def test_a_copied_row_shows_its_remarks_which_are_still_those_of_another(author, draft):
    answer = changed(author, draft, act="copy:scale-2024")
    address, _, row = answer["Location"].partition("#")

    shown = page(author, address)
    (opened,) = re.findall(r'<tbody id="([^"]+)">(?:(?!</tbody>).)*?<details open>', shown, re.S)
    assert opened == row
    assert "<details open>" not in page(author, table(draft))


def test_a_step_is_taken_back_beside_the_cells(author, draft):
    assert 'id="undo-step"' not in page(author, table(draft))
    changed(author, draft, **{FIGURE: "200400"})
    shown = page(author, table(draft))
    assert 'value="200400"' in shown
    assert "table Scale of the year" in shown

    answer = sent(author, f"{draft}undo/", way="undo", table=SCALE)
    assert answer["Location"] == f"{table(draft)}&done=undone"
    back = page(author, answer["Location"])
    assert "One step back" in back
    assert 'value="200300"' in back
    assert sent(author, f"{draft}undo/", way="redo", table="another")["Location"] == f"{draft}?done=redone"


def test_the_editor_says_how_a_cell_is_written_and_what_is_read_otherwise_than_meant(author, draft):
    shown = page(author, table(draft))
    assert "How a cell is written" in shown

    changed(author, draft, **{FIGURE: "205.100"})
    assert "If thousands are meant, write 205100, with no sign between." in page(author, table(draft))
    assert "The check finds nothing that keeps these rules from being used." in page(author, draft)


def test_a_finding_leads_to_its_row(author, draft):
    changed(author, draft, **{FIGURE: "mange penge"})

    assert f'href="{draft}table/?table={SCALE}#edit-scale-2024"' in page(author, draft)
    assert 'href="#edit-scale-2024"' in page(author, table(draft))


def test_a_reviewer_reads_first_what_was_said_and_can_read_the_whole_draft_in_words(author, approver, draft):
    changed(author, draft, **{FIGURE: "200400"})
    sent(author, f"{draft}submit/", note="The council decided so.")

    shown = page(approver, draft)
    assert shown.index("The council decided so.") < shown.index("The check finds nothing")
    reading = f"{HOME}tables/?draft={draft.split('/')[-2]}"
    assert f'href="{reading}#rule-Scale"' in shown
    read = page(approver, reading)
    assert "These are the tables of the draft" in read
    assert "DKK\u00a0200,400" in read
    assert approver.get(f"{HOME}tables/?draft=nothing").status_code == 404


def test_the_draft_of_one_town_is_read_in_no_other(desk, author, draft):
    changed(author, draft, **{FIGURE: "200400"})
    elsewhere = desk.staff(NORDBY_CASEWORKERS, "Regelforfattere", name="Nina Nord", tenant=NORDBY)

    assert elsewhere.get(f"{HOME}tables/?draft={draft.split('/')[-2]}").status_code == 404


def test_a_difference_says_what_people_read_text_by_text(author, draft):
    formulas = table(draft).replace(SCALE, "parents-share-table")
    shown = page(author, formulas)
    (cell,) = re.findall(r'<textarea[^>]*name="(cell:1:[^"]+)"[^>]*>min\(99', shown)
    sent(author, formulas, **{cell: "min(98, 4)"})

    assert "Until now: 5% just above {Raised limits.first}" in page(author, formulas)  # to be said anew
    told = page(author, draft)
    assert "Decision: Parents&#39; share" in told
    assert "How it is told what is computed · In Danish" in told
    assert "words da=" not in told


def test_codes_of_examples_are_said_in_the_words_of_the_model(author, draft):
    changed(author, draft, **{FIGURE.replace("cell:1", "cell:0"): "2023"})

    (told,) = re.findall(
        r"<table[^>]*><caption[^>]*>Examples that come out.*?</table>", page(author, draft), re.S
    )
    assert "no scale for the year" in told
    assert "no-scale<" not in told


def test_an_association_is_told_that_its_members_try_before_it_fills_in_anything(desk):
    with transaction(EGEBY):
        files = package(desk.town.package_hash).files
    install_files(Actor.system(ASSOCIATION, purpose="test"), PackageFiles(dict(files.contents)))
    author = desk.staff(AUTHORS, name="Helle Kirk", tenant=ASSOCIATION)
    draft = begun(author)

    shown = page(author, f"{HOME}try/")
    assert "An association decides no cases of its own" in shown
    assert "<select" not in shown
    told = page(author, draft)
    assert "members can try it on their own cases." in told
    assert f"{HOME}try/?draft=" not in told


def test_a_municipality_tries_its_drafts_on_its_own_cases(author, draft):
    assert f"{HOME}try/?draft=" in page(author, draft)
    assert "<select" in page(author, f"{HOME}try/")


def test_published_rules_that_wait_are_named_where_the_next_draft_is_begun(author, approver, draft):
    changed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    day = {"from-day": "1", "from-month": "12", "from-year": "2024"}
    assert sent(approver, f"{draft}publish/", **day).status_code == 302

    shown = page(author, f"{HOME}drafts/")
    assert "is published and waits for its day." in shown
    assert "Nothing. The rules in force are all there is." not in shown
    assert "What is begun before the waiting version holds can be published only if" in shown
