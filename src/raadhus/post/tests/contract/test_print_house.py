"""What the way to the print house must do: the twin in memory and the real folder behave alike."""

import datetime as dt
import json
from pathlib import Path

import pytest

from raadhus.adapters.in_memory.carriers import PrintHouseInMemory
from raadhus.adapters.print_house.folder import PrintHouseFolder
from raadhus.platform.ids import new_id
from raadhus.post.ports import PrintHouseUnavailable, PrintOrder

PDF = b"%PDF-1.7 a letter"


def order() -> PrintOrder:
    """Return an order of one page."""
    ordered_at = dt.datetime(2024, 3, 5, 9, tzinfo=dt.UTC)
    return PrintOrder(
        letter_id=new_id(), sender="Egeby Kommune", pages=1, ordered_at=ordered_at, sha256="0" * 64
    )


def test_in_memory_a_letter_delivered_twice_is_there_once() -> None:
    house, letter = PrintHouseInMemory(), order()
    house.deliver(letter, PDF)
    house.deliver(letter, PDF)

    assert list(house.letters) == [letter.letter_id]


def test_in_the_folder_a_letter_delivered_twice_is_there_once(tmp_path: Path) -> None:
    house, letter = PrintHouseFolder(tmp_path / "print"), order()
    house.deliver(letter, PDF)
    house.deliver(letter, PDF)

    names = sorted(file.name for file in (tmp_path / "print").iterdir())
    assert names == [f"{letter.letter_id}.json", f"{letter.letter_id}.pdf"]
    manifest = json.loads((tmp_path / "print" / f"{letter.letter_id}.json").read_text())
    assert (tmp_path / "print" / manifest["file"]).read_bytes() == PDF


def test_the_manifest_names_no_person_and_no_address(tmp_path: Path) -> None:
    letter = order()
    PrintHouseFolder(tmp_path).deliver(letter, PDF)

    manifest = json.loads((tmp_path / f"{letter.letter_id}.json").read_text())
    assert set(manifest) == {"letter", "file", "sha256", "pages", "envelope", "sender", "ordered_at"}


def test_a_folder_that_cannot_be_written_is_unavailable_and_has_no_half_letter(tmp_path: Path) -> None:
    blocked = tmp_path / "print"
    blocked.write_text("a file where the folder should be")

    with pytest.raises(PrintHouseUnavailable):
        PrintHouseFolder(blocked).deliver(order(), PDF)

    assert [file.name for file in tmp_path.iterdir()] == ["print"]


def test_a_letter_whose_manifest_could_not_be_written_is_not_there(tmp_path: Path) -> None:
    letter = order()
    (tmp_path / f"{letter.letter_id}.json").mkdir()  # the manifest cannot take its place

    with pytest.raises(PrintHouseUnavailable):
        PrintHouseFolder(tmp_path).deliver(letter, PDF)

    assert not (tmp_path / f"{letter.letter_id}.json").is_file()
