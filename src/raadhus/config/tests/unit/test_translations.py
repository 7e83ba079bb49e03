"""What a translation may not do, told when the catalogues are checked."""

from pathlib import Path

import pytest

from raadhus.config.command import translations


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a room that says two texts, one with HTML and a value."""
    monkeypatch.setattr(translations, "SOURCE", tmp_path)
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "said.py").write_text('_("Open <b>%(name)s</b>"), _("Close")\n')
    return tmp_path / "room"


def said_of(room: Path, opened: str, closed: str) -> list[str]:
    """Return what is said of a translation, the same in each language."""
    for language in translations.LANGUAGES:
        file = room / "locale" / language / "LC_MESSAGES" / "django.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        texts = f'msgid "Open <b>%(name)s</b>"\nmsgstr "{opened}"\n\nmsgid "Close"\nmsgstr "{closed}"\n'
        file.write_text(translations.HEADER.format(language=language) + texts)
    return list(translations.find_problems(room))


def test_a_translation_with_the_same_values_and_html_is_in_order(room: Path) -> None:
    assert said_of(room, "Åbn <b>%(name)s</b>", "Luk") == []


@pytest.mark.parametrize(
    ("opened", "closed", "word"),
    [
        ("Åbn %(name)s", "Luk", "other HTML"),
        ("Åbn <b>%(name)s</b>", "<script>Luk", ""),
        ("Åbn <b>%(name)s</b>", "Luk <a href='x'>nu</a>", "other HTML"),
        ("Åbn <b>dig</b>", "Luk", "the same values"),
    ],
)
def test_a_translation_with_other_html_or_values_is_refused(
    room: Path, opened: str, closed: str, word: str
) -> None:
    problems = said_of(room, opened, closed)

    assert len(problems) == len(translations.LANGUAGES)
    assert all(word in problem for problem in problems)
