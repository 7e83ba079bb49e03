"""Where the web's files are built is where they are looked for, and a start without them says so."""

from pathlib import Path

import pytest
from django.conf import settings

from raadhus.config.launch import places
from raadhus.config.town import folders, programs
from raadhus.config.town.refusals import CannotOpenTown


def test_set_up_builds_them_where_the_pages_look() -> None:
    assert places.ASSETS == folders.ASSETS == settings.ASSETS


def test_no_start_without_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "ASSETS", tmp_path / "assets")

    with pytest.raises(CannotOpenTown, match="The web's files are not built"):
        programs.collect_static_files({})
