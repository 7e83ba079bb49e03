import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.platform.text import MOST_MARKS, clean, clean_line, with_signs

_ACUTE_AND_DOT = "\u0301\u0323"


def longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for sign in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.combining(sign) else 0
        longest = max(longest, run)
    return longest


def test_a_million_marks_on_one_letter_are_cut_to_thirty_before_they_are_put_in_order() -> None:
    assert len(clean("a" + _ACUTE_AND_DOT * 500_000 + "b")) <= MOST_MARKS + 2


def test_every_sign_of_unicode_repeated_leaves_a_run_of_marks_that_is_short() -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    parts_begin_with_a_mark = [
        sign for sign in signs if unicodedata.combining(unicodedata.normalize("NFD", sign)[0])
    ]
    assert len(parts_begin_with_a_mark) > 800
    for sign in parts_begin_with_a_mark:
        assert longest_run_of_marks(clean("a" + sign * 80)) <= 2 * MOST_MARKS, hex(ord(sign))


def test_a_name_keeps_its_marks_and_comes_out_composed() -> None:
    assert clean_line("  Zoe\u0308   A\u030angstro\u0308m ") == "Zoë Ångström"
    assert clean("Nguye\u0302\u0303n 🙂 עִבְרִית") == unicodedata.normalize("NFC", "Nguye\u0302\u0303n 🙂 עִבְרִית")


def test_controls_lone_surrogates_and_directional_tricks_fall_away() -> None:
    assert clean("a\x00b\x1b[0m\x85\ud800c\u202ed\u2066\r\ne\rf\tg") == "ab[0mcd\ne\nf\tg"


@given(st.text(alphabet=st.characters(), max_size=300))
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Mn", "Mc", "Me"])))
def test_ordinary_text_is_only_composed_and_trimmed(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('Income >= 12.50\n"æøåÅé"', 'Income >= 12.50\n"æøåÅé"'),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("is\u200dle", "is⟨U+200D⟩le"),
        ("1\u00a0000", "1⟨U+00A0⟩000"),
        ("Inc\u043eme", "Inc\u043e⟨U+043E⟩me"),
        ("\uff19", "\uff19⟨U+FF19⟩"),
        ("e\u0301", "e⟨U+0301⟩"),
        ("\x7f\ue000", "⟨U+007F⟩⟨U+E000⟩"),
        ("2020–2024 − “so”", "2020–2024 − “so”"),
    ],
)
def test_nothing_hides_in_a_text_that_is_shown_with_signs(text: str, shown: str) -> None:
    assert with_signs(text) == shown
