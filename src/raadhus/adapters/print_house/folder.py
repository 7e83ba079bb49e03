"""Puts letters into the print house's folder: the PDF first, the manifest last; a letter is there when its manifest is."""

import json
import os
from pathlib import Path
from typing import Never

from raadhus.post.ports import PrintHouseUnavailable, PrintOrder

_GROUP_READS = 0o640  # the print house's account shares the folder's group


class PrintHouseFolder:
    """The folder the print house empties. Both files are named after the letter, so twice is once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, order: PrintOrder, pdf: bytes) -> None:
        """Write the letter and its manifest, each in one move. Raises: PrintHouseUnavailable."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(f"{order.letter_id}.pdf", pdf)
            self._write(f"{order.letter_id}.json", json.dumps(_manifest(order), indent=1).encode())
        except OSError as error:
            raise PrintHouseUnavailable(f"{type(error).__name__}: {error.strerror}") from error

    def _write(self, name: str, content: bytes) -> None:
        beside = self._folder / f".{name}.part"
        with beside.open("wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), _GROUP_READS)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._folder / name)


class NoPrintHouse:
    """Stands where no print house was named: no letter counts as delivered that nobody prints."""

    def deliver(self, order: PrintOrder, pdf: bytes) -> Never:
        """Refuse. Raises: PrintHouseUnavailable."""
        raise PrintHouseUnavailable("RAADHUS_PRINT_FOLDER is not set")


def _manifest(order: PrintOrder) -> dict[str, object]:
    return {
        "letter": str(order.letter_id),
        "file": f"{order.letter_id}.pdf",
        "sha256": order.sha256,
        "pages": order.pages,
        "envelope": "C5 with window, left",
        "sender": order.sender,
        "ordered_at": order.ordered_at.isoformat(),
    }
