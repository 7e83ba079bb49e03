"""Everything that can happen in a case has its place in the time line."""

from raadhus.cases.domain.happenings import THEMES, Happening
from raadhus.cases.domain.queues import Cursor


def test_everything_that_happens_belongs_to_exactly_one_theme():
    placed = [what for theme in THEMES.values() for what in theme]

    assert sorted(placed) == sorted(Happening)


def test_a_cursor_that_somebody_made_up_begins_the_list_anew():
    assert [Cursor.from_text(text) for text in ("", "x", "2024-01-01.", "2024-13-01.0", "' or 1=1")] == [
        None
    ] * 5
