"""The editor of a table leads whoever writes: back to their row, to the remarks of a new one, one step back beside it."""

import re

from raadhus.workspace.tests.deskkit import page
from raadhus.workspace.tests.draftkit import FIGURE, SCALE, changed, sent, table


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
