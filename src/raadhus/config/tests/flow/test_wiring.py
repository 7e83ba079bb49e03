"""What stands behind a port when no setting names it."""

from pathlib import Path

import pytest

from raadhus.config.wiring import print_house_of
from raadhus.platform import clock
from raadhus.platform.environment import Environment, Mode
from raadhus.platform.ids import new_id
from raadhus.post.ports import PrintHouseUnavailable, PrintOrder


def test_without_a_print_folder_no_letter_counts_as_delivered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RAADHUS_PRINT_FOLDER", raising=False)
    letter = PrintOrder(letter_id=new_id(), sender="Egeby", pages=1, ordered_at=clock.now(), sha256="0" * 64)

    with pytest.raises(PrintHouseUnavailable, match="RAADHUS_PRINT_FOLDER"):
        print_house_of(Environment(mode=Mode.TEST, home=tmp_path)).deliver(letter, b"%PDF")

    assert list(tmp_path.iterdir()) == []


def test_a_named_folder_takes_letters(tmp_path: Path) -> None:
    letter = PrintOrder(letter_id=new_id(), sender="Egeby", pages=1, ordered_at=clock.now(), sha256="0" * 64)

    print_house_of(Environment(mode=Mode.TEST, print_folder=tmp_path)).deliver(letter, b"%PDF")

    assert len(list(tmp_path.iterdir())) == 2
