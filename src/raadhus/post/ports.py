"""What the post room needs from outside."""

import dataclasses
import datetime as dt
from typing import Protocol
from uuid import UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """One letter on paper. ``letter_id`` names it at the print house: the same id twice is the same letter."""

    letter_id: UUID
    sender: str
    pages: int
    ordered_at: dt.datetime
    sha256: str


class PrintHouseUnavailable(Exception):
    """The print house took nothing; try again."""


class PrintHouse(Protocol):
    """Prints, envelopes and posts letters."""

    def deliver(self, order: PrintOrder, pdf: bytes) -> None:
        """Hand over a letter; doing it twice with the same id is harmless. Raises: PrintHouseUnavailable."""
