"""A draft of rules: who writes and reads it, what is saved, what is refused, and what undo brings back."""

import pytest

from raadhus.catalogue.tests.rulekit import (
    APPROVER,
    AUTHOR,
    BOTH,
    FIGURE,
    FILES,
    KEY,
    MEMBER,
    READER,
    WORDING,
    begun,
    changed,
    mark,
    state,
    submitted,
)
from raadhus.organisation.demo import ASSOCIATION, EGEBY
from raadhus.platform.environment import current_environment
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import (
    AddRow,
    CannotBeginDraft,
    CannotChangeDraft,
    CannotReadRules,
    CannotSubmitDraft,
    ChangeCell,
    DraftChangedSince,
    DraftIsClosed,
    DraftOrder,
    DraftState,
    NothingToUndo,
    NothingWritten,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_in_force")]


def test_members_see_what_is_proposed_and_nothing_that_is_being_written():
    draft = changed()
    with transaction(EGEBY):
        assert drafts.list_proposals(MEMBER, ASSOCIATION, KEY) == ()
        assert drafts.list_drafts(MEMBER) == ()
        with pytest.raises(NotFoundHere):
            drafts.get_draft(MEMBER, draft)
    drafts.submit_draft(AUTHOR, draft, "Clearer.", read=mark(draft))
    with transaction(EGEBY):
        (proposal,) = drafts.list_proposals(MEMBER, ASSOCIATION, KEY)
        assert proposal.draft_id == draft
    drafts.return_draft(APPROVER, draft, "The Danish words lag behind.", read=mark(draft))
    with transaction(EGEBY):
        assert drafts.list_proposals(MEMBER, ASSOCIATION, KEY) == ()


def test_nobody_writes_over_what_somebody_else_saved():
    draft = changed()
    old = mark(draft)
    drafts.edit_table(BOTH, draft, "scale-table", [FIGURE], read=old)
    before = state()
    for act in (
        lambda: drafts.edit_table(AUTHOR, draft, "scale-table", [WORDING], read=old),
        lambda: drafts.replace_source(AUTHOR, draft, FILES["rules.dmn"], read=old),
        lambda: drafts.undo(AUTHOR, draft, read=old),
        lambda: drafts.submit_draft(AUTHOR, draft, "x", read=old),
        lambda: drafts.withdraw_draft(AUTHOR, draft, read=old),
    ):
        with pytest.raises(DraftChangedSince):
            act()

    assert state() == before


def test_undo_goes_back_and_forth_and_a_new_change_ends_what_was_undone():
    draft = begun()
    marks = [mark(draft)]
    for text in ("a", "b"):
        drafts.edit_table(AUTHOR, draft, "scale-table", [ChangeCell("scale-2024", 8, text)], read=mark(draft))
        marks.append(mark(draft))
    drafts.undo(AUTHOR, draft, read=marks[2])
    assert mark(draft) == marks[1]
    drafts.undo(AUTHOR, draft, read=marks[1], by=1)
    assert mark(draft) == marks[2]
    drafts.undo(AUTHOR, draft, read=marks[2])
    drafts.undo(AUTHOR, draft, read=marks[1])
    assert mark(draft) == marks[0]
    with pytest.raises(NothingToUndo):
        drafts.undo(AUTHOR, draft, read=marks[0])
    drafts.edit_table(AUTHOR, draft, "scale-table", [WORDING], read=marks[0])
    with pytest.raises(NothingToUndo):
        drafts.undo(AUTHOR, draft, read=mark(draft), by=1)


def test_saving_what_is_there_already_saves_nothing():
    draft = begun()
    before = state()

    same = ChangeCell("scale-2024", 1, "200300")
    assert drafts.edit_table(AUTHOR, draft, "scale-table", [same], read=mark(draft)) is False
    assert state() == before


def test_nobody_changes_a_draft_while_it_is_reviewed():
    draft = submitted()
    before = state()
    with pytest.raises(DraftIsClosed):
        drafts.edit_table(AUTHOR, draft, "scale-table", [FIGURE], read=mark(draft))
    with pytest.raises(DraftIsClosed):
        drafts.submit_draft(AUTHOR, draft, "Again.", read=mark(draft))

    assert state() == before


def test_a_draft_with_problems_is_kept_but_not_sent():
    draft = changed(ChangeCell("scale-2024", 1, "200300 +"))
    before = state()
    with pytest.raises(CannotSubmitDraft):
        drafts.submit_draft(AUTHOR, draft, "Please.", read=mark(draft))

    assert state() == before


@pytest.mark.parametrize("words", ["", "   ", "x" * 3_000])
def test_who_sends_or_returns_a_draft_says_why(words):
    draft = changed()
    before = state()
    with pytest.raises(NothingWritten):
        drafts.submit_draft(AUTHOR, draft, words, read=mark(draft))
    assert state() == before
    drafts.submit_draft(AUTHOR, draft, "Clearer.", read=mark(draft))
    before = state()
    with pytest.raises(NothingWritten):
        drafts.return_draft(APPROVER, draft, words, read=mark(draft))
    assert state() == before


@pytest.mark.parametrize("actor", [READER, APPROVER, MEMBER])
def test_only_who_may_write_begins_a_draft(actor):
    before = state()
    with transaction(actor.tenant), pytest.raises(NotAllowed):
        drafts.begin_draft(
            actor, DraftOrder(service_key=KEY, title="x", based_on="", source=FILES["rules.dmn"])
        )

    assert state() == before


@pytest.mark.parametrize("title", ["", "x" * 200])
def test_a_draft_has_a_name(title):
    before = state()
    with pytest.raises(CannotBeginDraft):
        begun(title=title)
    assert state() == before


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<no",
        b"\x00\x01",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + FILES["rules.dmn"].partition(b"?>")[2],
        b" " * 2_000_000 + FILES["rules.dmn"],
    ],
    ids=["empty", "torn", "binary", "html", "entity", "large"],
)
def test_a_hostile_file_becomes_no_draft(source):
    draft = begun()
    before = state()
    with pytest.raises(CannotReadRules):
        drafts.replace_source(AUTHOR, draft, source, read=mark(draft))
    with pytest.raises(CannotReadRules):
        begun(source=source)

    assert state() == before


def with_rows(count):
    """Return the rules with so many rows more in the scale."""
    row = FILES["rules.dmn"].partition(b'<rule id="scale-2024">')[2].partition(b"</rule>")[0]
    more = b"".join(b'<rule id="more-%d">%s</rule>' % (number, row) for number in range(count))
    return FILES["rules.dmn"].replace(b'<rule id="scale-2024">', more + b'<rule id="scale-2024">')


@pytest.fixture
def hold_rows(monkeypatch):
    """Return a function that sets how many rows a table of a draft may hold."""

    def hold(count):
        monkeypatch.setenv("RAADHUS_RULE_ROWS", str(count))
        current_environment.cache_clear()

    yield hold
    monkeypatch.undo()
    current_environment.cache_clear()


def test_an_uploaded_table_holds_no_more_rows_than_one_that_is_typed(hold_rows):
    hold_rows(20)
    draft = begun()
    before = state()

    with pytest.raises(CannotReadRules) as refused:
        drafts.replace_source(AUTHOR, draft, with_rows(20), read=mark(draft))
    assert str(refused.value.next_step) == "A table of a draft holds at most 20 rows."
    assert state() == before

    drafts.replace_source(AUTHOR, draft, with_rows(10), read=mark(draft))
    assert state() != before


def test_no_row_is_added_beyond_what_a_table_may_hold(hold_rows):
    draft = begun()
    before = state()
    hold_rows(1)

    with pytest.raises(CannotChangeDraft) as refused:
        drafts.edit_table(AUTHOR, draft, "scale-table", [AddRow("one-more")], read=mark(draft))

    assert "characters, a table 1 rows." in str(refused.value.next_step)
    assert state() == before


def test_a_withdrawn_draft_can_be_read_and_not_changed():
    draft = changed()
    drafts.withdraw_draft(AUTHOR, draft, read=mark(draft))

    with transaction(ASSOCIATION):
        assert drafts.list_drafts(READER) == ()
        assert drafts.get_draft(READER, draft).info.state is DraftState.WITHDRAWN
    with pytest.raises(Refusal):
        drafts.undo(AUTHOR, draft, read=mark(draft))
