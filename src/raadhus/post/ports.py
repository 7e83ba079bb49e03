"""What the post room needs from outside."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol
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


class CannotRenderLetter(Exception):
    """The template does not fit its data, or the letter would not be accessible (no title, language or alt text)."""


class Press(Protocol):
    """Makes PDF/UA-1 and PDF/A-2a in one file."""

    def render(self, template: bytes, data: Mapping[str, Any]) -> bytes:
        """
        Return the PDF of ``template`` filled with ``data`` (JSON values); its own date is ``data["timestamp"]``.

        Raises: CannotRenderLetter.
        """
