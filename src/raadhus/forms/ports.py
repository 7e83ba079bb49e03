"""What the forms need of outside systems; adapters carry it out."""

from collections.abc import Iterable
from typing import Protocol


class ScannerUnavailable(Exception):
    """The scanner does not answer, or answers nonsense: nothing may be let through unscanned."""


class VirusScanner(Protocol):
    """Looks for malicious software in a file."""

    def find_in(self, content: Iterable[bytes]) -> str:
        """
        Return the name of what was found in the file that comes in pieces, empty when nothing was.

        Raises: ScannerUnavailable.
        """
